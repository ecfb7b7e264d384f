import { symmetricEigenvalues } from '../../stats/eigen.ts';
import { gaussianLearner } from '../learners/gaussian.ts';
import { type GaussianModel, gaussianModel } from '../learners/gaussian-model.ts';
import type { Points } from '../learners/points.ts';
import { truthOf } from '../learners/truth.ts';
import type { Experiment, ExperimentSettings, Values } from './scenario.ts';

/** The truth is the standard normal distribution. */
export function gaussianExperiment({
  learner,
  parameters,
}: ExperimentSettings): Experiment<Points, GaussianModel> {
  const dimensions = parameters['dimensions'];
  const variance = learner === 'unbiased' ? 'unbiased' : 'likelihood';
  const own = gaussianLearner({ dimensions, variance });
  return {
    learners: [own],
    real: truthOf(own, gaussianModel(new Float64Array(dimensions))),
    measure: ({ model }) => gaussianValues(model),
  };
}

/** Rounding error of an eigenvalue, as a share of the greatest and by dimension. */
const ROUNDING = 4 * Number.EPSILON;

/**
 * Distances from the standard normal. W2^2 = |mean|^2 + sum (sqrt(lambda) - 1)^2 over the eigenvalues of the covariance, since the
 * identity commutes with it (Givens and Shortt 1984). The log volume is -Infinity where a direction has collapsed.
 */
export function gaussianValues({ dimensions: d, mean, covariance }: GaussianModel): Values {
  const spread = d === 1 ? covariance : symmetricEigenvalues(covariance, d)!;
  const error = mean.reduce((sum, x) => sum + x * x, 0);
  let distance = error;
  let trace = 0;
  let log = 0;
  const least = d === 1 ? 0 : ROUNDING * d * Math.max(...spread);
  for (const value of spread) {
    const own = value > least ? value : 0;
    distance += (Math.sqrt(own) - 1) ** 2;
    trace += own;
    log += Math.log(own);
  }
  return { wasserstein: distance, variance: trace / d, 'log-variance': log / d, 'mean-error': error };
}
