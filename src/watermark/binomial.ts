import { betaRegularised } from '../stats/incomplete-beta.ts';
import { normalCdf } from '../stats/normal.ts';

/** Chance of at least `hits` in `trials` that succeed with probability `p`, with relative accuracy where it is small. */
export function binomialUpperTail(hits: number, trials: number, p: number): number {
  if (hits <= 0) return 1;
  if (hits > trials) return 0;
  return betaRegularised(p, hits, trials - hits + 1);
}

/** Chances of at least as many hits (`pValue`), and of more (`beyond`), as a detector states them. */
export function binomialTails(hits: number, trials: number, p: number): { pValue: number; beyond: number } {
  return {
    pValue: binomialUpperTail(hits, trials, p),
    beyond: binomialUpperTail(hits + 1, trials, p),
  };
}

/** Hits above what is expected, in standard deviations: (hits - p n) / sqrt(n p (1 - p)). */
export function zScore(hits: number, trials: number, p: number): number {
  return (hits - p * trials) / Math.sqrt(trials * p * (1 - p));
}

/** Chance that a standard normal is at least `z`. */
export function normalUpperTail(z: number): number {
  return normalCdf(-z);
}
