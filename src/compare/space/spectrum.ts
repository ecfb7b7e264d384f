import { timesTransposed, transposed } from '../../stats/matrix-product.ts';
import { symmetricEigen } from '../../stats/symmetric-eigen.ts';
import { vendiScore } from '../../stats/vendi.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { type Cloud, centred, eachBlockOut, firstOf, meanOf } from './cloud.ts';
import { type AlongDirections, alongDirections } from './directions.ts';

/** Above this many numbers a vector, spectra are taken of this many examples, in their own space. */
export const MOST_DIRECTIONS = 1024;

/** The cloud that spectra are taken of. */
export function spectralCloud(cloud: Cloud): Cloud {
  return cloud.dimension > MOST_DIRECTIONS ? firstOf(cloud, MOST_DIRECTIONS) : cloud;
}

/** A statistic of eigenvalues, whole and without each block. */
function ofSpectrum(
  cloud: Cloud,
  { all, without }: AlongDirections,
  statistic: (values: Float64Array) => number | undefined,
  floor: number,
): Estimate | undefined {
  const value = statistic(all);
  if (value === undefined) return undefined;
  return estimate(
    value,
    floor,
    eachBlockOut(cloud, (block) => statistic(without[block]) ?? 0),
  );
}

/**
 * The spectrum of rows: eigenvalues of X'X / n (or of the covariance), taken of the smaller of X'X and XX'. Undefined where there is
 * none.
 */
function spectrumOf(cloud: Cloud, rows: Float64Array, aboutMean: boolean): AlongDirections | undefined {
  const n = cloud.count;
  const d = rows.length / n;
  const own = n < d;
  const columns = transposed(rows, n, d);
  const gram = own ? timesTransposed(rows, rows, n, n, d) : timesTransposed(columns, columns, d, d, n);
  const eigen = symmetricEigen(gram, own ? n : d);
  if (eigen === undefined) return undefined;
  if (!own) return alongDirections(cloud, rows, eigen.vectors, d, aboutMean);
  // Eigenvectors of XX' become directions: X'u, scaled to length 1.
  const rank = eigen.values.findIndex((value) => value <= eigen.values[0] * 1e-10);
  const count = rank < 0 ? n : rank;
  if (count === 0) return undefined;
  const directions = timesTransposed(eigen.vectors.subarray(0, count * n), columns, count, d, n);
  for (let i = 0; i < count; i++) {
    const scale = 1 / Math.sqrt(eigen.values[i]);
    for (let c = 0; c < d; c++) directions[i * d + c] *= scale;
  }
  return alongDirections(cloud, rows, directions, count, aboutMean);
}

/** Vendi scores of a cloud under the cosine of its vectors, one an order. Zero vectors are alike, and unlike all others. */
export function vendiScores(all: Cloud, orders: readonly number[]): (Estimate | undefined)[] {
  const cloud = spectralCloud(all);
  const spectrum = spectrumOf(cloud, unitRows(cloud), false);
  if (spectrum === undefined) return orders.map(() => undefined);
  return orders.map((q) => ofSpectrum(cloud, spectrum, (values) => vendiScore(values, q), 1e-6));
}

/** The rows scaled to length 1, with one more column that is 1 for zero vectors alone, where there are any. */
export function unitRows({ count, dimension, data }: Cloud): Float64Array {
  const lengths = new Float64Array(count);
  for (let i = 0; i < data.length; i++) lengths[Math.floor(i / dimension)] += data[i] * data[i];
  const width = lengths.every((square) => square > 0) ? dimension : dimension + 1;
  const out = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    if (lengths[i] === 0) {
      out[(i + 1) * width - 1] = 1;
      continue;
    }
    const scale = 1 / Math.sqrt(lengths[i]);
    for (let c = 0; c < dimension; c++) out[i * width + c] = data[i * dimension + c] * scale;
  }
  return out;
}

/** What the spectrum of the covariance says. */
export interface Spectral {
  /** exp of the entropy of the eigenvalues (Roy and Vetterli 2007). */
  readonly effectiveRank: Estimate | undefined;
  /** Share of the variance along the first principal component. */
  readonly firstShare: Estimate | undefined;
}

export function spectral(all: Cloud): Spectral {
  const cloud = spectralCloud(all);
  const spectrum = spectrumOf(cloud, centred(cloud, meanOf(cloud)), true);
  if (spectrum === undefined) return { effectiveRank: undefined, firstShare: undefined };
  return {
    effectiveRank: ofSpectrum(cloud, spectrum, (values) => vendiScore(values), 1e-6),
    firstShare: ofSpectrum(cloud, spectrum, firstShareOf, 1e-6),
  };
}

function firstShareOf(values: Float64Array): number | undefined {
  const sum = values.reduce((a, b) => a + b, 0);
  return sum > 0 ? Math.max(...values) / sum : undefined;
}
