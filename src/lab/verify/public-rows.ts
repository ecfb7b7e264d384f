import { publicCategoricalRows } from './public-categorical-rows.ts';
import { publicGaussianRows } from './public-gaussian-rows.ts';
import { publicRegressionRows } from './public-regression-rows.ts';
import type { Row } from './row.ts';

/** Closed forms held against the learners, loops and lines that `outcross lab run` uses. */
export function publicRows(): Row[] {
  return [...publicGaussianRows(), ...publicCategoricalRows(), ...publicRegressionRows()];
}
