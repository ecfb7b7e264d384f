import { type Command, InvalidArgumentError } from 'commander';
import type { AnchorOptions } from '../actions/anchor.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addRecordOptions } from '../record.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross anchor`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Splits verified human data by the hash of their groups into a reservoir, which may enter mixes, and a frozen holdout, ' +
        'which is only measured against. No group stands in both, and adding data later moves no example. Writes both with ' +
        'their profiles, and anchor.json with what keeps the holdout out of every mix.',
    )
    .helpCommand(false)
    .argument(
      '[corpus...]',
      'files, folders, patterns, - for standard input (default: human, of the workspace)',
    )
    .option('-o, --output <folder>', 'where to write the anchor (default: anchor.folder, of the workspace)')
    .option('--holdout <share>', 'share of the groups that are held out (default: 0.2)', share)
    .option(
      '--strata <fields>',
      'fields whose values part the data, with commas, to report how each is covered',
      list,
    )
    .option('--salt <text>', 'another salt is another split (default: outcross)')
    .option('--least-groups <n>', 'groups that each side of a stratum needs (default: 5)', wholeNumber(1))
    .option('--assume-human', 'vouch for examples of unknown origin: they are written as human, declared')
    .option('--leave-out-others', 'leave out what is not human, instead of refusing the corpus')
    .option('-f, --force', 'write over an anchor made with the same settings')
    .option('--quarantine <file>', 'write malformed rows to a file, as JSON lines')
    .option('--strict', 'stop at the first malformed row')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'write anchor.json to standard output too');
  addWorkspaceOptions(command);
  addRecordOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    [
      'outcross anchor human.jsonl --group-field author --strata genre -o anchor',
      'a fifth of the authors held out',
    ],
    [
      'outcross check g*.jsonl --against anchor/holdout.profile --reservoir anchor/reservoir.profile',
      'measure by it',
    ],
    ['outcross anchor human/ -o anchor --engine spark --master spark://host:7077', 'on a cluster'],
  ]);
  command.action(async (inputs: string[], options: AnchorOptions) => {
    const { makeAnchor } = await import('../actions/anchor.ts');
    await makeAnchor(inputs, options, context);
  });
}

function share(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError('It must lie between 0 and 1, both excluded, such as 0.2.');
}

function list(text: string): string[] {
  const fields = text.split(',').map((field) => field.trim());
  if (fields.every((field) => field !== '')) return [...new Set(fields)];
  throw new InvalidArgumentError('It must be names of fields with commas between them.');
}
