import { gridOf } from '../../features/fixed-point.ts';
import { type BlockMoments, blockMoments, type Moments } from '../../features/moments.ts';
import type { VectorSample } from '../../features/vector-sample.ts';
import type { VectorsFacet } from '../../features/vectors-facet.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import type { Rows } from '../../stats/pairwise.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { type Cloud, eachBlockOut } from './cloud.ts';
import { unitRows } from './spectrum.ts';

/** What is told apart of vectors of length 1: by float32, and by the grid of the moments. */
const SAMPLE_STEP = 2 ** -24;
const MOMENTS_STEP = 1e-6;

/** Share of the squared deviation that rounding to the grid of the moments may be before the sample serves better. */
const GRID_SHARE = 1e-3;

/**
 * Standard deviation of the vectors about their mean, over all columns: root of the covariance's trace, of the whole corpus: of its sample
 * where that holds all, else by its exact moments, unless their grid is too coarse for vectors that lie close together far from 0. Undefined
 * for fewer than two vectors.
 */
export function deviation({ moments, dimension, sample }: VectorsFacet): Estimate | undefined {
  if (sample.whole) return ofMoments(sampleMoments(sample), dimension, SAMPLE_STEP * lengthOf(sample));
  const all = blockMoments(moments, dimension);
  const rows = all.count.reduce((a, b) => a + b, 0);
  const squares = all.square.reduce((a, b) => a + b, 0);
  const found = ofMoments(all, dimension, MOMENTS_STEP * (Math.sqrt(squares / rows) || 1));
  const coarse = found !== undefined && gridNoise(moments, dimension) > GRID_SHARE * found.value ** 2;
  return coarse ? ofMoments(sampleMoments(sample), dimension, SAMPLE_STEP * lengthOf(sample)) : found;
}

/** Mean square of what rounding to the grid takes off a vector. */
function gridNoise(moments: Moments, dimension: number): number {
  let rows = 0;
  let sum = 0;
  for (const { exponent, count } of moments) {
    const n = count.reduce((a, b) => a + b, 0);
    rows += n;
    sum += (n * dimension * gridOf(exponent) ** 2) / 12;
  }
  return rows === 0 ? 0 : sum / rows;
}

/** Root mean square of the lengths of the rows; 1 where they are all 0. */
function lengthOf({ count, data }: Rows): number {
  let sum = 0;
  for (const x of data) sum += x * x;
  return Math.sqrt(sum / count) || 1;
}

/** Moments of the sampled vectors less the first of them, which does not change how they spread. */
function sampleMoments({ count, dimension, data, blocks }: VectorSample): BlockMoments {
  const out = {
    count: new Float64Array(BLOCKS),
    sum: new Float64Array(BLOCKS * dimension),
    square: new Float64Array(BLOCKS),
  };
  for (let i = 0, at = 0; i < count; i++) {
    const block = blocks[i];
    out.count[block]++;
    for (let c = 0; c < dimension; c++, at++) {
      const x = data[at] - data[c];
      out.sum[block * dimension + c] += x;
      out.square[block] += x * x;
    }
  }
  return out;
}

function ofMoments(
  { count, sum, square }: BlockMoments,
  dimension: number,
  floor: number,
): Estimate | undefined {
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
  return estimate(without(undefined), floor, eachBlockOut({ sizes: count }, without));
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
