import { categoricalLearner, categoricalModel } from '../learners/categorical.ts';
import { truthOf } from '../learners/truth.ts';
import { fixed } from '../loops/fixed.ts';
import { fresh } from '../loops/fresh.ts';
import { replace } from '../loops/replace.ts';
import {
  heterozygosity,
  keptHeterozygosity,
  keptHeterozygosityWithReal,
  plateauWithFixedReal,
  zipfWeights,
} from '../theory/drift.ts';
import { expectedSurvivors } from '../theory/drift-chain.ts';
import { lineRow } from './line-row.ts';
import type { Row } from './row.ts';

/** Categories through learners and loops. */
export function publicCategoricalRows(): Row[] {
  const weights = zipfWeights(1, 100);
  const diversity = heterozygosity(weights);
  const learner = categoricalLearner(weights.length);
  const categories = {
    real: truthOf(learner, categoricalModel(weights)),
    learner,
    measure: (model: { probabilities: Float64Array }) =>
      1 - model.probabilities.reduce((sum, p) => sum + p * p, 0),
  };
  return [
    lineRow(
      {
        quantity: 'E[H_k], replace',
        setting: 'Zipf(1, 100) M=50 k=15',
        theory: diversity * keptHeterozygosity(50, 15),
        source: 'Wright-Fisher; Suresh et al. 2024',
      },
      { ...categories, loop: replace(), samples: 50, fits: 15 },
    ),
    lineRow(
      {
        quantity: 'E[S_k], replace',
        setting: 'Zipf(1, 100) M=80 k=6',
        theory: expectedSurvivors(weights, 80, 6),
        source: 'Wright-Fisher; Suresh et al. 2024',
      },
      {
        ...categories,
        loop: replace(),
        samples: 80,
        fits: 6,
        measure: (model) => model.support.length,
      },
    ),
    lineRow(
      {
        quantity: 'E[H_k], fresh real',
        setting: 'Zipf(1, 100) M=40 R=8 k=12',
        theory: diversity * keptHeterozygosityWithReal(40, 8, 12),
        source: 'pairs of rows, Wright-Fisher',
      },
      { ...categories, loop: fresh({ rows: 8 }), samples: 40, fits: 12 },
    ),
    lineRow(
      {
        quantity: 'plateau of H, fixed real',
        setting: 'Zipf(1, 100) M=20 R=10 k=30',
        theory: diversity * plateauWithFixedReal(20, 10),
        source: 'pairs of rows; cf. Alemohammad et al. 2023',
      },
      { ...categories, loop: fixed({ rows: 10 }), samples: 20, fits: 30 },
    ),
  ];
}
