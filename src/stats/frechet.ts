import { timesTransposed, transposed } from './matrix-product.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A mean and a covariance, row-major d x d. */
export interface Gaussian {
  readonly mean: ArrayLike<number>;
  readonly covariance: Float64Array;
}

/**
 * Frechet distance of two normal distributions, squared (Dowson and Landau 1982; as FID, Heusel et al. 2017):
 * |m1 - m2|^2 + tr(S1) + tr(S2) - 2 tr((S1 S2)^(1/2)). The last trace is the sum of the square roots of the eigenvalues of L' S2 L, where
 * S1 = L L'; covariances need not have full rank. Undefined where a number is not finite.
 */
export function frechetDistance(a: Gaussian, b: Gaussian): number | undefined {
  const d = a.mean.length;
  const root = rootOf(a.covariance, d);
  if (root === undefined) return undefined;
  const between = timesTransposed(timesTransposed(root, b.covariance, d, d, d), root, d, d, d);
  const eigen = symmetricEigen(between, d, false);
  if (eigen === undefined) return undefined;
  let distance = 0;
  for (let i = 0; i < d; i++) {
    distance += (a.mean[i] - b.mean[i]) ** 2 + a.covariance[i * d + i] + b.covariance[i * d + i];
    distance -= 2 * Math.sqrt(Math.max(0, eigen.values[i]));
  }
  return Number.isFinite(distance) ? Math.max(0, distance) : undefined;
}

/**
 * L' of a covariance S = L L', row-major d x d: Cholesky's factor where S has full rank, else square roots of the eigenvalues times the
 * eigenvectors. Undefined where a number is not finite.
 */
export function rootOf(covariance: Float64Array, d: number): Float64Array | undefined {
  const lower = lowerFactor(covariance, d);
  if (lower !== undefined) return transposed(lower, d, d);
  const eigen = symmetricEigen(covariance, d);
  if (eigen === undefined) return undefined;
  const { values, vectors } = eigen;
  return vectors.map((x, at) => x * Math.sqrt(Math.max(0, values[Math.floor(at / d)])));
}

/** Rows that are eliminated together. */
const PANEL = 64;

/** A pivot below this share of its diagonal element is rounding error. */
const TOLERANCE = 1e-10;

/** Cholesky's factor, panel by panel so that most of the work is matrix products; undefined for a matrix of lower rank. */
function lowerFactor(matrix: Float64Array, d: number): Float64Array | undefined {
  const lower = matrix.slice();
  for (let k = 0; k < d; k += PANEL) {
    const end = Math.min(d, k + PANEL);
    if (!factorPanel(lower, matrix, d, k, end)) return undefined;
    const rows = d - end;
    const width = end - k;
    if (rows === 0) break;
    const panel = new Float64Array(rows * width);
    for (let i = 0; i < rows; i++)
      panel.set(lower.subarray((end + i) * d + k, (end + i) * d + end), i * width);
    const product = timesTransposed(panel, panel, rows, rows, width);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j <= i; j++) lower[(end + i) * d + end + j] -= product[i * rows + j];
  }
  for (let i = 0; i < d; i++) lower.fill(0, i * d + i + 1, (i + 1) * d);
  return lower;
}

/** Factors the columns from k to `end`, for all rows from k. False where the matrix has not full rank. */
function factorPanel(lower: Float64Array, matrix: Float64Array, d: number, k: number, end: number): boolean {
  for (let j = k; j < end; j++) {
    for (let i = j; i < d; i++) {
      let sum = lower[i * d + j];
      for (let c = k; c < j; c++) sum -= lower[i * d + c] * lower[j * d + c];
      if (i > j) lower[i * d + j] = sum / lower[j * d + j];
      else if (sum > TOLERANCE * matrix[i * d + i] && sum < Infinity) lower[i * d + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}
