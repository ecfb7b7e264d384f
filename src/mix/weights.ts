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

/**
 * Best weight on real data where `human` fresh real and `synthetic` generated rows are both scarce:
 * w* = (sqrt(k^2 + 4k) - k) / 2 with k = human / synthetic (He, Xu and Cheng 2025, arXiv 2502.18049); 1 without synthetic rows.
 * It is exact for the mean and variance of a Gaussian refitted on its own output, generation after generation.
 */
export function optimalHumanWeight(human: number, synthetic: number): number {
  if (synthetic === 0) return 1;
  const k = human / synthetic;
  // (sqrt(k^2 + 4k) - k) / 2, without the cancellation at large k.
  return k === 0 ? 0 : 2 / (1 + Math.sqrt(1 + 4 / k));
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
  const humanShare = given ? weighting : optimalHumanWeight(human, synthetic);
  return {
    human: (humanShare * rows) / human,
    synthetic: ((1 - humanShare) * rows) / synthetic,
    humanShare,
    rule: given ? 'given' : 'optimal',
  };
}
