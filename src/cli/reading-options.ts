import { type Command, InvalidArgumentError, Option } from 'commander';
import { MODALITIES, type Modality } from '../corpus/example.ts';
import { LANGUAGES, type Language, languageNamed } from '../corpus/languages.ts';
import { type CorpusSpec, FORMATS } from '../corpus/source.ts';
import { toldByEndings } from '../workspace/fields.ts';

/** What the options that `addReadingOptions` adds are parsed to. */
export interface ReadingOptions {
  readonly format?: CorpusSpec['format'];
  readonly reader?: CorpusSpec['reader'];
  readonly textField?: string;
  readonly idField?: string;
  readonly groupField?: string;
  readonly categoryField?: string;
  readonly imageField?: string;
  readonly vectorField?: string;
  /** What `featureRequest` takes. */
  readonly features?: string;
  readonly maxRowBytes?: number;
  readonly modality?: Modality;
  readonly language?: Language;
  readonly languageField?: string;
  readonly columns?: readonly string[];
  readonly missingLabels?: CorpusSpec['missingLabels'];
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
    .option(
      '--text-field <paths>',
      'field of the text, with dots into nested rows; several with commas, for rows that differ (default: found)',
    )
    .option('--id-field <path>', 'field that names the example (default: id, else its place in the file)')
    .option('--group-field <path>', 'field of the author, source or prompt: what depends on each other')
    .option('--category-field <path>', 'field of a class, dialect or topic to count by')
    .addOption(
      new Option(
        '--modality <kind>',
        'what the content is (default: text; table with --columns, code with --language)',
      ).choices(MODALITIES),
    )
    .option('--vector-field <path>', 'field of a feature vector: a list of numbers')
    .option(
      '--features <source>',
      'feature vectors: given, lexical, image, none, or onnx:FOLDER (default: what the content has; none of text)',
    )
    .option('--image-field <path>', 'field of a picture, its bytes or the path of its file (default: found)')
    .addOption(
      new Option('--language <name>', 'programming language of all sources (default: found)').argParser(
        language,
      ),
    )
    .option('--language-field <path>', 'field of the programming language (default: language, lang)')
    .addOption(
      new Option('--columns <names>', 'columns of a table to compare, with commas (default: all)').argParser(
        columnNames,
      ),
    )
    .option('--max-row-bytes <n>', 'rows of more bytes are malformed (default: 268435456)', wholeNumber(1))
    .optionsGroup('Options:');
}

/** How to read `inputs` under the options given. */
export function readingSpec(inputs: readonly string[], options: ReadingOptions): CorpusSpec {
  const { format, reader, textField, idField, groupField, categoryField, maxRowBytes } = options;
  const { imageField, vectorField, language, languageField, columns, missingLabels } = options;
  const modality = options.modality ?? impliedModality(options) ?? toldByEndings(inputs);
  const fields = { textField, idField, groupField, categoryField, imageField, vectorField, languageField };
  const given = { format, reader, ...fields, maxRowBytes, modality, language, columns, missingLabels };
  return { inputs, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

/** What is said of columns or programming languages says what the content is. */
export function impliedModality(options: ReadingOptions): Modality | undefined {
  const { columns, language, languageField } = options;
  if (columns !== undefined) return 'table';
  return language === undefined && languageField === undefined ? undefined : 'code';
}

function language(word: string): Language {
  const known = languageNamed(word);
  if (known !== undefined) return known;
  throw new InvalidArgumentError(`There is no language "${word}". Known: ${LANGUAGES.join(', ')}.`);
}

function columnNames(list: string): string[] {
  const names = list.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '') && new Set(names).size === names.length) return names;
  throw new InvalidArgumentError('It must be different names with commas between them.');
}

/** Parses a whole number of at least `least`; anything else is a usage error. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
  };
}
