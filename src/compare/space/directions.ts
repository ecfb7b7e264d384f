import { BLOCKS } from '../../sketch/type-table.ts';
import { timesTransposed } from '../../stats/matrix-product.ts';
import type { Cloud } from './cloud.ts';

/** Second moments of a cloud along fixed directions, whole and with each block left out. */
export interface AlongDirections {
  /** One a direction: divided by the rows, or as variances by the rows less one. */
  readonly all: Float64Array;
  /** BLOCKS x directions; of blocks without a row, NaN. */
  readonly without: readonly Float64Array[];
}

/**
 * Second moments of the rows along `directions` (rows of a matrix, `count` x d). For eigenvectors of the whole cloud this gives its
 * eigenvalues, and for a cloud without a block what they are to first order: a spectrum need not be taken 64 times. `centred` rows give
 * variances about the mean of what is left.
 * @param rows the cloud's rows, as doubles.
 */
export function alongDirections(
  cloud: Cloud,
  rows: Float64Array,
  directions: Float64Array,
  count: number,
  aboutMean: boolean,
): AlongDirections {
  const n = cloud.count;
  const shadow = timesTransposed(rows, directions, n, count, cloudDepth(rows, n));
  const sum = perBlock(count);
  const square = perBlock(count);
  for (let i = 0, at = 0; i < n; i++) {
    const block = cloud.blocks[i];
    for (let c = 0; c < count; c++, at++) {
      sum[block][c] += shadow[at];
      square[block][c] += shadow[at] * shadow[at];
    }
  }
  const sums = total(sum, count);
  const squares = total(square, count);
  const moment = (s: number, q: number, rest: number) =>
    aboutMean ? (q - (s * s) / rest) / (rest - 1) : q / rest;
  return {
    all: squares.map((q, c) => moment(sums[c], q, n)),
    without: sum.map((own, block) => {
      const rest = n - cloud.sizes[block];
      if (cloud.sizes[block] === 0 || rest < 2) return new Float64Array(count).fill(Number.NaN);
      return squares.map((q, c) => Math.max(0, moment(sums[c] - own[c], q - square[block][c], rest)));
    }),
  };
}

function cloudDepth(rows: Float64Array, n: number): number {
  return n === 0 ? 0 : rows.length / n;
}

function perBlock(count: number): Float64Array[] {
  return Array.from({ length: BLOCKS }, () => new Float64Array(count));
}

function total(blocks: readonly Float64Array[], count: number): Float64Array {
  const sum = new Float64Array(count);
  for (const block of blocks) for (let c = 0; c < count; c++) sum[c] += block[c];
  return sum;
}
