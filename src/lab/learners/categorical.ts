import { OutcrossError } from '../../base/errors.ts';
import type { Rng } from '../../base/rng.ts';
import { type AliasTable, aliasTable, countCategories, fillCategories } from '../draws/alias.ts';
import { bulkGenerator } from '../draws/generator.ts';
import type { Batch, Learner, Rows, SamplingBias } from '../learner.ts';
import { requireAtLeast, requireWeights, requireWhole } from '../theory/parameters.ts';
import { requireRows } from './points.ts';
import { requireCount, temperatureOf, topKOf } from './sampling-bias.ts';

/** Categories by index, one a row. */
export type Categories = Uint32Array;

/** A distribution over categories. Those of probability 0 are not listed. */
export interface CategoricalModel {
  /** Number of categories, those of probability 0 too. */
  readonly categories: number;
  /** Categories of probability above 0, ascending. */
  readonly support: Uint32Array;
  /** Beside `support`; sums to 1. */
  readonly probabilities: Float64Array;
}

export interface CategoricalOptions {
  /** Added to the count of every category: 0 is maximum likelihood (the default), 1 Laplace's rule. */
  readonly smoothing?: number;
}

/** A categorical learner, and a faster way through counts: rows drawn and fitted without being kept. */
export interface CategoricalLearner extends Learner<Categories, CategoricalModel> {
  fitCounts(counts: ArrayLike<number>): CategoricalModel;
  /** Adds the counts of `n` draws to `counts`, one a category. */
  countSample(model: CategoricalModel, n: number, rng: Rng, counts: Float64Array, bias?: SamplingBias): void;
}

const ROWS: Rows<Categories> = {
  size: (data) => data.length,
  concat: (parts) => {
    const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  },
  take: (data, indices) => {
    const taken = new Uint32Array(indices.length);
    for (let i = 0; i < indices.length; i++) taken[i] = data[indices[i]];
    return taken;
  },
};

/** The distribution in proportion to `weights`, one a category. Throws `E_PARAMETER`. */
export function categoricalModel(weights: ArrayLike<number>): CategoricalModel {
  requireWeights('weights', weights);
  let present = 0;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] > 0) present++;
    total += weights[i];
  }
  const support = new Uint32Array(present);
  const probabilities = new Float64Array(present);
  for (let i = 0, at = 0; i < weights.length; i++) {
    if (!(weights[i] > 0)) continue;
    support[at] = i;
    probabilities[at++] = weights[i] / total;
  }
  return { categories: weights.length, support, probabilities };
}

/** Frequencies of `categories` categories, from 1. A fit needs one sample; M = 1 collapses at once. */
export function categoricalLearner(categories: number, options: CategoricalOptions = {}): CategoricalLearner {
  requireWhole('categories', categories, 1, 2 ** 31);
  const smoothing = options.smoothing ?? 0;
  requireAtLeast('smoothing', smoothing, 0);
  const fitCounts = (counts: ArrayLike<number>) => {
    if (smoothing === 0) return categoricalModel(counts);
    return categoricalModel(Float64Array.from(counts, (count) => count + smoothing));
  };
  return {
    name: 'categorical',
    rows: ROWS,
    fit: (batch) => {
      requireRows(batch, batch.data.length, 1);
      return fitCounts(countsOf(batch, categories));
    },
    fitCounts,
    sample: (model, n, rng, bias) => {
      requireCount(n);
      const { table, support } = drawTable(model, bias);
      const out = new Uint32Array(n);
      fillCategories(bulkGenerator(rng), table, out);
      // Where no category is lost the places are the categories.
      if (support.length < categories) for (let i = 0; i < n; i++) out[i] = support[out[i]];
      return out;
    },
    countSample: (model, n, rng, counts, bias) => {
      requireCount(n);
      const { table, support } = drawTable(model, bias);
      const drawn = new Float64Array(support.length);
      countCategories(bulkGenerator(rng), table, n, drawn);
      for (let i = 0; i < support.length; i++) counts[support[i]] += drawn[i];
    },
    logDensity: logProbabilities,
  };
}

function countsOf({ data, weights }: Batch<Categories>, categories: number): Float64Array {
  const counts = new Float64Array(categories);
  for (let i = 0; i < data.length; i++) {
    if (data[i] >= categories) throw unknownCategory(i, data[i], categories);
  }
  if (weights === undefined) for (let i = 0; i < data.length; i++) counts[data[i]]++;
  else for (let i = 0; i < data.length; i++) counts[data[i]] += weights[i];
  return counts;
}

function unknownCategory(row: number, category: number, categories: number): OutcrossError {
  const message = `row ${row} is category ${category}, and there are ${categories}`;
  return new OutcrossError('E_PARAMETER', message, { where: 'categories' });
}

/** ln of each row's probability: -Infinity for one that the model has lost. */
function logProbabilities(model: CategoricalModel, data: Categories): Float64Array {
  const logs = new Float64Array(model.categories).fill(-Infinity);
  for (const [at, category] of model.support.entries()) logs[category] = Math.log(model.probabilities[at]);
  return Float64Array.from(data, (category) => logs[category] ?? -Infinity);
}

function drawTable(
  { support, probabilities }: CategoricalModel,
  bias: SamplingBias | undefined,
): { table: AliasTable; support: Uint32Array } {
  const temperature = temperatureOf(bias);
  const topK = topKOf(bias);
  const greatest = probabilities.reduce((most, p) => Math.max(most, p), 0);
  // By the greatest, so that a low temperature cannot make all of them 0.
  let weights =
    temperature === 1 ? probabilities : probabilities.map((p) => (p / greatest) ** (1 / temperature));
  if (topK !== undefined && topK < support.length) {
    const kept = likeliest(probabilities, topK);
    const all = weights;
    weights = Float64Array.from(kept, (at) => all[at]);
    support = Uint32Array.from(kept, (at) => support[at]);
  }
  return { table: aliasTable(weights), support };
}

/** Places of the `k` greatest, ascending; of equal ones the first. */
function likeliest(probabilities: Float64Array, k: number): Uint32Array {
  const order = Uint32Array.from(probabilities, (_, at) => at);
  order.sort((a, b) => probabilities[b] - probabilities[a] || a - b);
  return order.subarray(0, k).sort();
}
