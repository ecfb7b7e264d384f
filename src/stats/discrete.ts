import { logBinomialDensity, stirlingError } from './saddle-point.ts';

const TWO_PI = 2 * Math.PI;

function isCount(n: number): boolean {
  return Number.isInteger(n) && n >= 0;
}

/**
 * ln C(n, k), integers; -Infinity where k is outside [0, n], NaN where either is no count. The saddle-point form keeps
 * its relative error whatever n (Loader 2000).
 */
export function logChoose(n: number, k: number): number {
  if (!isCount(n) || !Number.isInteger(k)) return Number.NaN;
  if (k < 0 || k > n) return -Infinity;
  const rest = n - k;
  if (k === 0 || rest === 0) return 0;
  const small = Math.min(k, rest);
  const large = n - small;
  const entropy = small * Math.log(n / small) - large * Math.log1p(-small / n);
  const errors = stirlingError(n) - stirlingError(small) - stirlingError(large);
  return entropy + errors - 0.5 * Math.log(TWO_PI * small * (large / n));
}

/** ln P(X = x), X the successes in `trials` draws of probability `p`; -Infinity outside the support, NaN for misuse. */
export function binomialLogProbability(x: number, trials: number, p: number): number {
  if (!isCount(trials) || !Number.isInteger(x) || !(p >= 0 && p <= 1)) return Number.NaN;
  if (x < 0 || x > trials) return -Infinity;
  return logBinomialDensity(x, trials - x, p, 1 - p);
}

/**
 * ln P(X = x), X the marked ones among `drawn` taken without replacement out of `population` of which `marked` are
 * marked; -Infinity outside the support, NaN for misuse. Three binomial densities (Loader 2000), so that
 * populations of 1e12 keep their digits.
 */
export function hypergeometricLogProbability(
  x: number,
  population: number,
  marked: number,
  drawn: number,
): number {
  if (![population, marked, drawn].every(isCount) || !Number.isInteger(x)) return Number.NaN;
  if (marked > population || drawn > population) return Number.NaN;
  const left = population - drawn;
  const unmarked = population - marked;
  if (x < 0 || x > marked || x > drawn || drawn - x > unmarked) return -Infinity;
  if (population === 0) return 0;
  const p = drawn / population;
  const q = left / population;
  return (
    logBinomialDensity(x, marked - x, p, q) +
    logBinomialDensity(drawn - x, unmarked - (drawn - x), p, q) -
    logBinomialDensity(drawn, left, p, q)
  );
}
