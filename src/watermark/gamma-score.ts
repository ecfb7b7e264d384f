import { gammaQ } from '../stats/incomplete-gamma.ts';
import type { Judgement } from './scheme.ts';

/** What a number of the unit interval adds to a Gumbel score: -ln(1 - u), exponential where the number is uniform. */
export function surprise(u: number): number {
  return -Math.log1p(-u);
}

/** A sum of `scored` exponentials: without a mark Gamma(scored, 1). */
export function judgeGamma(scored: number, sum: number): Judgement {
  return { score: sum, pValue: gammaQ(scored, sum) };
}

/** Leaves the token with the largest logit - ln(-ln u) as the only one. The first of equals wins. */
export function keepGumbelMax(logits: Float32Array | Float64Array, u: (token: number) => number): void {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < logits.length; token++) {
    if (logits[token] === Number.NEGATIVE_INFINITY) continue;
    const value = logits[token] - Math.log(-Math.log(u(token)));
    if (value > most) {
      most = value;
      best = token;
    }
  }
  logits.fill(Number.NEGATIVE_INFINITY);
  logits[best] = 0;
}
