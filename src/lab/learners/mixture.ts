import type { Rng } from '../../base/rng.ts';
import { bulkGenerator } from '../draws/generator.ts';
import type { Batch, Learner } from '../learner.ts';
import { requireAbove, requireAtLeast, requireWhole } from '../theory/parameters.ts';
import { scatter } from './gaussian.ts';
import { type GaussianModel, semidefiniteCholesky } from './gaussian-model.ts';
import {
  componentLogs,
  drawMixture,
  logSumExp,
  type MixtureModel,
  mixtureLogDensity,
} from './mixture-model.ts';
import { plusPlusCentres, squaredDistance } from './mixture-start.ts';
import { type Points, pointRows, requireDimensions, requireRows } from './points.ts';
import { refuseTopK, requireCount, temperatureOf } from './sampling-bias.ts';

export interface MixtureOptions {
  /** From 1. */
  readonly components: number;
  /** From 1. Default 1. */
  readonly dimensions?: number;
  /** Most iterations of EM, from 0. Few of them stop it early. Default 200. */
  readonly iterations?: number;
  /** EM ends where the mean ln likelihood of a row grows by less. From 0. Default 1e-6. */
  readonly tolerance?: number;
  /**
   * Added to each variance of each component, as a share of that dimension's variance over all rows. Keeps components from
   * collapsing on a point; a great one regularises. Above 0; below `LEAST_FLOOR` times the dimensions it counts as that. Default 1e-6.
   */
  readonly floor?: number;
}

/** Less is lost to rounding in the factor of a covariance, and the component would collapse after all. */
const LEAST_FLOOR = 1e-10;

/**
 * A mixture of normal distributions by expectation-maximisation (Dempster, Laird, Rubin 1977) from a k-means++ start. Fitting
 * needs as many samples as components and at least 2; a local optimum is all that EM promises. Temperature is exact.
 */
export function mixtureLearner(options: MixtureOptions): Learner<Points, MixtureModel> {
  const settings = { dimensions: 1, iterations: 200, tolerance: 1e-6, floor: 1e-6, ...options };
  requireWhole('components', settings.components, 1);
  requireWhole('dimensions', settings.dimensions, 1);
  requireWhole('iterations', settings.iterations, 0);
  requireAtLeast('tolerance', settings.tolerance, 0);
  requireAbove('floor', settings.floor, 0);
  const { dimensions } = settings;
  const rows = pointRows(dimensions);
  return {
    name: 'mixture',
    rows,
    fit: (batch, rng) => {
      requireDimensions(batch.data, dimensions);
      requireRows(batch, rows.size(batch.data), Math.max(2, settings.components));
      return new Expectation(batch, settings).fit(rng);
    },
    sample: (model, n, rng, bias) => {
      requireCount(n);
      refuseTopK(bias, 'a Gaussian mixture');
      return { values: drawMixture(model, n, temperatureOf(bias), bulkGenerator(rng)), dimensions };
    },
    logDensity: (model, data) => {
      requireDimensions(data, dimensions);
      return mixtureLogDensity(model, data);
    },
  };
}

/** EM over one batch. */
class Expectation {
  readonly #data: Points;
  readonly #weights: Float64Array;
  readonly #total: number;
  readonly #settings: Required<MixtureOptions>;
  /** Added to the diagonal of each covariance. */
  readonly #floor: Float64Array;
  /** Row-major: of each row how much belongs to each component, times the row's weight; by component. */
  readonly #shares: Float64Array[];

  constructor({ data, weights }: Batch<Points>, settings: Required<MixtureOptions>) {
    const n = data.values.length / data.dimensions;
    this.#data = data;
    this.#weights = weights ?? new Float64Array(n).fill(1);
    this.#total = this.#weights.reduce((sum, weight) => sum + weight, 0);
    this.#settings = settings;
    const floor = Math.max(settings.floor, LEAST_FLOOR * settings.dimensions);
    this.#floor = this.#variances().map((variance) => floor * (variance > 0 ? variance : 1));
    this.#shares = Array.from({ length: settings.components }, () => new Float64Array(n));
  }

  fit(rng: Rng): MixtureModel {
    this.#assign(plusPlusCentres(this.#data, this.#weights, this.#settings.components, rng));
    let model = this.#maximise();
    let last = -Infinity;
    for (let i = 0; i < this.#settings.iterations; i++) {
      const likelihood = this.#expect(model);
      if (likelihood - last < this.#settings.tolerance) break;
      last = likelihood;
      model = this.#maximise();
    }
    return model;
  }

  #variances(): Float64Array {
    const { dimensions: d } = this.#data;
    const covariance = this.#scatterOf(this.#weights, this.#meanOf(this.#weights, this.#total), this.#total);
    return Float64Array.from({ length: d }, (_, i) => covariance[i * d + i]);
  }

  /** Each row to its nearest centre. */
  #assign(centres: readonly Float64Array[]): void {
    const { values, dimensions: d } = this.#data;
    for (let row = 0; row < this.#weights.length; row++) {
      let best = 0;
      let least = Infinity;
      for (const [j, centre] of centres.entries()) {
        const distance = squaredDistance(values, row * d, centre);
        if (distance < least) {
          least = distance;
          best = j;
        }
      }
      for (const [j, shares] of this.#shares.entries()) shares[row] = j === best ? this.#weights[row] : 0;
    }
  }

  /** Shares by the model; returns the mean ln likelihood of a row. */
  #expect(model: MixtureModel): number {
    const { values, dimensions: d } = this.#data;
    const logs = new Float64Array(this.#shares.length);
    const whitened = new Float64Array(d);
    let sum = 0;
    for (let row = 0; row < this.#weights.length; row++) {
      componentLogs(model, values, row * d, logs, whitened);
      const log = logSumExp(logs);
      const weight = this.#weights[row];
      sum += weight === 0 ? 0 : weight * log;
      for (let j = 0; j < logs.length; j++) this.#shares[j][row] = weight * Math.exp(logs[j] - log);
    }
    return sum / this.#total;
  }

  #maximise(): MixtureModel {
    const { dimensions } = this.#data;
    const sums = this.#shares.map((shares) => shares.reduce((sum, share) => sum + share, 0));
    return {
      dimensions,
      weights: Float64Array.from(sums, (sum) => sum / this.#total),
      components: this.#shares.map((shares, j) => this.#component(shares, sums[j])),
    };
  }

  /** A component without rows has the mean of all and the floor as its variance: its weight is 0. */
  #component(shares: Float64Array, sum: number): GaussianModel {
    const { dimensions } = this.#data;
    const empty = !(sum > 0);
    const mean = empty ? this.#meanOf(this.#weights, this.#total) : this.#meanOf(shares, sum);
    const covariance = empty ? new Float64Array(dimensions ** 2) : this.#scatterOf(shares, mean, sum);
    for (let i = 0; i < dimensions; i++) covariance[i * dimensions + i] += this.#floor[i];
    const lower = semidefiniteCholesky(covariance, dimensions) ?? new Float64Array(dimensions ** 2);
    return { dimensions, mean, covariance, lower };
  }

  #meanOf(shares: Float64Array, sum: number): Float64Array {
    const { values, dimensions: d } = this.#data;
    const mean = new Float64Array(d);
    for (let row = 0; row < shares.length; row++) {
      for (let i = 0; i < d; i++) mean[i] += shares[row] * values[row * d + i];
    }
    return mean.map((value) => value / sum);
  }

  #scatterOf(shares: Float64Array, mean: Float64Array, sum: number): Float64Array {
    return scatter(this.#data.values, this.#data.dimensions, mean, shares).map((value) => value / sum);
  }
}
