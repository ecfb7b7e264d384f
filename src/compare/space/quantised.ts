import { Rng } from '../../base/rng.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import { frontierIntegral, mauve } from '../../stats/divergence-frontier.ts';
import { kMeans } from '../../stats/k-means.ts';
import { timesTransposed, transposed } from '../../stats/matrix-product.ts';
import { symmetricEigen } from '../../stats/symmetric-eigen.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { type Cloud, centred, eachBlockOut, firstOf, meanOf } from './cloud.ts';
import { unitRows } from './spectrum.ts';

/** Examples that histograms are taken of. */
export const QUANTISED_EXAMPLES = 2500;

/** Share of the variance that the principal components keep. */
const KEPT = 0.9;

/** Examples to a cluster. */
const EXAMPLES_A_CLUSTER = 10;

/** MAUVE and the frontier integral of one generated cloud. */
export interface Quantised {
  readonly mauve: Estimate;
  readonly frontier: Estimate;
}

/**
 * Both clouds are scaled to length 1, reduced together to the principal components that hold 90% of the variance, and cut together into
 * max(2, n / 10) clusters by k-means (Pillutla et al. 2021); the shares of each are compared, without smoothing. The clusters are taken as given
 * when blocks are left out. Undefined without rows.
 */
export function quantised(human: Cloud, generated: Cloud): Quantised | undefined {
  const a = firstOf(human, QUANTISED_EXAMPLES);
  const b = firstOf(generated, QUANTISED_EXAMPLES);
  if (a.count < 2 || b.count < 2) return undefined;
  const clusters = Math.max(2, Math.round(Math.min(a.count, b.count) / EXAMPLES_A_CLUSTER));
  const cluster = kMeans(reduced(a, b), clusters, new Rng('clusters-1'));
  const own = histogram(cluster.subarray(0, a.count), clusters).map((n) => n / a.count);
  const blocks = blockHistograms(cluster.subarray(a.count), b.blocks, clusters);
  const all = histogram(cluster.subarray(a.count), clusters);
  const shares = (block: number | undefined) => {
    const left = block === undefined ? all : all.map((n, c) => n - blocks[block][c]);
    const rest = b.count - (block === undefined ? 0 : b.sizes[block]);
    return left.map((n) => n / Math.max(1, rest));
  };
  const taken = (of: (p: Float64Array, q: Float64Array) => number, floor: number) =>
    estimate(
      of(own, shares(undefined)),
      floor,
      eachBlockOut(b, (block) => of(own, shares(block))),
    );
  return { mauve: taken(mauve, 1e-3), frontier: taken(frontierIntegral, 1e-6) };
}

/** Rows of both, one after the other, in principal components. */
function reduced(a: Cloud, b: Cloud): { count: number; dimension: number; data: Float32Array } {
  const count = a.count + b.count;
  const both = { ...a, count, data: new Float32Array(count * a.dimension) };
  both.data.set(a.data);
  both.data.set(b.data, a.data.length);
  const unit = unitRows(both);
  const width = unit.length / count;
  const rows = { count, dimension: width, data: Float32Array.from(unit) };
  const middle = centred(rows, meanOf(rows));
  const axes = principalAxes(middle, count, width);
  if (axes === undefined) return { count, dimension: 1, data: new Float32Array(count) };
  const data = timesTransposed(middle, axes.directions, count, axes.count, width);
  return { count, dimension: axes.count, data: Float32Array.from(data) };
}

function principalAxes(
  rows: Float64Array,
  n: number,
  d: number,
): { directions: Float64Array; count: number } | undefined {
  const columns = transposed(rows, n, d);
  const own = n < d;
  const gram = own ? timesTransposed(rows, rows, n, n, d) : timesTransposed(columns, columns, d, d, n);
  const size = own ? n : d;
  const eigen = symmetricEigen(gram, size);
  if (eigen === undefined) return undefined;
  const sum = eigen.values.reduce((total, value) => total + Math.max(0, value), 0);
  if (!(sum > 0)) return undefined;
  let count = 0;
  for (let held = 0; count < size && held < KEPT * sum; count++) held += eigen.values[count];
  const first = eigen.vectors.subarray(0, count * size);
  if (!own) return { directions: first, count };
  const directions = timesTransposed(first, columns, count, d, n);
  return { directions: directions.map((x, at) => x / Math.sqrt(eigen.values[Math.floor(at / d)])), count };
}

function histogram(cluster: Int32Array, clusters: number): Float64Array {
  const counts = new Float64Array(clusters);
  for (const c of cluster) counts[c]++;
  return counts;
}

function blockHistograms(cluster: Int32Array, blocks: Uint8Array, clusters: number): Float64Array[] {
  const counts = Array.from({ length: BLOCKS }, () => new Float64Array(clusters));
  cluster.forEach((c, i) => {
    counts[blocks[i]][c]++;
  });
  return counts;
}
