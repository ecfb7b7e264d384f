import { type Command, Option } from 'commander';
import type { LineageOptions } from '../actions/lineage.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addLedgerOptions } from '../ledger-options.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';

/** `outcross lineage`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Shows what something was made of, and what was made of it: a generation, a mix, a source, a corpus (by name, by the beginning of its ' +
        'digest, or the file itself), or an example by its id, whose parents are looked for in the corpora that the ledger knows. ' +
        'Files are known again by their digest, whatever they are called. Finds loops, such as a source that our own model feeds.',
    )
    .helpCommand(false)
    .argument('<id>', 'what: a name, a digest, a file, or TYPE:NAME where a name is ambiguous')
    .option('--depth <n>', 'steps to parents and children', wholeNumber(1), 10)
    .addOption(new Option('--graph <form>', 'as a graph').choices(['mermaid', 'dot', 'text']))
    .option('--in <corpus...>', 'look for an example here (default: corpora that the ledger knows)')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'as JSON');
  addLedgerOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross lineage g3', 'a generation: back to the human text it rests on'],
    ['outcross lineage mixes/train-2.jsonl --graph mermaid', 'a training set, as a flow chart'],
    ['outcross lineage example:g2-0017', 'an example, and its parents'],
  ]);
  command.action(async (id: string, options: LineageOptions) => {
    const { showLineage } = await import('../actions/lineage.ts');
    await showLineage(id, options, context);
  });
}
