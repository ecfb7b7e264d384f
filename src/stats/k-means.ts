import type { Rng } from '../base/rng.ts';
import { eachTile, type Rows } from './pairwise.ts';

/** Rounds of reassignment at most. */
const ROUNDS = 25;

/**
 * The cluster of each row: k-means (Lloyd 1982) from seeds drawn by distance (k-means++, Arthur and Vassilvitskii 2007). Ends
 * where no row moves, at the latest after 25 rounds; a cluster that loses all its rows stays where it was. Deterministic given `rng`.
 */
export function kMeans(rows: Rows, k: number, rng: Rng): Int32Array {
  const squares = squaredLengths(rows);
  const centres = seeds(rows, squares, Math.min(k, rows.count), rng);
  let cluster: Int32Array = new Int32Array(rows.count).fill(-1);
  for (let round = 0; round < ROUNDS; round++) {
    const next = nearest(rows, centres);
    if (next.every((c, i) => c === cluster[i])) break;
    cluster = next;
    moveCentres(rows, cluster, centres);
  }
  return cluster;
}

/** Squared length of each row. */
export function squaredLengths({ count, dimension, data }: Rows): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0;
    for (let c = 0; c < dimension; c++, at++) sum += data[at] * data[at];
    out[i] = sum;
  }
  return out;
}

function seeds(rows: Rows, squares: Float64Array, k: number, rng: Rng): Rows {
  const { count, dimension, data } = rows;
  const centres = { count: k, dimension, data: new Float32Array(k * dimension) };
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let chosen = rng.int(count);
  for (let c = 0; c < k; c++) {
    const centre = data.subarray(chosen * dimension, (chosen + 1) * dimension);
    centres.data.set(centre, c * dimension);
    const one = { count: 1, dimension, data: centre };
    eachTile(one, rows, ({ j0, columns, dots }) => {
      for (let j = 0; j < columns; j++) {
        const d = Math.max(0, squares[j0 + j] + squares[chosen] - 2 * dots[j]);
        if (d < distance[j0 + j]) distance[j0 + j] = d;
      }
    });
    distance[chosen] = 0;
    chosen = draw(distance, rng);
  }
  return centres;
}

/** An index with chance proportional to its weight; the first where all weights are 0. */
function draw(weights: Float64Array, rng: Rng): number {
  const total = weights.reduce((a, b) => a + b, 0);
  let left = rng.next() * total;
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return 0;
}

function nearest(rows: Rows, centres: Rows): Int32Array {
  const lengths = squaredLengths(centres);
  const best = new Float64Array(rows.count).fill(Number.POSITIVE_INFINITY);
  const cluster = new Int32Array(rows.count);
  eachTile(rows, centres, ({ i0, j0, rows: n, columns, stride, dots }) => {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < columns; j++) {
        const d = lengths[j0 + j] - 2 * dots[i * stride + j];
        if (d >= best[i0 + i]) continue;
        best[i0 + i] = d;
        cluster[i0 + i] = j0 + j;
      }
    }
  });
  return cluster;
}

function moveCentres({ count, dimension, data }: Rows, cluster: Int32Array, centres: Rows): void {
  const sums = new Float64Array(centres.data.length);
  const members = new Float64Array(centres.count);
  for (let i = 0; i < count; i++) {
    members[cluster[i]]++;
    for (let c = 0; c < dimension; c++) sums[cluster[i] * dimension + c] += data[i * dimension + c];
  }
  for (let k = 0; k < centres.count; k++)
    if (members[k] > 0)
      for (let c = 0; c < dimension; c++)
        centres.data[k * dimension + c] = sums[k * dimension + c] / members[k];
}
