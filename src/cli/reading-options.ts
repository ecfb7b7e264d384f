import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CorpusSpec, FORMATS } from '../corpus/source.ts';

/** What the options that `addReadingOptions` adds are parsed to. */
export interface ReadingOptions {
  readonly format?: CorpusSpec['format'];
  readonly reader?: CorpusSpec['reader'];
  readonly textField?: string;
  readonly idField?: string;
  readonly groupField?: string;
  readonly categoryField?: string;
  readonly maxRowBytes?: number;
}

const GROUP = 'Reading options:';

/** The options that say how corpora are read: the same for every command that reads one. */
export function addReadingOptions(command: Command): Command {
  return command
    .optionsGroup(GROUP)
    .addOption(new Option('--format <format>', 'what the files are, whatever their ending').choices(FORMATS))
    .addOption(
      new Option(
        '--reader <reader>',
        'fields: text stands in a field; chat: in the messages of a row (default: fields)',
      ).choices(['fields', 'chat']),
    )
    .option('--text-field <path>', 'field of the text, with dots into nested rows (default: found)')
    .option('--id-field <path>', 'field that names the example (default: id, else its place in the file)')
    .option('--group-field <path>', 'field of the author, source or prompt: what depends on each other')
    .option('--category-field <path>', 'field of a class, dialect or topic to count by')
    .option('--max-row-bytes <n>', 'longer rows are malformed (default: 268435456)', wholeNumber(1))
    .optionsGroup('Options:');
}

/** How to read `inputs` under the options given. */
export function readingSpec(inputs: readonly string[], options: ReadingOptions): CorpusSpec {
  const { format, reader, textField, idField, groupField, categoryField, maxRowBytes } = options;
  const given = { format, reader, textField, idField, groupField, categoryField, maxRowBytes };
  return { inputs, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

/** Parses a whole number of at least `least`; anything else is a usage error. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
  };
}
