import { lgamma, stirlingSeries } from './gamma.ts';

const LOG_TWO_PI = 1.8378770664093456;
const HALF_LOG_TWO_PI = LOG_TWO_PI / 2;

/**
 * ln Gamma(x + 1) less Stirling's formula, `x > 0`; at 0 the limit Infinity. Source: Loader (2000), "Fast and
 * accurate computation of binomial probabilities".
 */
export function stirlingError(x: number): number {
  if (x >= 12) return stirlingSeries(x);
  return lgamma(x + 1) - ((x + 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
}

/**
 * Deviance `x ln(x/mean) + mean - x`, `x >= 0`, `mean > 0`, without cancellation where x is near the mean (Loader
 * 2000). Never negative.
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  const square = v * v;
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; ; j++) {
    term *= square;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * `ln( Gamma(n+1) / (Gamma(x+1) Gamma(n-x+1)) p^x q^(n-x) )` for real `0 <= x <= n`: the saddle-point form of Loader
 * (2000), whose error does not grow with n. `q = 1 - p` is given so that neither loses digits; `rest = n - x` likewise.
 */
export function logBinomialDensity(x: number, rest: number, p: number, q: number): number {
  const n = x + rest;
  if (p === 0) return x === 0 ? 0 : -Infinity;
  if (q === 0) return rest === 0 ? 0 : -Infinity;
  if (x === 0) return n === 0 ? 0 : n * (p < 0.5 ? Math.log1p(-p) : Math.log(q));
  if (rest === 0) return n * (q < 0.5 ? Math.log1p(-q) : Math.log(p));
  const corrections = stirlingError(n) - stirlingError(x) - stirlingError(rest);
  const scale = 0.5 * (LOG_TWO_PI + Math.log(x) + Math.log(rest / n));
  return corrections - deviance(x, n * p) - deviance(rest, n * q) - scale;
}

/** `ln( mean^x e^-mean / Gamma(x+1) )` for real `x >= 0`, `mean > 0` (Loader 2000). */
export function logPoissonDensity(x: number, mean: number): number {
  if (x === 0) return -mean;
  return -stirlingError(x) - deviance(x, mean) - 0.5 * (LOG_TWO_PI + Math.log(x));
}
