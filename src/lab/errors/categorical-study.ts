import { jensenShannon } from '../../stats/divergence.ts';
import { type CategoricalLearner, categoricalLearner, categoricalModel } from '../learners/categorical.ts';
import { zipfWeights } from '../theory/drift.ts';
import { softmaxFit } from './softmax-fit.ts';
import type { Limit, Study, StudySettings } from './study.ts';

/** Categories of the truth, which is Zipf's law with exponent 1. */
export const CATEGORIES = 200;

/** Neighbours in rank that the class of too few parameters gives one probability. */
export const TIED = 8;

/** Added to every count of 1000 where the solver is regularised. */
const SMOOTHING = 1;

/**
 * The three errors on a categorical distribution. The sample's limit is exact: a fit to the probabilities themselves.
 */
export function categoricalStudy({ samples, generations, limit }: StudySettings): Study {
  const learner = categoricalLearner(CATEGORIES);
  const truth = normalised(zipfWeights(1, CATEGORIES));
  return {
    losses: (cell, rng) => {
      const losses: number[] = [];
      let model = truth;
      for (let g = 0; g <= generations; g++) {
        const own = rng.split(`generation ${g}`);
        const seen = cell.statistical ? drawn(learner, model, samples, own) : model;
        const able = cell.expressivity ? tied(seen) : seen;
        model = cell.approximation ? limited(able, limit) : able;
        losses.push(jensenShannon(truth, model)!);
      }
      return losses;
    },
  };
}

/** Relative frequencies of a sample. */
function drawn(
  learner: CategoricalLearner,
  model: Float64Array,
  samples: number,
  rng: Parameters<CategoricalLearner['countSample']>[2],
): Float64Array {
  const counts = new Float64Array(model.length);
  learner.countSample(categoricalModel(model), samples, rng, counts);
  return normalised(counts);
}

/** The maximum likelihood within the class of distributions that are constant on runs of `TIED` ranks. */
function tied(frequencies: Float64Array): Float64Array {
  const out = new Float64Array(frequencies.length);
  for (let start = 0; start < out.length; start += TIED) {
    const run = frequencies.subarray(start, start + TIED);
    out.fill(run.reduce((sum, p) => sum + p, 0) / run.length, start, start + run.length);
  }
  return out;
}

function limited(frequencies: Float64Array, limit: Limit): Float64Array {
  switch (limit) {
    case 'regularised':
      return normalised(frequencies.map((p) => p + SMOOTHING / 1000));
    case 'high-step':
      return softmaxFit(frequencies, { steps: 200, step: 40 });
    case 'early-stopped':
      return softmaxFit(frequencies, { steps: 200, step: 4 });
  }
}

function normalised(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
