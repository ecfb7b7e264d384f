import { blockMoments } from '../../features/moments.ts';
import type { VectorsFacet } from '../../features/vectors-facet.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { type Cloud, eachBlockOut } from './cloud.ts';
import { unitRows } from './spectrum.ts';

/**
 * Standard deviation of the vectors about their mean, over all columns: root of the covariance's trace, of the whole corpus by its exact
 * moments. Undefined for fewer than two vectors.
 */
export function deviation({ moments, dimension }: VectorsFacet): Estimate | undefined {
  const { count, sum, square } = blockMoments(moments, dimension);
  const rows = count.reduce((a, b) => a + b, 0);
  if (rows < 2) return undefined;
  const sums = new Float64Array(dimension);
  for (let i = 0; i < sum.length; i++) sums[i % dimension] += sum[i];
  const squares = square.reduce((a, b) => a + b, 0);
  const without = (block: number | undefined) => {
    const rest = rows - (block === undefined ? 0 : count[block]);
    let along = 0;
    for (let c = 0; c < dimension; c++)
      along += (sums[c] - (block === undefined ? 0 : sum[block * dimension + c])) ** 2;
    const left = squares - (block === undefined ? 0 : square[block]);
    return Math.sqrt(Math.max(0, (left - along / rest) / Math.max(1, rest - 1)));
  };
  const scale = Math.sqrt(squares / rows) || 1;
  return estimate(without(undefined), 1e-6 * scale, eachBlockOut({ sizes: count }, without));
}

/**
 * Mean cosine distance (1 less the cosine) of pairs of different rows, from 0, all alike, to about 1. Zero vectors are alike, and unlike
 * all others. Undefined for fewer than two rows.
 */
export function meanDistance(cloud: Cloud): Estimate | undefined {
  const { count, blocks, sizes } = cloud;
  if (count < 2) return undefined;
  const rows = unitRows(cloud);
  const d = rows.length / count;
  const sums = Array.from({ length: BLOCKS }, () => new Float64Array(d));
  for (let i = 0; i < count; i++) for (let c = 0; c < d; c++) sums[blocks[i]][c] += rows[i * d + c];
  const all = new Float64Array(d);
  for (const block of sums) for (let c = 0; c < d; c++) all[c] += block[c];
  const distance = (block: number | undefined) => {
    const rest = count - (block === undefined ? 0 : sizes[block]);
    let square = 0;
    for (let c = 0; c < d; c++) square += (all[c] - (block === undefined ? 0 : sums[block][c])) ** 2;
    return Math.max(0, 1 - (square - rest) / (rest * Math.max(1, rest - 1)));
  };
  return estimate(distance(undefined), 1e-6, eachBlockOut(cloud, distance));
}
