import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import type { Loop } from '../loop.ts';
import { accumulate } from './accumulate.ts';
import { fixed } from './fixed.ts';
import { fresh } from './fresh.ts';
import { replace } from './replace.ts';
import { sizeMatched } from './size-matched.ts';
import { subsample } from './subsample.ts';
import { verified } from './verified.ts';
import { weighted } from './weighted.ts';

/** A parameter of a loop, written after its name: `fresh:0.1`. */
export interface LoopParameter {
  readonly name: string;
  readonly meaning: string;
  /** Absent where the loop has its own way without it. */
  readonly default?: number;
  /** Whether `--real` gives it where it was not written. */
  readonly isReal?: boolean;
}

export interface LoopEntry {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  readonly parameters: readonly LoopParameter[];
  /** Throws `E_PARAMETER` for parameters out of bounds. */
  make(values: readonly (number | undefined)[]): Loop;
}

const REAL: LoopParameter = {
  name: 'REAL',
  meaning: 'share of real rows, 0 to 1',
  default: 0.1,
  isReal: true,
};

/** All loops of one line of models. */
export const LOOPS: readonly LoopEntry[] = [
  {
    name: 'replace',
    summary: 'each model learns from the output of the one before alone',
    parameters: [],
    make: () => replace(),
  },
  {
    name: 'accumulate',
    summary: 'real rows and all outputs so far are kept and learnt from',
    parameters: [],
    make: () => accumulate(),
  },
  {
    name: 'subsample',
    summary: 'all is kept, but only as many rows as at first are drawn from it',
    parameters: [],
    make: () => subsample(),
  },
  {
    name: 'fixed',
    summary: 'the same real rows are mixed into every training set',
    parameters: [REAL],
    make: ([share]) => fixed({ share: share! }),
  },
  {
    name: 'fresh',
    summary: 'new real rows are mixed into every training set',
    parameters: [REAL],
    make: ([share]) => fresh({ share: share! }),
  },
  {
    name: 'verified',
    summary: 'a verifier keeps right rows with probability PHI, wrong ones with PSI',
    parameters: [
      { name: 'PHI', meaning: 'P(keep | right), 0 to 1', default: 0.9 },
      { name: 'PSI', meaning: 'P(keep | wrong), 0 to 1', default: 0.1 },
    ],
    make: ([keepRight, keepWrong]) => verified({ keepRight: keepRight!, keepWrong: keepWrong! }),
  },
  {
    name: 'weighted',
    summary: 'fresh real rows beside the output, weighted by origin: W, or the best weight w*',
    parameters: [
      { ...REAL, meaning: 'fresh real rows, as a share of the samples, 0 to 1', default: 1 },
      { name: 'W', meaning: 'weight on real rows together, 0 to 1 (default: w*)' },
    ],
    make: ([share, weight]) =>
      weighted({ real: { share: share! }, ...(weight === undefined ? {} : { weight }) }),
  },
  {
    name: 'size-matched',
    summary: 'replace, with training sets as large as accumulation has',
    parameters: [],
    make: () => sizeMatched(),
  },
];

/** A name with its numbers, such as `verified:0.9:0.1`. */
export interface WrittenLoop {
  readonly name: string;
  readonly values: readonly number[];
}

/** `text` taken apart. Throws `E_PARAMETER` for what is no number. */
export function takeApart(text: string): WrittenLoop {
  const [name, ...rest] = text.trim().split(':');
  const values = rest.map((part) => {
    const value = part.trim() === '' ? Number.NaN : Number(part);
    if (Number.isFinite(value)) return value;
    throw new OutcrossError('E_PARAMETER', `"${part}" in "${text}" is no number`, {
      where: text,
      hint: 'Parameters of a loop are numbers after colons, such as fresh:0.1.',
    });
  });
  return { name, values };
}

/** `parameters` with the values written, then `real` where it is meant for one, then the defaults. */
export function settleValues(
  written: WrittenLoop,
  parameters: readonly LoopParameter[],
  real: number | undefined,
): (number | undefined)[] {
  if (written.values.length > parameters.length) {
    const takes = parameters.map(({ name }) => name).join(', ');
    throw new OutcrossError(
      'E_PARAMETER',
      `${written.name} takes ${parameters.length === 0 ? 'no parameter' : `at most ${takes}`}`,
      { where: [written.name, ...written.values].join(':') },
    );
  }
  return parameters.map(
    (parameter, i) => written.values[i] ?? (parameter.isReal ? real : undefined) ?? parameter.default,
  );
}

/**
 * The loop that `text` names, such as `replace` or `fresh:0.1`. Throws `E_PARAMETER` for an unknown name, with the nearest, and for
 * parameters out of bounds.
 */
export function loopOf(text: string, real?: number, others: readonly string[] = []): Loop {
  const written = takeApart(text);
  const entry = LOOPS.find(({ name }) => name === written.name);
  if (entry === undefined) throw unknownLoop(written.name, others);
  return entry.make(settleValues(written, entry.parameters, real));
}

function unknownLoop(name: string, others: readonly string[]): OutcrossError {
  const known = [...LOOPS.map((entry) => entry.name), ...others];
  const meant = suggestion(name, known);
  return new OutcrossError('E_PARAMETER', `there is no loop "${name}"`, {
    where: name,
    hint: `${meant === '' ? '' : `${meant} `}Known: ${known.join(', ')}.`,
  });
}
