import { type Command, Option } from 'commander';
import type { TagOptions } from '../actions/tag-options.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addOutputOptions } from '../output-options.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addRecordOptions } from '../record.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross tag`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Writes a corpus with provenance on every example: who made it, from which source, by which model, in which ' +
        'generation. By what the options say of all examples, by fields of the rows, and by rules on path, host and date ' +
        '(tag in outcross.yaml). What a row states already is never silently replaced.',
    )
    .helpCommand(false)
    .argument('<corpus...>', 'files, folders, patterns, - for standard input')
    .optionsGroup('Provenance, where neither a field nor a rule says otherwise:')
    .option('--origin <word>', 'human, synthetic, mixed or unknown')
    .option('--source <name>', 'where it was taken from')
    .option('--model <name>', 'which model made it')
    .option('--generation <n>', 'step of the line that it belongs to, 0 for human data')
    .option('--parents-field <path>', 'field that holds the ids of what it was made from')
    .option('--license <name>', 'under which licence it stands')
    .option('--collected-at <date>', 'when it was collected, ISO 8601')
    .option('--evidence <word>', 'declared, watermark, detector or review (default: declared)')
    .optionsGroup('Options:')
    .addOption(
      new Option('--fill', 'keep what rows state, and add only what is missing').conflicts('overwrite'),
    )
    .option('--overwrite', 'replace what rows state otherwise')
    .option('--check-parents', 'every parent must be an example of the corpus')
    .option('--parents-in <corpus...>', 'or of these corpora; implies --check-parents')
    .option('--ids', 'give rows without an id the one they have by their place')
    .option('--conflicts <file>', 'write the rows that state something else to a file, as JSON lines')
    .option('--quarantine <file>', 'write malformed rows to a file, as JSON lines')
    .option('--strict', 'stop at the first malformed row')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'write a summary as JSON to standard output');
  addOutputOptions(command);
  addWorkspaceOptions(command);
  addRecordOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross tag essays.jsonl --origin human --source essays -o tagged.jsonl', 'one source'],
    [
      'outcross tag out/ --origin synthetic --source assistant --model m3 --generation 2 -o tagged.jsonl.gz',
      'what a model wrote',
    ],
    ['outcross tag crawl/ -o tagged/', 'by the fields and rules of outcross.yaml, into a folder of parts'],
  ]);
  command.action(async (inputs: string[], options: TagOptions) => {
    const { tag } = await import('../actions/tag.ts');
    await tag(inputs, options, context);
  });
}
