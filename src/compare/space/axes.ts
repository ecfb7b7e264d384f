import { timesTransposed, transposed } from '../../stats/matrix-product.ts';
import { symmetricEigen } from '../../stats/symmetric-eigen.ts';
import { type Cloud, centred, meanOf } from './cloud.ts';

/** The first principal axes of a cloud. */
export interface PrincipalAxes {
  readonly mean: Float64Array;
  /** Rows of length 1, `count` x d; each points where its largest number is above 0. */
  readonly axes: Float64Array;
  /** Share of the variance along each; 0 where there is none. */
  readonly shares: Float64Array;
}

/**
 * The `count` directions along which the rows vary most: eigenvectors of the covariance, taken of X'X, or of XX' where there are fewer
 * rows than columns. A direction along which nothing varies is the zero vector. Undefined for fewer than two rows.
 */
export function principalAxes(cloud: Cloud, count: number): PrincipalAxes | undefined {
  const { count: n, dimension: d } = cloud;
  if (n < 2 || d === 0) return undefined;
  const mean = meanOf(cloud);
  const rows = centred(cloud, mean);
  const columns = transposed(rows, n, d);
  const own = n < d;
  const gram = own ? timesTransposed(rows, rows, n, n, d) : timesTransposed(columns, columns, d, d, n);
  const size = own ? n : d;
  const eigen = symmetricEigen(gram, size);
  if (eigen === undefined) return undefined;
  const total = eigen.values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const axes = new Float64Array(count * d);
  const shares = new Float64Array(count);
  for (let i = 0; i < Math.min(count, size); i++) {
    const value = Math.max(0, eigen.values[i]);
    if (!(value > total * 1e-12)) continue;
    shares[i] = value / total;
    const vector = eigen.vectors.subarray(i * size, (i + 1) * size);
    axes.set(pointed(own ? unit(timesTransposed(vector, columns, 1, d, n)) : vector), i * d);
  }
  return { mean, axes, shares };
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
  return vector.map((x) => x / length);
}

/** An eigenvector has no sign of its own: it is given one, so that the same cloud is drawn the same way round. */
function pointed(vector: Float64Array): Float64Array {
  let largest = 0;
  for (const x of vector) if (Math.abs(x) > Math.abs(largest)) largest = x;
  return largest < 0 ? vector.map((x) => -x) : vector;
}

/** The first `most` rows of a cloud on axes that were taken of it or of another: `most` x `count`, row-major. */
export function projected(cloud: Cloud, { mean, axes }: PrincipalAxes, most: number): Float64Array {
  const { dimension: d } = cloud;
  const rows = Math.min(most, cloud.count);
  const count = axes.length / d;
  const out = new Float64Array(rows * count);
  for (let i = 0; i < rows; i++)
    for (let axis = 0; axis < count; axis++) {
      let sum = 0;
      for (let c = 0; c < d; c++) sum += (cloud.data[i * d + c] - mean[c]) * axes[axis * d + c];
      out[i * count + axis] = sum;
    }
  return out;
}
