import { OutcrossError } from '../../base/errors.ts';
import { aliasTable, fillCategories } from '../draws/alias.ts';
import { type GeneratorState, nextOpen } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import { requireWeights } from '../theory/parameters.ts';
import { type GaussianModel, logDensityAt, placeDraw } from './gaussian-model.ts';
import type { Points } from './points.ts';

/** Normal distributions, each with its share. */
export interface MixtureModel {
  readonly dimensions: number;
  /** Sum to 1. */
  readonly weights: Float64Array;
  readonly components: readonly GaussianModel[];
}

/** Throws `E_PARAMETER` where there is not one weight a component, or components differ in dimensions. */
export function mixtureModel(weights: ArrayLike<number>, components: readonly GaussianModel[]): MixtureModel {
  requireWeights('weights', weights);
  const dimensions = components[0]?.dimensions;
  if (weights.length !== components.length || components.some((one) => one.dimensions !== dimensions)) {
    throw new OutcrossError(
      'E_PARAMETER',
      'a mixture needs one weight a component, all of the same dimensions',
    );
  }
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  return { dimensions, weights: Float64Array.from(weights, (weight) => weight / total), components };
}

/** ln(e^logs[0] + ...), without overflow. */
export function logSumExp(logs: Float64Array): number {
  let greatest = -Infinity;
  for (const log of logs) if (log > greatest) greatest = log;
  if (!Number.isFinite(greatest)) return greatest;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - greatest);
  return greatest + Math.log(sum);
}

/** ln(weight x density) of each component at the row at `at`, into `logs`. `whitened`: room for one point. */
export function componentLogs(
  { weights, components }: MixtureModel,
  values: Float64Array,
  at: number,
  logs: Float64Array,
  whitened: Float64Array,
): void {
  for (let j = 0; j < components.length; j++) {
    const log = weights[j] === 0 ? -Infinity : logDensityAt(components[j], values, at, whitened);
    logs[j] = Math.log(weights[j]) + log;
  }
}

/** ln density of each point. */
export function mixtureLogDensity(model: MixtureModel, { values }: Points): Float64Array {
  const { dimensions: d, components } = model;
  const logs = new Float64Array(components.length);
  const whitened = new Float64Array(d);
  return Float64Array.from({ length: values.length / d }, (_, row) => {
    componentLogs(model, values, row * d, logs, whitened);
    return logSumExp(logs);
  });
}

/** Most rejections in a row: the share of draws kept is at least components^-|1 - 1/temperature|. */
const MOST_REJECTIONS = 1_000_000;

/**
 * `n` draws of the density raised to 1/temperature, exactly, by rejection. With p = 1/temperature and terms a_j = weight x density
 * the target is (sum a_j)^p, and sum a_j^p is a mixture of the same normals with covariances times the temperature, in the
 * proportions `warmWeights`. It bounds the target from above for p < 1, and with a factor J^(p-1) for p > 1 (Jensen). Throws
 * `E_PARAMETER` where the temperature is so low that almost nothing is kept.
 */
export function drawMixture(
  model: MixtureModel,
  n: number,
  temperature: number,
  state: GeneratorState,
): Float64Array {
  const { dimensions: d, components } = model;
  const power = 1 / temperature;
  const scale = Math.sqrt(temperature);
  const table = aliasTable(temperature === 1 ? model.weights : warmWeights(model, temperature));
  const picks = new Uint32Array(n);
  fillCategories(state, table, picks);
  const values = new Float64Array(n * d);
  fillNormal(state, values);
  const accept = new Acceptance(model, power);
  const pick = new Uint32Array(1);
  for (let row = 0; row < n; row++) {
    pick[0] = picks[row];
    for (let tries = 0; ; tries++) {
      const { mean, lower } = components[pick[0]];
      placeDraw(d, mean, lower, values, row * d, scale);
      if (temperature === 1 || nextOpen(state) < accept.chance(values, row * d)) break;
      if (tries === MOST_REJECTIONS) throw tooCold(temperature);
      fillCategories(state, table, pick);
      fillNormal(state, values, row * d, (row + 1) * d);
    }
  }
  return values;
}

function tooCold(temperature: number): OutcrossError {
  return new OutcrossError('E_PARAMETER', `no draw of this mixture is kept at temperature ${temperature}`, {
    where: 'temperature',
    hint: 'Raise the temperature, or fit fewer components.',
  });
}

/** The share of each component where its weighted density is raised to 1/temperature and integrated: w^p |S|^((1-p)/2) t^(d/2). */
function warmWeights(
  { weights, components, dimensions: d }: MixtureModel,
  temperature: number,
): Float64Array {
  const power = 1 / temperature;
  const logs = Float64Array.from(weights, (weight, j) => {
    let halfLogDeterminant = 0;
    for (let i = 0; i < d; i++) halfLogDeterminant += Math.log(components[j].lower[i * d + i]);
    return power * Math.log(weight) + (1 - power) * halfLogDeterminant;
  });
  const greatest = logs.reduce((most, log) => Math.max(most, log), -Infinity);
  return logs.map((log) => Math.exp(log - greatest));
}

/** The chance to keep a point of the mixture of powers as one of the power of the mixture. */
class Acceptance {
  readonly #model: MixtureModel;
  readonly #power: number;
  readonly #logs: Float64Array;
  readonly #powers: Float64Array;
  readonly #whitened: Float64Array;

  constructor(model: MixtureModel, power: number) {
    this.#model = model;
    this.#power = power;
    this.#logs = new Float64Array(model.components.length);
    this.#powers = new Float64Array(model.components.length);
    this.#whitened = new Float64Array(model.dimensions);
  }

  chance(values: Float64Array, at: number): number {
    const power = this.#power;
    componentLogs(this.#model, values, at, this.#logs, this.#whitened);
    for (let j = 0; j < this.#logs.length; j++) this.#powers[j] = power * this.#logs[j];
    const bound = Math.max(0, power - 1) * Math.log(this.#logs.length);
    return Math.exp(power * logSumExp(this.#logs) - logSumExp(this.#powers) - bound);
  }
}
