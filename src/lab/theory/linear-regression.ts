import { requireAtLeast, requireShare, requireWhole } from './parameters.ts';

/** Ordinary least squares on rows of independent standard normal features, with Gaussian label noise. */
export interface Regression {
  /** Rows, T in the source; from `features` + 2, below which the error has no expectation. */
  readonly rows: number;
  /** d in the source, from 1. */
  readonly features: number;
  /** Standard deviation of the label noise, from 0. */
  readonly noise: number;
}

function requireRegression({ rows, features, noise }: Regression): void {
  requireWhole('features', features, 1);
  requireWhole('rows', rows, features + 2);
  requireAtLeast('noise', noise, 0);
}

/** Expected excess test error of one fit on real labels: s^2 d / (T - d - 1), the mean of an inverse Wishart matrix. */
export function oneFitError(regression: Regression): number {
  requireRegression(regression);
  const { rows, features, noise } = regression;
  return (noise ** 2 * features) / (rows - features - 1);
}

/**
 * Expected excess test error of fit `fit` (1: real labels alone) where each fit's labels are those of the last fit plus new
 * noise, on the same features (Gerstgrasser et al. 2024, arXiv 2404.01413, theorem for replaced data). Throws `E_PARAMETER`.
 */
export function replacedError(regression: Regression, fit: number): number {
  requireWhole('fit', fit, 1);
  return oneFitError(regression) * fit;
}

/** The same where labels are kept (ibid.): the sum of 1/i^2, bounded by pi^2/6. With new features each round it is an upper bound. */
export function accumulatedError(regression: Regression, fit: number): number {
  requireWhole('fit', fit, 1);
  let sum = 0;
  for (let i = 1; i <= fit; i++) sum += 1 / (i * i);
  return oneFitError(regression) * sum;
}

/** The limit of `accumulatedError`. */
export function accumulatedErrorBound(regression: Regression): number {
  return oneFitError(regression) * (Math.PI ** 2 / 6);
}

/** The floor of the test error where a share `synthetic` of plentiful data is off by `bias` in its coefficients (Dohmatob et al.
 * 2024, arXiv 2410.04840): p2^2 c^2. More data does not lower it. */
export function strongCollapseFloor(synthetic: number, bias: number): number {
  requireShare('synthetic', synthetic);
  requireAtLeast('bias', bias, 0);
  return synthetic ** 2 * bias ** 2;
}

/**
 * Expected excess test error where `synthetic` of the rows have labels of coefficients that are off by a vector of length
 * `bias`: exact for every size, tends to `strongCollapseFloor`. The bias enters through S^-1 S2 with S2 of the synthetic rows
 * and S of all, whose moments are those of a matrix-variate beta (Muirhead 1982, section 3.3) and an inverse Wishart variable.
 */
export function mixedError(regression: Regression, synthetic: number, bias: number): number {
  requireRegression(regression);
  requireWhole('synthetic', synthetic, 0, regression.rows);
  requireAtLeast('bias', bias, 0);
  const { rows: n, features: d } = regression;
  const square = (synthetic * (synthetic + 2)) / (n * (n + 2));
  const minor = (synthetic * (synthetic - 1)) / (n * (n - 1));
  // Of the beta matrix: E[b12^2], and E[b11 b22].
  const cross = (square - minor) / 3;
  const diagonal = square - 2 * cross;
  const spread = (n * d - 2) / (n - d - 1);
  return bias ** 2 * (diagonal + cross + cross * spread) + oneFitError(regression);
}
