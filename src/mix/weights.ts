import { optimalRealWeight } from '../stats/real-weight.ts';
import type { Weighting } from './policy.ts';

/** How much one row counts in training; rows of a mix weigh 1 on average. */
export interface Weights {
  readonly human: number;
  readonly synthetic: number;
  /** Share of all weight that human rows have. */
  readonly humanShare: number;
  /** How the share was found. */
  readonly rule: 'equal' | 'optimal' | 'given';
}

/** Weights of the rows of a mix. `scarce`: everything that was admitted entered. */
export function weightsOf(
  weighting: Weighting,
  { human, synthetic }: { readonly human: number; readonly synthetic: number },
  scarce: boolean,
): Weights {
  const rows = human + synthetic;
  const equal = human === 0 || synthetic === 0 || weighting === 'none' || (weighting === 'auto' && !scarce);
  if (equal) {
    return { human: 1, synthetic: 1, humanShare: rows === 0 ? 0 : human / rows, rule: 'equal' };
  }
  const given = typeof weighting === 'number';
  const humanShare = given ? weighting : optimalRealWeight(human / synthetic);
  return {
    human: (humanShare * rows) / human,
    synthetic: ((1 - humanShare) * rows) / synthetic,
    humanShare,
    rule: given ? 'given' : 'optimal',
  };
}
