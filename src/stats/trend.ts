import { OutcrossError } from '../base/errors.ts';
import { cholesky, choleskySolve } from './cholesky.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/** How sure a direction is, for an estimate whose variance is known: the normal distribution is its reference. */
export interface DirectionTest {
  readonly standardError: number;
  /** One-sided p-value against "does not fall": small where the estimate is clearly negative. */
  readonly pFalling: number;
  /** One-sided p-value against "does not rise". */
  readonly pRising: number;
}

/** A straight line; the test is of its slope. */
export interface TrendFit extends DirectionTest {
  readonly slope: number;
  readonly intercept: number;
}

/** The last value less the mean of the earlier ones. */
export interface Contrast extends DirectionTest {
  readonly difference: number;
}

/** Time in units of x in which exp(y) falls to a half; `high` is Infinity where no fall at all is inside the interval. */
export interface HalfLife {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

function directionTest(estimate: number, variance: number): DirectionTest {
  const standardError = Math.sqrt(variance);
  const z = estimate / standardError;
  return { standardError, pFalling: normalCdf(z), pRising: normalCdf(-z) };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function ones(n: number): Float64Array {
  return new Float64Array(n).fill(1);
}

function expectLength(actual: number, expected: number): void {
  if (actual !== expected)
    throw new OutcrossError('E_INTERNAL', `expected ${expected} numbers, not ${actual}`);
}

function hasSpread(x: ArrayLike<number>): boolean {
  for (let i = 1; i < x.length; i++) if (x[i] !== x[0]) return true;
  return false;
}

/** Row-major diagonal matrix: the covariance of independent estimates. */
export function diagonalMatrix(variances: ArrayLike<number>): Float64Array {
  const n = variances.length;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * (n + 1)] = variances[i];
  return matrix;
}

/**
 * Generalised least squares of `y` on `x` (Aitken 1936) with the known row-major n x n `covariance` of y: for estimates
 * that share a baseline or a sample. Undefined for fewer than two distinct x, and where the covariance is not positive
 * definite. Throws `E_INTERNAL` where lengths disagree.
 */
export function generalisedTrend(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  covariance: ArrayLike<number>,
): TrendFit | undefined {
  const n = x.length;
  expectLength(y.length, n);
  expectLength(covariance.length, n * n);
  const lower = hasSpread(x) ? cholesky(covariance, n) : undefined;
  if (lower === undefined) return undefined;
  const weights = choleskySolve(lower, ones(n));
  const total = dot(weights, ones(n));
  const centre = dot(weights, x) / total;
  const leverage = choleskySolve(
    lower,
    Float64Array.from(x, (value) => value - centre),
  );
  const information = dot(leverage, x) - centre * dot(leverage, ones(n));
  const slope = dot(leverage, y) / information;
  if (!(information > 0 && Number.isFinite(slope))) return undefined;
  const intercept = dot(weights, y) / total - slope * centre;
  return { slope, intercept, ...directionTest(slope, 1 / information) };
}

/** `generalisedTrend` of independent estimates: weighted least squares with weights 1/variance. */
export function weightedTrend(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  variances: ArrayLike<number>,
): TrendFit | undefined {
  expectLength(variances.length, x.length);
  return generalisedTrend(x, y, diagonalMatrix(variances));
}

/**
 * Half-life `-ln 2/slope` of a trend fitted to logarithms, with the interval that the slope's gives at level 1 - alpha.
 * Undefined where the slope is not negative.
 */
export function halfLife(
  fit: Pick<TrendFit, 'slope' | 'standardError'>,
  alpha: number,
): HalfLife | undefined {
  if (!(fit.slope < 0)) return undefined;
  const reach = normalQuantile(1 - alpha / 2) * fit.standardError;
  const slowest = fit.slope + reach;
  return {
    estimate: -Math.LN2 / fit.slope,
    low: -Math.LN2 / (fit.slope - reach),
    high: slowest < 0 ? -Math.LN2 / slowest : Infinity,
  };
}

/**
 * The last value against the best mean of the earlier ones, weighted by the inverse of their row-major n x n `covariance`
 * (Aitken 1936); `diagonalMatrix` gives the covariance of independent values. Undefined for fewer than two values, and
 * where the covariance is not positive definite.
 */
export function lastAgainstEarlier(
  y: ArrayLike<number>,
  covariance: ArrayLike<number>,
): Contrast | undefined {
  const n = y.length;
  expectLength(covariance.length, n * n);
  if (n < 2) return undefined;
  const m = n - 1;
  const earlier = Float64Array.from(
    { length: m * m },
    (_, at) => covariance[Math.floor(at / m) * n + (at % m)],
  );
  const lower = cholesky(earlier, m);
  if (lower === undefined) return undefined;
  const weights = choleskySolve(lower, ones(m));
  const total = dot(weights, ones(m));
  const shared =
    dot(
      weights,
      Float64Array.from({ length: m }, (_, i) => covariance[m * n + i]),
    ) / total;
  const variance = covariance[n * n - 1] - 2 * shared + 1 / total;
  const difference = y[m] - dot(weights, y) / total;
  if (!(variance > 0 && Number.isFinite(difference))) return undefined;
  return { difference, ...directionTest(difference, variance) };
}
