import { choleskyLogDeterminant } from '../../stats/cholesky.ts';
import { gaussianLearner } from '../learners/gaussian.ts';
import { type GaussianModel, gaussianModel } from '../learners/gaussian-model.ts';
import { truthOf } from '../learners/truth.ts';
import { accumulate } from '../loops/accumulate.ts';
import { replace } from '../loops/replace.ts';
import { subsample } from '../loops/subsample.ts';
import { weighted } from '../loops/weighted.ts';
import { accumulatedVariance, subsampledVariance } from '../theory/gaussian-pool.ts';
import { expectedLogDeterminant, expectedLogVariance, expectedVariance } from '../theory/gaussian-replace.ts';
import { bestRealWeight } from '../theory/real-share.ts';
import { lineRow } from './line-row.ts';
import type { Row } from './row.ts';

const LIKELIHOOD = gaussianLearner();
const UNBIASED = gaussianLearner({ variance: 'unbiased' });
const STANDARD = truthOf(LIKELIHOOD, gaussianModel([0]));
const varianceOf = (model: GaussianModel) => model.covariance[0];

/** Gaussians through learners and loops. */
export function publicGaussianRows(): Row[] {
  const gaussian = { real: STANDARD, learner: LIKELIHOOD, measure: varianceOf };
  const ten = { samples: 10, refits: 10, variance: 'likelihood' } as const;
  return [
    lineRow(
      {
        quantity: 'E[s2_k], replace',
        setting: 'ML, M=10 k=10',
        theory: expectedVariance(ten),
        source: 'Shumailov et al. 2024',
      },
      { ...gaussian, loop: replace(), samples: 10, fits: 10 },
    ),
    lineRow(
      {
        quantity: 'E[ln s2_k], replace',
        setting: 'unbiased, M=20 k=15',
        theory: expectedLogVariance({ samples: 20, refits: 15, variance: 'unbiased' }),
        source: 'digamma: mean of ln chi-squared',
      },
      {
        real: STANDARD,
        learner: UNBIASED,
        loop: replace(),
        samples: 20,
        fits: 15,
        measure: (model) => Math.log(varianceOf(model)),
      },
    ),
    lineRow(
      {
        quantity: 'E[s2_t], accumulate',
        setting: 'n=10 t=8',
        theory: accumulatedVariance(10, 8),
        source: 'Kazdan et al. 2024',
      },
      { ...gaussian, loop: accumulate(), samples: 10, fits: 8 },
    ),
    lineRow(
      {
        quantity: 'E[s2_t], subsample',
        setting: 'n=10 t=12',
        theory: subsampledVariance(10, 12),
        source: 'Kazdan et al. 2024',
      },
      { ...gaussian, loop: subsample(), samples: 10, fits: 12 },
    ),
    temperatureRow(0.7),
    temperatureRow(1.2),
    steadyRow(1),
    steadyRow(0.5),
    determinantRow(),
  ];
}

/** Draws at temperature T have T times the variance; the last model is fitted on such draws, but the first on real rows. */
function temperatureRow(temperature: number): Row {
  const setting = { samples: 12, refits: 6, variance: 'likelihood' } as const;
  return lineRow(
    {
      quantity: 'E[s2_k], temperature',
      setting: `T=${temperature} M=12 k=6`,
      theory: expectedVariance(setting) * temperature ** 5,
      source: 'normal density to the power 1/T',
    },
    {
      real: STANDARD,
      learner: LIKELIHOOD,
      loop: replace(),
      samples: 12,
      fits: 6,
      bias: { temperature },
      measure: varianceOf,
    },
  );
}

/**
 * The loop weights by origin; two fits, from the first
 * mean is followed for a few fits only, from its first variance 1/m on.
 */
function steadyRow(ratio: number): Row {
  const samples = 40;
  const real = ratio * samples;
  const weight = bestRealWeight(ratio);
  const fits = 2;
  // Fit 1 sees m real rows; its mean has variance 1/m, and its variance (1 - 1/m) in expectation.
  const theory = weight ** 2 / real + (1 - weight) ** 2 * (1 / samples + (1 - 1 / samples) / samples);
  return lineRow(
    {
      quantity: 'E[mu_2^2], weights w*',
      setting: `n=${real} m=${samples}`,
      theory,
      source: 'He, Xu, Cheng 2025',
    },
    {
      real: STANDARD,
      learner: LIKELIHOOD,
      loop: weighted({ real: { rows: real } }),
      samples,
      fits,
      measure: (model) => model.mean[0] ** 2,
    },
  );
}

function determinantRow(): Row {
  const dimensions = 3;
  const learner = gaussianLearner({ dimensions, variance: 'unbiased' });
  const setting = { samples: 12, refits: 8, variance: 'unbiased' } as const;
  return lineRow(
    {
      quantity: 'E[ln det], replace',
      setting: 'unbiased, d=3 M=12 k=8',
      theory: expectedLogDeterminant(setting, dimensions),
      source: 'Muirhead 1982, theorem 3.2.15',
    },
    {
      real: truthOf(learner, gaussianModel(new Float64Array(dimensions))),
      learner,
      loop: replace(),
      samples: setting.samples,
      fits: setting.refits,
      measure: (model) => choleskyLogDeterminant(model.lower, dimensions),
    },
  );
}
