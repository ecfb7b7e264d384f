import type { Command } from 'commander';
import type { CommandEntry } from '../command-entry.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';

/** The sub-commands of `watermark`, in the order that help lists them. */
const WATERMARK_COMMANDS: readonly CommandEntry[] = [
  {
    name: 'keys',
    summary: 'make, list, import and rotate keys',
    load: () => import('./watermark/keys.ts'),
  },
  {
    name: 'detect',
    summary: 'find marked texts in a corpus, and say how many there are',
    load: () => import('./watermark/detect.ts'),
  },
  {
    name: 'calibrate',
    summary: 'measure false positives on human text, and set thresholds by length',
    load: () => import('./watermark/calibrate.ts'),
  },
  {
    name: 'snippet',
    summary: 'print how a server is brought to mark with a key',
    load: () => import('./watermark/snippet.ts'),
  },
];

/** `outcross watermark`. A sub-command is loaded when it is the one that is run. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Finds the watermarks that inference servers leave in text (vLLM, SGLang, TGI, Transformers, SynthID, Unigram), so that what ' +
        'models wrote is known for it at the door of the training set. Works on token ids.',
    )
    .helpCommand(false)
    .enablePositionalOptions();
  addExamples(command, [
    ['outcross watermark keys new --scheme vllm-gumbel --id production', 'a key for a server of vLLM'],
    ['outcross watermark detect crawl/ --tokens-field token_ids', 'is a synthetic subset hidden in it?'],
  ]);
  for (const { name, summary } of WATERMARK_COMMANDS) command.command(name).summary(summary);
  command.hook('preSubcommand', async (_, sub) => {
    const entry = WATERMARK_COMMANDS.find(({ name }) => name === sub.name());
    (await entry!.load()).define(sub, context);
  });
}
