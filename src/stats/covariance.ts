import { OutcrossError } from '../base/errors.ts';
import { cholesky, choleskyLogDeterminant } from './cholesky.ts';
import { symmetricEigenvalues } from './eigen.ts';

function columnMeans(rows: ArrayLike<number>, n: number, d: number): Float64Array {
  const means = new Float64Array(d);
  for (let r = 0; r < n; r++) for (let i = 0; i < d; i++) means[i] += rows[r * d + i];
  return means.map((sum) => sum / n);
}

/**
 * Unbiased covariance matrix, row-major d x d, of a row-major table of n rows and d columns, in two passes (Chan, Golub,
 * LeVeque 1983). Undefined for fewer than two rows. Throws `E_INTERNAL` where the table is not rectangular.
 */
export function covarianceMatrix(rows: ArrayLike<number>, d: number): Float64Array | undefined {
  const n = rows.length / d;
  if (!Number.isInteger(n))
    throw new OutcrossError('E_INTERNAL', `${rows.length} values do not fill ${d} columns`);
  if (n < 2) return undefined;
  const means = columnMeans(rows, n, d);
  const sums = new Float64Array(d * d);
  const row = new Float64Array(d);
  for (let r = 0; r < n; r++) {
    for (let i = 0; i < d; i++) row[i] = rows[r * d + i] - means[i];
    for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) sums[i * d + j] += row[i] * row[j];
  }
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) sums[j * d + i] = sums[i * d + j] /= n - 1;
  }
  return sums;
}

/** Correlation matrix of a covariance matrix; undefined where a variance is not positive. */
export function correlationMatrix(covariance: ArrayLike<number>, d: number): Float64Array | undefined {
  const scales = Float64Array.from({ length: d }, (_, i) => Math.sqrt(covariance[i * d + i]));
  if (!scales.every((scale) => scale > 0)) return undefined;
  return Float64Array.from({ length: d * d }, (_, at) => {
    const i = Math.floor(at / d);
    const j = at % d;
    return i === j ? 1 : covariance[at] / (scales[i] * scales[j]);
  });
}

/**
 * Log-volume: ln of the determinant of the covariance matrix (the generalised variance, Wilks 1932), twice the log of
 * the spread's volume up to a constant. Formed as the log-variances and the log-determinant of the correlations, so that
 * columns in very different units do not look singular. `shrinkage` from 0 to 1 moves the correlations towards
 * independence, which regularises tables of few rows. Undefined where the matrix is singular.
 */
export function logVolume(covariance: ArrayLike<number>, d: number, shrinkage = 0): number | undefined {
  const correlation = correlationMatrix(covariance, d);
  if (correlation === undefined) return undefined;
  const shrunk = correlation.map((value, at) => (at % (d + 1) === 0 ? 1 : value * (1 - shrinkage)));
  const lower = cholesky(shrunk, d);
  if (lower === undefined) return undefined;
  let sum = choleskyLogDeterminant(lower, d);
  for (let i = 0; i < d; i++) sum += Math.log(covariance[i * d + i]);
  return sum;
}

/**
 * Effective rank: exp of the Shannon entropy of the eigenvalues as shares of their sum (Roy and Vetterli 2007), from 1 to
 * d. Depends on the columns' units: give a correlation matrix where they have none in common. Undefined for no variance.
 */
export function effectiveRank(covariance: ArrayLike<number>, d: number): number | undefined {
  const eigenvalues = symmetricEigenvalues(covariance, d)?.map((value) => Math.max(0, value));
  const sum = eigenvalues?.reduce((total, value) => total + value, 0);
  if (eigenvalues === undefined || sum === undefined || !(sum > 0)) return undefined;
  let entropy = 0;
  for (const value of eigenvalues) if (value > 0) entropy -= (value / sum) * Math.log(value / sum);
  return Math.exp(entropy);
}
