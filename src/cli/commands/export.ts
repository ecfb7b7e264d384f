import { Argument, type Command } from 'commander';
import { EXPORT_FORMATS, EXPORTS, type ExportFormat } from '../../exports/formats.ts';
import type { ExportOptions } from '../actions/export.ts';
import type { Context } from '../context.ts';
import { addExamples } from '../examples.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

/** `outcross export`. */
export function define(command: Command, context: Context): void {
  const formats = EXPORT_FORMATS.map((format) => `  ${format.padEnd(12)} ${EXPORTS[format].summary}`);
  command
    .description(
      'Says what a training set is made of in the words of a standard, from its manifest and from the section dataset of ' +
        'outcross.yaml. A fact that nobody gave is never guessed: the document says that it is not stated, and what is ' +
        'missing is listed on standard error.',
    )
    .helpCommand(false)
    .addArgument(new Argument('<format>', 'see below').choices(EXPORT_FORMATS))
    .argument(
      '[mix]',
      'a set that outcross mix built, or its manifest (default: the newest of the workspace)',
    )
    .option('-o, --output <file>', 'write to a file (default: standard output)')
    .option('--meta <file>', 'take the section dataset from this file (default: outcross.yaml)')
    .option('--at <time>', 'time of the run or document, ISO 8601 (OpenLineage: now; CycloneDX: none)')
    .option('--strict', 'end with status 1 where a fact is missing');
  addWorkspaceOptions(command);
  command.addHelpText('after', `\nFormats:\n${formats.join('\n')}`);
  addExamples(command, [
    ['outcross export croissant train.jsonl -o croissant.json', 'for loaders and search engines'],
    ['outcross export hf-card train/ -o README.md', 'the card of a data set on the Hub'],
    ['outcross export eu-summary train.jsonl --strict', 'fails while a fact is missing'],
  ]);
  command.action(async (format: ExportFormat, mix: string | undefined, options: ExportOptions) => {
    const { exportMix } = await import('../actions/export.ts');
    await exportMix(format, mix, options, context);
  });
}
