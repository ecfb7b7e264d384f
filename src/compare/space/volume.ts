import { covarianceMatrix, logVolume } from '../../stats/covariance.ts';
import { timesTransposed, transposed } from '../../stats/matrix-product.ts';
import { symmetricEigen } from '../../stats/symmetric-eigen.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { type Cloud, centred, eachBlockOut, meanOf } from './cloud.ts';
import { spectralCloud } from './spectrum.ts';

/** Directions in which a volume is taken at most; more would need more examples than there are blocks. */
const MOST_AXES = 32;

/** Examples to an axis at least. */
const EXAMPLES_AN_AXIS = 10;

/** The principal directions of human examples, each scaled to their standard deviation along it. */
export interface Axes {
  /** count x d. */
  readonly directions: Float64Array;
  readonly count: number;
  readonly mean: Float64Array;
}

/** The first principal components of the human cloud that vary; undefined where there are none. */
export function axesOf(human: Cloud): Axes | undefined {
  const cloud = spectralCloud(human);
  const { count: n, dimension: d } = cloud;
  const mean = meanOf(cloud);
  const rows = centred(cloud, mean);
  const columns = transposed(rows, n, d);
  const own = n < d;
  const gram = own ? timesTransposed(rows, rows, n, n, d) : timesTransposed(columns, columns, d, d, n);
  const eigen = symmetricEigen(gram, own ? n : d);
  if (eigen === undefined || !(eigen.values[0] > 0)) return undefined;
  const varied = eigen.values.filter((value) => value > eigen.values[0] * 1e-9).length;
  const count = Math.min(varied, MOST_AXES, Math.floor(n / EXAMPLES_AN_AXIS));
  if (count === 0) return undefined;
  const size = own ? n : d;
  const first = eigen.vectors.subarray(0, count * size);
  const directions = own ? timesTransposed(first, columns, count, d, n) : first.slice();
  // |X'u| is the root of the eigenvalue, and so is the standard deviation times root (n - 1).
  for (let i = 0; i < count; i++) {
    const scale = Math.sqrt(n - 1) / (own ? eigen.values[i] : Math.sqrt(eigen.values[i]));
    for (let c = 0; c < d; c++) directions[i * d + c] *= scale;
  }
  return { directions, count, mean };
}

/**
 * Volume of the cloud as a length: det(covariance)^(1 / 2p) along the p principal directions of human examples, in their standard
 * deviations (generalised variance, Wilks 1932). 1 for a cloud like the human one.
 */
export function volumeOf(cloud: Cloud, axes: Axes): Estimate | undefined {
  const p = axes.count;
  if (cloud.count < 2 * p + 2) return undefined;
  const rows = timesTransposed(centred(cloud, axes.mean), axes.directions, cloud.count, p, cloud.dimension);
  const value = lengthOf(rows, p);
  const left = eachBlockOut(cloud, (block) => lengthOf(withoutBlock(rows, p, cloud, block), p));
  return estimate(value, 1e-6, left);
}

/** 0 where the cloud has no extent in some direction. */
function lengthOf(rows: Float64Array, p: number): number {
  const covariance = covarianceMatrix(rows, p);
  const log = covariance === undefined ? undefined : logVolume(covariance, p);
  return log === undefined ? 0 : Math.exp(log / (2 * p));
}

function withoutBlock(
  rows: Float64Array,
  p: number,
  { blocks, count, sizes }: Cloud,
  block: number,
): Float64Array {
  const left = new Float64Array((count - sizes[block]) * p);
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (blocks[i] === block) continue;
    left.set(rows.subarray(i * p, (i + 1) * p), at);
    at += p;
  }
  return left;
}
