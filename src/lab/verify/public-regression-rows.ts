import { bulkGenerator } from '../draws/generator.ts';
import { fillNormal } from '../draws/ziggurat.ts';
import { gaussianLearner } from '../learners/gaussian.ts';
import { gaussianModel } from '../learners/gaussian-model.ts';
import { kernelDensityLearner } from '../learners/kernel-density.ts';
import { excessError, regressionLearner } from '../learners/regression.ts';
import { truthOf } from '../learners/truth.ts';
import { accumulate } from '../loops/accumulate.ts';
import { replace } from '../loops/replace.ts';
import { replacedSecondMoment } from '../theory/kernel-density.ts';
import { accumulatedError, replacedError } from '../theory/linear-regression.ts';
import { lastMeasure } from './public-line.ts';
import { publicRow, type Row } from './row.ts';

/** Linear regression on one design a line, drawn anew for each, and kernel densities, through learners and loops. */
export function publicRegressionRows(): Row[] {
  return [regressionRow(false), regressionRow(true), kernelDensityRow()];
}

const REGRESSION = { rows: 30, features: 4, noise: 1 };
const FITS = 6;

function regressionRow(keep: boolean): Row {
  const { rows, features, noise } = REGRESSION;
  const coefficients = Float64Array.from({ length: features }, (_, i) => i - 1);
  return publicRow(
    {
      section: 'learner-loop',
      quantity: keep ? 'E_n, accumulate' : 'E_n, replace',
      setting: `d=${features} T=${rows} n=${FITS}`,
      theory: keep ? accumulatedError(REGRESSION, FITS) : replacedError(REGRESSION, FITS),
      source: 'Gerstgrasser et al. 2024',
      draws: FITS * rows * features * (keep ? FITS : 2),
      replicates: 5000,
    },
    (rng) => {
      const design = new Float64Array(rows * features);
      fillNormal(bulkGenerator(rng), design);
      const learner = regressionLearner({ features, noise, design });
      const loop = keep ? accumulate() : replace();
      const measure = (model: { coefficients: Float64Array }) =>
        excessError(model.coefficients, coefficients);
      const real = truthOf(learner, { coefficients });
      const line = { learner, real, loop, samples: rows, fits: FITS, measure };
      return lastMeasure(line, rng.split('line'));
    },
  );
}

/** The data of kernel density t + 1 are t generations old. */
function kernelDensityRow(): Row {
  const learner = kernelDensityLearner({ bandwidth: 0.4 });
  const real = truthOf(gaussianLearner(), gaussianModel([0]));
  return publicRow(
    {
      section: 'learner-loop',
      quantity: 'E[x^2], kernel density',
      setting: 'h=0.4 t=8 n=30',
      theory: replacedSecondMoment(0.4, 8),
      source: 'Kazdan et al. 2024',
      draws: 30 * 9 * 8,
      replicates: 6000,
    },
    (rng) =>
      lastMeasure(
        {
          learner,
          real,
          loop: replace(),
          samples: 30,
          fits: 9,
          measure: (model) => model.points.values.reduce((sum, x) => sum + x * x, 0) / 30,
        },
        rng,
      ),
  );
}
