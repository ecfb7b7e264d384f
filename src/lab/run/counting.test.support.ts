import type { Rng } from '../../base/rng.ts';
import type { Batch, Learner, SamplingBias } from '../learner.ts';
import type { Experiment } from '../scenarios/scenario.ts';

/** The least that a line can be made of: rows are numbers, a model is their weighted mean, and draws lie around it. */
export function meanLearner(fits: Batch<readonly number[]>[] = []): Learner<readonly number[], number> {
  return {
    name: 'mean',
    rows: {
      size: (data) => data.length,
      concat: (parts) => parts.flat(),
      take: (data, indices) => Array.from(indices, (i) => data[i]),
    },
    fit: (batch) => {
      fits.push(batch);
      const weights = batch.weights ?? new Float64Array(batch.data.length).fill(1);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return batch.data.reduce((sum, x, i) => sum + weights[i] * x, 0) / total;
    },
    sample: (model: number, n: number, rng: Rng, bias?: SamplingBias) =>
      Array.from({ length: n }, () => model + (bias?.temperature ?? 1) * rng.normal()),
  };
}

/** Real rows are around 0. */
export function meanExperiment(fits: Batch<readonly number[]>[] = []): Experiment<readonly number[], number> {
  return {
    learners: [meanLearner(fits)],
    real: (n, rng) => Array.from({ length: n }, () => rng.normal()),
    measure: ({ model, output }) => ({ mean: model, rows: output.length, odd: Number.NaN }),
  };
}
