import type { Command } from 'commander';
import { TARGETS } from '../../../watermark/snippet/targets.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { addStoreOptions } from './key-options.ts';
import type { SnippetOptions } from './snippet-options.ts';

/** `outcross watermark snippet`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Prints how a server is brought to mark with a key: how it is started, what requests say, what to record, and how the mark is found ' +
        `again. The secret is never printed: --write puts it into a file for the server. Servers: ${TARGETS.map(({ name }) => name).join(', ')}.`,
    )
    .argument('<server>', 'what marks the text')
    .option('--key <id>', 'the key (required)')
    .option('--write <file>', 'write what the server reads the secret from, for its owner alone')
    .option('--ids <file>', 'openai-logit-bias: token ids that are worth naming, with spaces between them')
    .option('--enforce', 'sglang: no client may opt out')
    .option('--json', 'as JSON');
  addStoreOptions(command);
  addExamples(command, [
    ['outcross watermark snippet vllm --key production --write watermark.json', 'start vLLM with the key'],
    [
      'outcross watermark snippet openai-logit-bias --key unigram-1 --ids frequent.txt --write bias.json',
      'mark through a foreign server',
    ],
  ]);
  command.action(async (server: string, options: SnippetOptions) => {
    const { showSnippet } = await import('./show-snippet.ts');
    await showSnippet(server, options, context);
  });
}
