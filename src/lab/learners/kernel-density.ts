import { OutcrossError } from '../../base/errors.ts';
import { interquartileRange } from '../../stats/robust.ts';
import { aliasTable, fillCategories, fillIndices } from '../draws/alias.ts';
import { bulkGenerator } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import type { Batch, Learner } from '../learner.ts';
import { requireAbove, requireWhole } from '../theory/parameters.ts';
import { type Points, pointRows, requireDimensions, requireRows } from './points.ts';
import { refuseTopK, requireCount, temperatureOf } from './sampling-bias.ts';

/** A normal kernel around every datum. */
export interface KernelDensityModel {
  readonly points: Points;
  readonly weights: Float64Array | undefined;
  /** Standard deviation of the kernel in each dimension. */
  readonly bandwidths: Float64Array;
}

export interface KernelDensityOptions {
  /** From 1. Default 1. */
  readonly dimensions?: number;
  /** The kernel's standard deviation in every dimension, above 0, or Silverman's rule of thumb (the default). */
  readonly bandwidth?: number | 'silverman';
}

const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * A Gaussian kernel density estimate. Fitting needs one sample at a fixed bandwidth, 2 under Silverman's rule. It has no
 * temperature but 1: powers of a sum of many kernels are no mixture that could be drawn from.
 */
export function kernelDensityLearner(
  options: KernelDensityOptions = {},
): Learner<Points, KernelDensityModel> {
  const dimensions = options.dimensions ?? 1;
  const bandwidth = options.bandwidth ?? 'silverman';
  requireWhole('dimensions', dimensions, 1);
  if (bandwidth !== 'silverman') requireAbove('bandwidth', bandwidth, 0);
  const rows = pointRows(dimensions);
  return {
    name: 'kernel-density',
    rows,
    fit: (batch) => {
      requireDimensions(batch.data, dimensions);
      requireRows(batch, rows.size(batch.data), bandwidth === 'silverman' ? 2 : 1);
      const bandwidths =
        bandwidth === 'silverman' ? silverman(batch) : new Float64Array(dimensions).fill(bandwidth);
      return { points: batch.data, weights: batch.weights, bandwidths };
    },
    sample: (model, n, rng, bias) => {
      requireCount(n);
      refuseTopK(bias, 'a kernel density');
      refuseTemperature(temperatureOf(bias));
      const state = bulkGenerator(rng);
      const picks = new Uint32Array(n);
      if (model.weights === undefined) fillIndices(state, rows.size(model.points), picks);
      else fillCategories(state, aliasTable(model.weights), picks);
      const noise = new Float64Array(n * dimensions);
      fillNormal(state, noise);
      const drawn = rows.take(model.points, picks).values;
      for (let at = 0; at < noise.length; at++) drawn[at] += model.bandwidths[at % dimensions] * noise[at];
      return { values: drawn, dimensions };
    },
    logDensity: (model, data) => {
      requireDimensions(data, dimensions);
      return kernelLogDensity(model, data);
    },
  };
}

function refuseTemperature(temperature: number): void {
  if (temperature === 1) return;
  throw new OutcrossError('E_PARAMETER', `a kernel density has temperature 1 only, not ${temperature}`, {
    where: 'temperature',
    hint: 'Take a Gaussian mixture, which can be drawn from at every temperature.',
  });
}

/**
 * Silverman's rules of thumb (1986, equations 3.31 and 4.14): in one dimension 0.9 min(s, IQR/1.34) n^(-1/5); in d,
 * (4/(d+2))^(1/(d+4)) s n^(-1/(d+4)). With weights n is the effective number, (sum w)^2 / sum w^2, and the range is left out.
 */
function silverman({ data, weights }: Batch<Points>): Float64Array {
  const { values, dimensions: d } = data;
  const n = values.length / d;
  const size = weights === undefined ? n : effectiveSize(weights);
  const factor = d === 1 ? 0.9 : (4 / (d + 2)) ** (1 / (d + 4));
  return Float64Array.from({ length: d }, (_, i) => {
    const column = d === 1 ? values : Float64Array.from({ length: n }, (_, row) => values[row * d + i]);
    const deviation = weightedDeviation(column, weights);
    const range = d === 1 && weights === undefined ? (interquartileRange(column) ?? 0) / 1.34 : 0;
    return factor * (range > 0 ? Math.min(range, deviation) : deviation) * size ** (-1 / (d + 4));
  });
}

function effectiveSize(weights: Float64Array): number {
  let total = 0;
  let squares = 0;
  for (const weight of weights) {
    total += weight;
    squares += weight * weight;
  }
  return (total * total) / squares;
}

function weightedDeviation(values: Float64Array, weights: Float64Array | undefined): number {
  const weightAt = (i: number) => (weights === undefined ? 1 : weights[i]);
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    total += weightAt(i);
    sum += weightAt(i) * values[i];
  }
  const mean = sum / total;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += weightAt(i) * (values[i] - mean) ** 2;
  const freedom = weights === undefined ? total - 1 : total;
  return Math.sqrt(squares / freedom);
}

/** Time goes with the data times the points. In a collapsed dimension as `gaussianLogDensity`. */
function kernelLogDensity(
  { points, weights, bandwidths }: KernelDensityModel,
  { values }: Points,
): Float64Array {
  const d = points.dimensions;
  const n = points.values.length / d;
  const total = weights === undefined ? n : weights.reduce((sum, weight) => sum + weight, 0);
  const constant =
    -Math.log(total) - bandwidths.reduce((sum, width) => sum + Math.log(width) + HALF_LOG_TWO_PI, 0);
  const terms = new Float64Array(n);
  return Float64Array.from({ length: values.length / d }, (_, row) => {
    let least = Infinity;
    for (let i = 0; i < n; i++) {
      let distance = 0;
      for (let j = 0; j < d; j++) {
        const off = values[row * d + j] - points.values[i * d + j];
        // A collapsed dimension has a bandwidth of 0: what agrees with it is no distance away.
        if (off !== 0) distance += (off / bandwidths[j]) ** 2;
      }
      terms[i] = distance;
      if (distance < least && weights?.[i] !== 0) least = distance;
    }
    if (least === Infinity) return -Infinity;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const weight = weights === undefined ? 1 : weights[i];
      if (weight > 0) sum += weight * Math.exp((least - terms[i]) / 2);
    }
    return constant - least / 2 + Math.log(sum);
  });
}
