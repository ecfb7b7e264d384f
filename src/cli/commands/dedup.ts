import { type Command, Option } from 'commander';
import type { DedupOptions } from '../actions/dedup-options.ts';
import { addDedupOptions } from '../actions/dedup-options.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addOutputOptions } from '../output-options.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addRecordOptions } from '../record.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross dedup`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Removes exact and near-duplicates from corpora, taken as one, and what they share with a reference. Says which ' +
        'example stays in the stead of each that goes, and how alike the two are.',
    )
    .helpCommand(false)
    .argument('<corpus...>', 'files, folders, patterns; - for standard input with --dry-run');
  addOutputOptions(command);
  addDedupOptions(command);
  command
    .option('--removed <path>', 'write what is removed here, each with the field duplicate that says why')
    .option('--dry-run', 'say what would go, and write nothing')
    .option('--quarantine <file>', 'write malformed rows to a file, as JSON lines')
    .option('--strict', 'stop at the first malformed row')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .addOption(
      new Option(
        '--memory <megabytes>',
        'signatures beyond this go to disk (default: 512, 2 million texts)',
      ).argParser(wholeNumber(0)),
    )
    .option('--temp <folder>', 'where what goes to disk goes (default: beside the output)')
    .option('--json', 'write a summary as JSON to standard output');
  addWorkspaceOptions(command);
  addRecordOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross dedup crawl/ -o kept.jsonl --removed removed.jsonl', 'near-duplicates, at a similarity of .7'],
    [
      'outcross dedup human.jsonl generated.jsonl -o kept/ --against holdout.jsonl',
      'two corpora as one, without what is in the holdout',
    ],
    ['outcross dedup big.jsonl.gz --dry-run --preset nemo', 'by 24-character shingles; what would go'],
  ]);
  command.action(async (inputs: string[], options: DedupOptions) => {
    const { dedup } = await import('../actions/dedup.ts');
    await dedup(inputs, options, context);
  });
}
