import { OutcrossError } from '../../base/errors.ts';
import type { Points } from './points.ts';

/** A normal distribution of one dimension or more. */
export interface GaussianModel {
  readonly dimensions: number;
  readonly mean: Float64Array;
  /** Row-major, symmetric. */
  readonly covariance: Float64Array;
  /** Row-major lower triangle L, L L' = `covariance`. A dimension without variance of its own has a 0 on the diagonal. */
  readonly lower: Float64Array;
}

const HALF_LOG_TWO_PI = 0.9189385332046728;
/** A pivot below this share of its variance is rounding error. */
const PIVOT_TOLERANCE = 1e-13;

/**
 * The model of a mean and a covariance (row-major; by default the identity). Throws `E_PARAMETER` where the covariance is not
 * symmetric and positive semidefinite. A singular one is allowed: a collapsed Gaussian has one.
 */
export function gaussianModel(mean: ArrayLike<number>, covariance?: ArrayLike<number>): GaussianModel {
  const dimensions = mean.length;
  const full = covariance === undefined ? identity(dimensions) : Float64Array.from(covariance);
  requireMatrix(full, dimensions);
  const lower = semidefiniteCholesky(full, dimensions);
  if (lower === undefined) {
    throw new OutcrossError('E_PARAMETER', 'the covariance is not positive semidefinite', {
      where: 'covariance',
    });
  }
  return { dimensions, mean: Float64Array.from(mean), covariance: full, lower };
}

function identity(dimensions: number): Float64Array {
  const matrix = new Float64Array(dimensions ** 2);
  for (let i = 0; i < dimensions; i++) matrix[i * dimensions + i] = 1;
  return matrix;
}

function requireMatrix(matrix: Float64Array, d: number): void {
  const square = matrix.length === d * d && d >= 1;
  if (square && matrix.every((value, at) => value === matrix[(at % d) * d + Math.floor(at / d)])) return;
  throw new OutcrossError('E_PARAMETER', `the covariance must be a symmetric matrix of ${d} x ${d} numbers`, {
    where: 'covariance',
  });
}

/**
 * Lower triangle of a positive semidefinite matrix: where a pivot is no more than rounding error its column is 0 (Higham 2002,
 * section 10.3). Undefined where a pivot is negative beyond rounding error or not finite.
 */
export function semidefiniteCholesky(matrix: ArrayLike<number>, d: number): Float64Array | undefined {
  const lower = new Float64Array(d * d);
  for (let j = 0; j < d; j++) {
    let pivot = matrix[j * d + j];
    for (let k = 0; k < j; k++) pivot -= lower[j * d + k] ** 2;
    const noise = PIVOT_TOLERANCE * d * matrix[j * d + j];
    if (!(pivot >= -noise && pivot < Infinity)) return undefined;
    if (pivot <= noise) continue;
    const root = Math.sqrt(pivot);
    lower[j * d + j] = root;
    for (let i = j + 1; i < d; i++) {
      let sum = matrix[i * d + j];
      for (let k = 0; k < j; k++) sum -= lower[i * d + k] * lower[j * d + k];
      lower[i * d + j] = sum / root;
    }
  }
  return lower;
}

/** Multiplies standard normal draws in place by `scale` L and adds the mean. */
export function placeDraws(
  { dimensions: d, mean, lower }: GaussianModel,
  values: Float64Array,
  scale = 1,
): void {
  for (let row = 0; row < values.length; row += d) placeDraw(d, mean, lower, values, row, scale);
}

/** One row of `placeDraws`, from its last coordinate to its first: each depends on those before it alone. */
export function placeDraw(
  d: number,
  mean: Float64Array,
  lower: Float64Array,
  values: Float64Array,
  row: number,
  scale: number,
): void {
  for (let i = d - 1; i >= 0; i--) {
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += lower[i * d + k] * values[row + k];
    values[row + i] = mean[i] + scale * sum;
  }
}

/**
 * ln density of each point. A dimension that has no variance of its own gives Infinity for a point that agrees with it and
 * -Infinity for any other: what is left of the density of a collapsed model.
 */
export function gaussianLogDensity(model: GaussianModel, { values }: Points): Float64Array {
  const { dimensions: d } = model;
  const out = new Float64Array(values.length / d);
  const whitened = new Float64Array(d);
  for (let row = 0; row < out.length; row++) out[row] = logDensityAt(model, values, row * d, whitened);
  return out;
}

/** The ln density of the point at `row`. `whitened`: room for d numbers. */
export function logDensityAt(
  { dimensions: d, mean, lower }: GaussianModel,
  values: Float64Array,
  row: number,
  whitened: Float64Array,
): number {
  let log = -d * HALF_LOG_TWO_PI;
  for (let i = 0; i < d; i++) {
    let rest = values[row + i] - mean[i];
    for (let k = 0; k < i; k++) rest -= lower[i * d + k] * whitened[k];
    const root = lower[i * d + i];
    if (root === 0) {
      whitened[i] = 0;
      log += rest === 0 ? Infinity : -Infinity;
      if (log === -Infinity || Number.isNaN(log)) return -Infinity;
      continue;
    }
    whitened[i] = rest / root;
    log -= 0.5 * whitened[i] ** 2 + Math.log(root);
  }
  return log;
}
