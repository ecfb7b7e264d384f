import type { Command } from 'commander';
import type { MixOptions } from '../actions/mix-options.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addOutputOptions } from '../output-options.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addRecordOptions } from '../record.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross mix`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Builds the next training set under a policy of proportion: how much of it is human, how much of one source, ' +
        'model or generation, how many examples carry the rare words of human text. Says what would enter and why, what is ' +
        'short and by how much; writes a manifest of what went in.',
    )
    .helpCommand(false)
    .argument('[corpus...]', 'tagged examples, human and generated (default: of the workspace)')
    .option('--policy <file>', 'take the policy from this file (default: policy in outcross.yaml)')
    .option(
      '--anchor <folder>',
      'verified human data, as outcross anchor made it: guards the holdout (default: of the workspace)',
    )
    .option('--no-anchor', 'guard no holdout, and judge nothing by it')
    .option('--size <n>', 'examples of the mix, or all (default: by the policy)')
    .option('--seed <seed>', 'of choice and order (default: by the policy)')
    .option('--dry-run', 'print the plan and write nothing')
    .option('--rejects <file>', 'write what stays out to a file, each example with its reason')
    .option('--no-review', 'leave decisions of reviewers aside (default: obey those of the ledger)')
    .option(
      '--piece-bytes <n>',
      'bytes that a killed build does again at most (default: 67108864)',
      wholeNumber(1),
    )
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'write the plan or the manifest as JSON to standard output');
  addOutputOptions(command);
  addWorkspaceOptions(command);
  addRecordOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross mix', 'the next set of the workspace: its reservoir and every generation'],
    ['outcross mix human.jsonl g1.jsonl g2.jsonl --dry-run', 'what would enter, and why'],
    ['outcross mix data/ --policy outcross.yaml --anchor anchor -o train/', 'build it, in a folder of parts'],
    ['outcross mix data/ -o train.jsonl --rejects out.jsonl', 'and keep what stays out, with reasons'],
    [
      'outcross mix data/ -o train/ --engine spark --master spark://host:7077',
      'on a cluster: the same bytes',
    ],
  ]);
  command.action(async (inputs: string[], options: MixOptions) => {
    const { mix } = await import('../actions/mix.ts');
    await mix(inputs, options, context);
  });
}
