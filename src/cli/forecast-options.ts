import { type Command, InvalidArgumentError, Option } from 'commander';
import { UNITS, type Unit } from '../lab/forecast/human-types.ts';
import { MODES, type Mode } from '../lab/forecast/plan.ts';
import { addReadingOptions, type ReadingOptions, wholeNumber } from './reading-options.ts';

/** What the options of `forecast` are parsed to. Bounds of the plan are held by the forecast itself. */
export interface ForecastCommandOptions extends ReadingOptions {
  readonly samples?: number;
  readonly unit?: Unit;
  readonly real?: readonly number[];
  readonly mode?: Mode;
  readonly sameReal?: boolean;
  readonly first?: number;
  readonly generations?: number;
  readonly keep?: number;
  readonly order?: number;
  readonly observed?: readonly string[];
  readonly alpha?: number;
  readonly json?: boolean;
  readonly html?: string;
  readonly workers?: number;
}

export function addForecastOptions(command: Command): void {
  command
    .option(
      '--samples <n>',
      'units that each generation adds (default: as many as --observed, else the human text has)',
      number,
    )
    .addOption(new Option('--unit <unit>', 'what samples are counted in (default: tokens)').choices(UNITS))
    .option(
      '--real <shares>',
      'shares of human data in each generation, with commas (default: 0,0.1,0.5)',
      numbers,
    )
    .addOption(new Option('--mode <mode>', 'what becomes of earlier data (default: replace)').choices(MODES))
    .option('--same-real', 'the human data of each generation are always the same (default: new ones)')
    .option('--first <n>', 'units of human data that the first model learns from (default: all)', number)
    .option('--generations <n>', 'generations to look ahead (default: 10)', number)
    .option('--keep <share>', 'share of the tail that is to be kept (default: 0.9)', number)
    .option('--order <n>', 'words, pairs or triples of words: 1 to 4 (default: 1)', number)
    .option('--observed <generation...>', 'generations that exist, first to last, to fit the forecast to')
    .option('--alpha <rate>', 'error rate of the intervals (default: 0.05)', number)
    .option('--json', 'write the forecast as JSON to standard output, and nothing else')
    .option('--html <file>', 'write the forecast as a web page')
    .option('--workers <n>', 'threads that read (default: one a processor)', wholeNumber(0));
  addReadingOptions(command);
}

function number(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number.');
}

function numbers(text: string, before: readonly number[] = []): number[] {
  return [...new Set([...before, ...text.split(',').map(number)])];
}
