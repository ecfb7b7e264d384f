import type { Rng } from '../../base/rng.ts';
import type { Learner } from '../learner.ts';
import {
  excessError,
  type LabelledRows,
  type RegressionModel,
  regressionLearner,
} from '../learners/regression.ts';
import { requireWhole } from '../theory/parameters.ts';
import type { Experiment, ExperimentSettings } from './scenario.ts';

/** Labels further from the truth than so many standard deviations of the noise are wrong. */
const WRONG = 2;

/** Coefficients, and the features that the next labels are drawn at. */
interface Fitted extends RegressionModel {
  readonly design: Float64Array;
}

/**
 * The truth has all coefficients 0: the error of least squares does not depend on them. Labels are drawn at the features that the model
 * was fitted on, from the first on, so that the features of the first real rows are used again by every generation, as the
 * formulas ask (Gerstgrasser et al. 2024). Throws `E_PARAMETER` below d + 2 samples.
 */
export function regressionExperiment({
  samples,
  parameters,
}: ExperimentSettings): Experiment<LabelledRows, Fitted> {
  const { features, noise } = parameters;
  requireWhole('T, the rows of a fit,', samples, features + 2);
  const anew = regressionLearner({ features, noise });
  const learner: Learner<LabelledRows, Fitted> = {
    name: anew.name,
    rows: anew.rows,
    fit: async (batch, rng) => ({ ...(await anew.fit(batch, rng)), design: batch.data.features }),
    sample: (model, n, rng, bias) =>
      regressionLearner({ features, noise, design: model.design }).sample(model, n, rng, bias),
  };
  const coefficients = new Float64Array(features);
  return {
    learners: [learner],
    real: (n: number, rng: Rng) => anew.sample({ coefficients }, n, rng),
    right: ({ labels }) => Uint8Array.from(labels, (label) => (Math.abs(label) <= WRONG * noise ? 1 : 0)),
    measure: ({ model }) => ({ error: excessError(model.coefficients, coefficients) }),
  };
}
