import { driftRows } from './drift-rows.ts';
import { gaussianRows } from './gaussian-rows.ts';
import { kernelDensityRows } from './kernel-density-rows.ts';
import { poolRows } from './pool-rows.ts';
import { publicRows } from './public-rows.ts';
import { realShareRows } from './real-share-rows.ts';
import { regressionRows } from './regression-rows.ts';
import type { Row, Section } from './row.ts';

const ROWS: Readonly<Record<Section, () => Row[]>> = {
  gaussian: gaussianRows,
  accumulate: poolRows,
  'kernel-density': kernelDensityRows,
  regression: regressionRows,
  drift: driftRows,
  'real-share': realShareRows,
  'learner-loop': publicRows,
};

/** All rows of `section`, or of all sections, in their order. */
export function verificationRows(section?: Section): Row[] {
  if (section !== undefined) return ROWS[section]();
  return Object.values(ROWS).flatMap((rows) => rows());
}
