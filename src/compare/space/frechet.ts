import { BLOCKS } from '../../sketch/type-table.ts';
import { timesTransposed, transposed } from '../../stats/matrix-product.ts';
import { symmetricEigen } from '../../stats/symmetric-eigen.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { type Cloud, centred, eachBlockOut, meanOf } from './cloud.ts';
import { alongDirections } from './directions.ts';
import { spectralCloud } from './spectrum.ts';

/** The human cloud made ready: its mean, its total variance, and R with R'R = its covariance. */
export interface FrechetSide {
  readonly mean: Float64Array;
  readonly variance: number;
  /** rank x d. */
  readonly root: Float64Array;
  readonly rank: number;
}

/** Undefined for fewer than two rows. */
export function frechetSide(human: Cloud): FrechetSide | undefined {
  const cloud = spectralCloud(human);
  const { count: n, dimension: d } = cloud;
  if (n < 2) return undefined;
  const mean = meanOf(cloud);
  const rows = centred(cloud, mean).map((x) => x / Math.sqrt(n - 1));
  const variance = rows.reduce((sum, x) => sum + x * x, 0);
  if (n <= d) return { mean, variance, root: rows, rank: n };
  const columns = transposed(rows, n, d);
  const eigen = symmetricEigen(timesTransposed(columns, columns, d, d, n), d);
  if (eigen === undefined) return undefined;
  const root = eigen.vectors.map((x, at) => x * Math.sqrt(Math.max(0, eigen.values[Math.floor(at / d)])));
  return { mean, variance, root, rank: d };
}

/**
 * Frechet distance of the normal distributions that fit both clouds, squared (Heusel et al. 2017; see `stats/frechet.ts`). It falls with the
 * size of the samples, so that only values at one size compare. Without a block, the roots of the eigenvalues are taken to first order.
 */
export function frechetOf(all: Cloud, side: FrechetSide): Estimate | undefined {
  const cloud = spectralCloud(all);
  const { count: n, dimension: d } = cloud;
  if (n < 3) return undefined;
  const mean = meanOf(cloud);
  const rows = centred(cloud, mean);
  const shadow = timesTransposed(rows, side.root, n, side.rank, d);
  const columns = transposed(shadow, n, side.rank);
  const between = timesTransposed(columns, columns, side.rank, side.rank, n);
  const eigen = symmetricEigen(between, side.rank);
  if (eigen === undefined) return undefined;
  const common = alongDirections(cloud, shadow, eigen.vectors, side.rank, true);
  const sums = blockSums(cloud, rows);
  const shift = mean.map((x, c) => x - side.mean[c]);
  const distance = (block: number | undefined) => {
    const rest = block === undefined ? n : n - cloud.sizes[block];
    const moved = block === undefined ? undefined : sums.sum[block];
    let square = 0;
    let drift = 0;
    for (let c = 0; c < d; c++) {
      const step = moved === undefined ? 0 : moved[c] / rest;
      square += (shift[c] - step) ** 2;
      drift += step * step;
    }
    const own = (sums.squares - (block === undefined ? 0 : sums.square[block]) - rest * drift) / (rest - 1);
    const values = block === undefined ? common.all : common.without[block];
    let roots = 0;
    for (const value of values) roots += Math.sqrt(Math.max(0, value));
    return Math.max(0, square + side.variance + own - 2 * roots);
  };
  return estimate(distance(undefined), 1e-9 * (side.variance || 1), eachBlockOut(cloud, distance));
}

/** Sums and squared lengths of centred rows by block. */
function blockSums(
  cloud: Cloud,
  rows: Float64Array,
): { sum: Float64Array[]; square: Float64Array; squares: number } {
  const d = cloud.dimension;
  const sum = Array.from({ length: BLOCKS }, () => new Float64Array(d));
  const square = new Float64Array(BLOCKS);
  for (let i = 0, at = 0; i < cloud.count; i++) {
    const block = cloud.blocks[i];
    for (let c = 0; c < d; c++, at++) {
      sum[block][c] += rows[at];
      square[block] += rows[at] * rows[at];
    }
  }
  return { sum, square, squares: square.reduce((a, b) => a + b, 0) };
}
