import { OutcrossError } from '../../base/errors.ts';
import { bulkGenerator } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import type { Batch, Learner, Rows } from '../learner.ts';
import { requireAtLeast, requireWhole } from '../theory/parameters.ts';
import { LeastSquares } from './least-squares.ts';
import { requireRows } from './points.ts';
import { refuseTopK, requireCount, temperatureOf } from './sampling-bias.ts';

/** Features, row-major, and a label a row. */
export interface LabelledRows {
  readonly features: Float64Array;
  readonly labels: Float64Array;
}

/** Labels are the features times the coefficients, plus normal noise. */
export interface RegressionModel {
  readonly coefficients: Float64Array;
}

export interface RegressionOptions {
  /** d, from 1. */
  readonly features: number;
  /** Standard deviation of the noise in labels that are drawn, from 0. Default 1. */
  readonly noise?: number;
  /**
   * Row-major features that are used for every generation, from the first row on and again; by default they are drawn anew each
   * time, independent and standard normal.
   */
  readonly design?: Float64Array;
  /** Added to the diagonal of X'X (ridge regression, Hoerl and Kennard 1970), from 0. Default 0. */
  readonly ridge?: number;
}

/** Linear regression by least squares. Fitting needs features + 2 samples: below, the error has no expectation. */
export function regressionLearner(options: RegressionOptions): Learner<LabelledRows, RegressionModel> {
  const { features: d, noise = 1, design, ridge = 0 } = options;
  requireWhole('features', d, 1);
  requireAtLeast('noise', noise, 0);
  requireAtLeast('ridge', ridge, 0);
  requireDesign(design, d);
  const rows = labelledRows(d);
  return {
    name: 'regression',
    rows,
    fit: (batch) => {
      requireRows(batch, rows.size(batch.data), d + 2);
      return { coefficients: leastSquares(batch, d, ridge) };
    },
    sample: ({ coefficients }, n, rng, bias) => {
      requireCount(n);
      refuseTopK(bias, 'linear regression');
      const state = bulkGenerator(rng);
      const features = new Float64Array(n * d);
      if (design === undefined) fillNormal(state, features);
      else for (let at = 0; at < features.length; at++) features[at] = design[at % design.length];
      const labels = new Float64Array(n);
      fillNormal(state, labels, 0, n, 0, noise * Math.sqrt(temperatureOf(bias)));
      for (let row = 0; row < n; row++) labels[row] += predicted(coefficients, features, row * d);
      return { features, labels };
    },
    logDensity: ({ coefficients }, { features, labels }) => {
      const constant = -Math.log(noise) - 0.9189385332046728;
      return labels.map((label, row) => {
        const off = label - predicted(coefficients, features, row * d);
        if (noise === 0) return off === 0 ? Infinity : -Infinity;
        return constant - (off / noise) ** 2 / 2;
      });
    },
  };
}

/** |a - b|^2: the excess test error of coefficients where features are independent and of variance 1. */
export function excessError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum;
}

function requireDesign(design: Float64Array | undefined, d: number): void {
  if (design === undefined || (design.length > 0 && design.length % d === 0)) return;
  throw new OutcrossError('E_PARAMETER', `${design.length} values are no rows of ${d} features`, {
    where: 'design',
  });
}

function predicted(coefficients: Float64Array, features: Float64Array, at: number): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum += coefficients[i] * features[at + i];
  return sum;
}

function labelledRows(d: number): Rows<LabelledRows> {
  return {
    size: ({ labels }) => labels.length,
    concat: (parts) => ({
      features: joined(parts.map((part) => part.features)),
      labels: joined(parts.map((part) => part.labels)),
    }),
    take: ({ features, labels }, indices) => {
      const taken = new Float64Array(indices.length * d);
      for (let i = 0; i < indices.length; i++) {
        for (let j = 0; j < d; j++) taken[i * d + j] = features[indices[i] * d + j];
      }
      return { features: taken, labels: Float64Array.from(indices, (index) => labels[index]) };
    },
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Rows times the roots of their weights, and sqrt(ridge) times the identity below them. */
function leastSquares({ data, weights }: Batch<LabelledRows>, d: number, ridge: number): Float64Array {
  const n = data.labels.length;
  const more = ridge > 0 ? d : 0;
  const features = new Float64Array((n + more) * d);
  const labels = new Float64Array(n + more);
  features.set(data.features);
  labels.set(data.labels);
  if (weights !== undefined) {
    for (let row = 0; row < n; row++) {
      const root = Math.sqrt(weights[row]);
      for (let j = 0; j < d; j++) features[row * d + j] *= root;
      labels[row] *= root;
    }
  }
  for (let i = 0; i < more; i++) features[(n + i) * d + i] = Math.sqrt(ridge);
  const solution = LeastSquares.of(features, d)?.solve(labels);
  if (solution !== undefined) return solution;
  throw new OutcrossError('E_PARAMETER', `the features of ${n} rows are linearly dependent`, {
    where: 'design',
    hint: 'Give more rows that differ, or a ridge above 0.',
  });
}
