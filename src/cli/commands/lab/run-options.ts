import { type Command, InvalidArgumentError } from 'commander';
import type { RunRequest } from '../../../lab/run/settings.ts';
import { wholeNumber } from '../../reading-options.ts';

/** What the options of `lab run` are parsed to. */
export interface RunOptions {
  readonly loop?: readonly string[];
  readonly learner?: string;
  readonly n?: number;
  readonly generations?: number;
  readonly replicates?: number;
  readonly seed?: string;
  readonly temperature?: readonly number[];
  readonly topK?: readonly number[];
  readonly real?: number;
  readonly set?: Readonly<Record<string, number>>;
  readonly text?: readonly string[];
  readonly workers?: number;
  readonly json?: boolean;
  readonly html?: string;
  readonly out?: string;
  readonly resume?: boolean;
}

/** Bounds are checked by the lab, which names them; here only whether numbers are numbers. */
export function addRunOptions(command: Command): void {
  command
    .option(
      '--loop <loops>',
      'loops to compare, with commas; parameters after colons, such as fresh:0.1',
      list,
    )
    .option('--learner <name>', 'another learner of the scenario')
    .option('--n <rows>', 'rows of a training set (M)', number)
    .option('--generations <n>', 'refits on synthetic data', number)
    .option('--replicates <n>', 'independent repetitions', number)
    .option('--seed <seed>', 'any text; the same seed gives the same result (default: 1)')
    .option('--temperature <t>', 'sampling temperature; several with commas are compared', numbers)
    .option('--top-k <k>', 'sample from the k likeliest only; several with commas are compared', numbers)
    .option('--real <share>', 'share of real rows, for loops that take one', number)
    .option('--set <name=number>', 'a parameter of the scenario; repeatable', assignment)
    .option('--text <corpus...>', 'human text, for scenarios about text (default: the Brown corpus)')
    .option(
      '--workers <n>',
      'threads; the result does not depend on it (default: by the size of the run)',
      wholeNumber(0),
    )
    .option('--json', 'write the result as JSON to standard output, and nothing else')
    .option('--html <file>', 'write the result as a web page')
    .option('--out <folder>', 'keep what is finished in a folder, so that the run can be resumed')
    .option('--resume', 'go on with the run in --out');
}

/** What the lab is asked for. */
export function requestOf(options: RunOptions): RunRequest {
  const { loop, learner, n, generations, replicates, seed, temperature, topK, real, set, text } = options;
  const asked: Record<string, unknown> = {
    ...{ loops: loop, learner, samples: n, generations, replicates, seed },
    ...{ temperatures: temperature, topK, real, parameters: set, text },
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as RunRequest;
}

function list(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.every((part) => part !== '')) return parts;
  throw new InvalidArgumentError('Give names with commas between them.');
}

export function number(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number.');
}

function numbers(text: string): number[] {
  return list(text).map(number);
}

function assignment(text: string, before: Readonly<Record<string, number>> = {}): Record<string, number> {
  const [, name, value] = /^([\w-]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError('It must be name=number.');
  return { ...before, [name]: number(value) };
}
