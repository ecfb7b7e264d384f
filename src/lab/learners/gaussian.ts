import { bulkGenerator } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import type { Batch, Learner } from '../learner.ts';
import { requireWhole } from '../theory/parameters.ts';
import {
  type GaussianModel,
  gaussianLogDensity,
  placeDraws,
  semidefiniteCholesky,
} from './gaussian-model.ts';
import { type Points, pointRows, requireDimensions, requireRows } from './points.ts';
import { refuseTopK, requireCount, temperatureOf } from './sampling-bias.ts';

export interface GaussianOptions {
  /** From 1. Default 1. */
  readonly dimensions?: number;
  /**
   * Divisor of the sums of squares: the number of samples (`likelihood`, the default), or one less (`unbiased`). With weights w the
   * unbiased divisor is sum w - sum w^2 / sum w (reliability weights).
   */
  readonly variance?: 'unbiased' | 'likelihood';
}

/**
 * A normal distribution by its mean and covariance. Fitting needs 2 samples; from fewer than dimensions + 1 the covariance is
 * singular, and draws stay in the span of the samples. Temperature multiplies the covariance.
 */
export function gaussianLearner(options: GaussianOptions = {}): Learner<Points, GaussianModel> {
  const dimensions = options.dimensions ?? 1;
  const unbiased = options.variance === 'unbiased';
  requireWhole('dimensions', dimensions, 1);
  const rows = pointRows(dimensions);
  return {
    name: `gaussian-${unbiased ? 'unbiased' : 'likelihood'}`,
    rows,
    fit: (batch) => {
      requireDimensions(batch.data, dimensions);
      requireRows(batch, rows.size(batch.data), 2);
      return dimensions === 1 ? fitLine(batch, unbiased) : fitSpace(batch, unbiased);
    },
    sample: (model, n, rng, bias) => {
      requireCount(n);
      refuseTopK(bias, 'a Gaussian');
      const scale = Math.sqrt(temperatureOf(bias));
      const values = new Float64Array(n * dimensions);
      const state = bulkGenerator(rng);
      if (dimensions === 1) fillNormal(state, values, 0, n, model.mean[0], scale * model.lower[0]);
      else {
        fillNormal(state, values);
        placeDraws(model, values, scale);
      }
      return { values, dimensions };
    },
    logDensity: (model, data) => {
      requireDimensions(data, dimensions);
      return gaussianLogDensity(model, data);
    },
  };
}

/** sum w, and what the sums of squares are divided by. */
function divisors(rows: number, weights: Float64Array | undefined, unbiased: boolean): [number, number] {
  if (weights === undefined) return [rows, unbiased ? rows - 1 : rows];
  let total = 0;
  let squares = 0;
  for (const weight of weights) {
    total += weight;
    squares += weight * weight;
  }
  return [total, unbiased ? total - squares / total : total];
}

/** One dimension, in two passes without a matrix. */
function fitLine({ data, weights }: Batch<Points>, unbiased: boolean): GaussianModel {
  const { values } = data;
  const n = values.length;
  const [total, divisor] = divisors(n, weights, unbiased);
  let sum = 0;
  if (weights === undefined) for (let i = 0; i < n; i++) sum += values[i];
  else for (let i = 0; i < n; i++) sum += weights[i] * values[i];
  const mean = sum / total;
  let squares = 0;
  if (weights === undefined) for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  else for (let i = 0; i < n; i++) squares += weights[i] * (values[i] - mean) ** 2;
  const variance = squares / divisor;
  return {
    dimensions: 1,
    mean: Float64Array.of(mean),
    covariance: Float64Array.of(variance),
    lower: Float64Array.of(Math.sqrt(variance)),
  };
}

function fitSpace({ data, weights }: Batch<Points>, unbiased: boolean): GaussianModel {
  const { values, dimensions: d } = data;
  const n = values.length / d;
  const [total, divisor] = divisors(n, weights, unbiased);
  const mean = new Float64Array(d);
  for (let row = 0; row < n; row++) {
    const weight = weights === undefined ? 1 : weights[row];
    for (let i = 0; i < d; i++) mean[i] += weight * values[row * d + i];
  }
  for (let i = 0; i < d; i++) mean[i] /= total;
  const covariance = scatter(values, d, mean, weights);
  for (let at = 0; at < covariance.length; at++) covariance[at] /= divisor;
  // Sums of squares are semidefinite but for rounding, which the factor leaves out.
  const lower = semidefiniteCholesky(covariance, d) ?? new Float64Array(d * d);
  return { dimensions: d, mean, covariance, lower };
}

/** sum w (x - mean)(x - mean)', row-major. */
export function scatter(
  values: Float64Array,
  d: number,
  mean: Float64Array,
  weights?: Float64Array,
): Float64Array {
  const sums = new Float64Array(d * d);
  const centred = new Float64Array(d);
  for (let row = 0, at = 0; at < values.length; row++, at += d) {
    const weight = weights === undefined ? 1 : weights[row];
    for (let i = 0; i < d; i++) centred[i] = values[at + i] - mean[i];
    for (let i = 0; i < d; i++) {
      const scaled = weight * centred[i];
      for (let j = 0; j <= i; j++) sums[i * d + j] += scaled * centred[j];
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) sums[j * d + i] = sums[i * d + j];
  return sums;
}
