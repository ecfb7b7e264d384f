import type { Command } from 'commander';
import type { FilterOptions } from '../actions/filter-options.ts';
import type { Context } from '../context.ts';
import { addEngineOptions } from '../engine-options.ts';
import { addExamples } from '../examples.ts';
import { addOutputOptions } from '../output-options.ts';
import { addReadingOptions, wholeNumber } from '../reading-options.ts';
import { addRecordOptions } from '../record.ts';
import { addWorkspaceOptions } from '../workspace-options.ts';

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `outcross filter`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Parts a corpus by named rules of quality: what keeps them all, and what does not, each with every rule that it broke, ' +
        'the value against the threshold. Says whether human or synthetic text is dropped more.',
    )
    .helpCommand(false)
    .argument('<corpus...>', 'files, folders, patterns, - for standard input')
    .option(
      '--profile <names>',
      'rules to apply, joined by commas: gopher (gopher-datatrove), gopher-dolma, c4, fineweb, length, language, ' +
        'encoding, boilerplate, pii (default: gopher,c4,fineweb)',
      list,
    )
    .option('--rejects <path>', 'where to write what is dropped, and why (required with -o)')
    .option('--flags <path>', 'where to write kept examples that break a rule that only flags')
    .option(
      '--languages <codes>',
      'for language: which to keep, ISO 639-1, joined by commas (default: en)',
      list,
    )
    .option('--clean-lines', 'keep of each text only the lines that C4 keeps')
    .option('--dry-run', 'write nothing: only say what would be dropped')
    .option('--explain <id>', 'show every measure of one example against its thresholds, and write nothing')
    .option('--quarantine <file>', 'write malformed rows to a file, as JSON lines')
    .option('--strict', 'stop at the first malformed row')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0))
    .option('--json', 'write a summary as JSON to standard output');
  addOutputOptions(command, 'where to write what is kept (required without --dry-run)');
  addWorkspaceOptions(command);
  addRecordOptions(command);
  addEngineOptions(command);
  addReadingOptions(command);
  addExamples(command, [
    ['outcross filter crawl.jsonl -o kept.jsonl --rejects rejects.jsonl', 'by gopher, c4 and fineweb'],
    ['outcross filter crawl/ --profile c4,language --languages en,de --dry-run', 'what would be dropped'],
    ['outcross filter crawl.jsonl --explain doc-17', 'why is this one dropped?'],
  ]);
  command.action(async (inputs: string[], options: FilterOptions) => {
    const { filter } = await import('../actions/filter.ts');
    await filter(inputs, options, context);
  });
}
