import { OutcrossError } from '../../base/errors.ts';

/** What becomes of the data of earlier generations: thrown away; pooled, and as many drawn as before; pooled. */
export const MODES = ['replace', 'subsample', 'accumulate'] as const;

export type Mode = (typeof MODES)[number];

/** A plan of training on one's own output. Sizes are in one unit throughout: tokens (n-grams) or examples. */
export interface Plan {
  /** M: units that a model writes, and that a generation adds to the data. At least 2. */
  readonly samples: number;
  /** H: units of human data that the first model learns from. At least 1. */
  readonly human: number;
  /** Share of the M units of each generation that is human instead, 0 to 1. */
  readonly real: number;
  readonly mode: Mode;
  /** True where human data are new in each generation; false where they are always the same part of the first H. */
  readonly fresh: boolean;
  /** At least 1. */
  readonly generations: number;
  /**
   * How the learner treats what is rare, above 0, at most `MOST_FIDELITY`. 1 repeats the frequencies learned, draw by draw, so that
   * chance alone takes. Below 1, what is rare is written so many times as often as it was learned: low temperature, top-k, too little
   * training. Above 1, counts are carried over with so many times less variance than independent draws have: smoothing.
   */
  readonly fidelity: number;
}

/** Beyond, frequent types drift too, and a forecast of rare ones says little. */
export const MOST_GENERATIONS = 100;

export const MOST_FIDELITY = 20;

interface Bound {
  readonly name: keyof Plan;
  readonly holds: (value: number) => boolean;
  readonly words: string;
}

const isShare = (value: number) => value >= 0 && value <= 1;

const BOUNDS: readonly Bound[] = [
  { name: 'samples', holds: (n) => n >= 2 && Number.isFinite(n), words: 'at least 2' },
  { name: 'human', holds: (n) => n >= 1 && Number.isFinite(n), words: 'at least 1' },
  { name: 'real', holds: isShare, words: 'from 0 to 1' },
  {
    name: 'generations',
    holds: (n) => Number.isInteger(n) && n >= 1 && n <= MOST_GENERATIONS,
    words: `a whole number from 1 to ${MOST_GENERATIONS}`,
  },
  {
    name: 'fidelity',
    holds: (rate) => rate > 0 && rate <= MOST_FIDELITY,
    words: `above 0 and at most ${MOST_FIDELITY}`,
  },
];

/** Throws `E_PARAMETER` for the first parameter out of its bounds, naming them. */
export function requirePlan(plan: Plan): void {
  for (const { name, holds, words } of BOUNDS) {
    if (!holds(plan[name] as number)) throw outOfBounds(name, plan[name] as number, words);
  }
}

/** Throws `E_PARAMETER` unless `keep`, the share of the tail that is to be kept, is above 0 and at most 1. */
export function requireKeep(keep: number): void {
  if (!(keep > 0 && keep <= 1)) throw outOfBounds('keep', keep, 'above 0 and at most 1');
}

function outOfBounds(name: string, value: number, words: string): OutcrossError {
  return new OutcrossError('E_PARAMETER', `${name} must be ${words}, not ${value}`, { where: name });
}
