import { Rng } from '../../base/rng.ts';
import { gaussianLearner } from '../learners/gaussian.ts';
import { gaussianModel } from '../learners/gaussian-model.ts';
import { type KernelDensityModel, kernelDensityLearner } from '../learners/kernel-density.ts';
import type { Points } from '../learners/points.ts';
import { truthOf } from '../learners/truth.ts';
import type { Experiment, ExperimentSettings } from './scenario.ts';

const HELD_OUT = 200;

/** The truth is the standard normal distribution. */
export function densityExperiment({
  parameters,
  seed,
}: ExperimentSettings): Experiment<Points, KernelDensityModel> {
  const { bandwidth } = parameters;
  const learner = kernelDensityLearner({ bandwidth });
  const real = truthOf(gaussianLearner(), gaussianModel([0]));
  const heldOut = real(HELD_OUT, new Rng(seed).split('density held out')) as Points;
  return {
    learners: [learner],
    real,
    measure: async ({ model }) => {
      const logs = await learner.logDensity!(model, heldOut);
      return {
        moment: secondMoment(model),
        likelihood: logs.reduce((sum, log) => sum + log, 0) / logs.length,
      };
    },
  };
}

/** E[x^2] of a mixture of kernels in one dimension: the weighted mean of x^2 of the data, plus the bandwidth's square. */
function secondMoment({ points, weights, bandwidths }: KernelDensityModel): number {
  let total = 0;
  let sum = 0;
  for (const [i, x] of points.values.entries()) {
    const weight = weights === undefined ? 1 : weights[i];
    total += weight;
    sum += weight * x * x;
  }
  return sum / total + bandwidths[0] ** 2;
}
