import type { Rng } from '../../base/rng.ts';
import type { Points } from './points.ts';

/**
 * `k` of the points as first centres: each next one with probability in proportion to its squared distance from those chosen
 * (k-means++, Arthur and Vassilvitskii 2007). Where fewer points differ, centres repeat.
 */
export function plusPlusCentres(
  { values, dimensions: d }: Points,
  weights: Float64Array,
  k: number,
  rng: Rng,
): Float64Array[] {
  const n = values.length / d;
  const nearest = new Float64Array(n).fill(1);
  const centres: Float64Array[] = [];
  for (let j = 0; j < k; j++) {
    const centre = values.slice(...rowAt(pick(nearest, weights, rng), d));
    for (let row = 0; row < n; row++) {
      const distance = squaredDistance(values, row * d, centre);
      nearest[row] = j === 0 ? distance : Math.min(nearest[row], distance);
    }
    centres.push(centre);
  }
  return centres;
}

function rowAt(row: number, d: number): [number, number] {
  return [row * d, (row + 1) * d];
}

function pick(shares: Float64Array, weights: Float64Array, rng: Rng): number {
  let total = 0;
  for (let i = 0; i < shares.length; i++) total += shares[i] * weights[i];
  // All that have a weight are one point: any of them is that point.
  if (!(total > 0)) return weights.findIndex((weight) => weight > 0);
  let rest = rng.next() * total;
  let last = 0;
  for (let i = 0; i < shares.length; i++) {
    const share = shares[i] * weights[i];
    if (!(share > 0)) continue;
    last = i;
    rest -= share;
    if (rest < 0) break;
  }
  return last;
}

/** |point - centre|^2 of the point at `at`. */
export function squaredDistance(values: Float64Array, at: number, centre: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < centre.length; i++) sum += (values[at + i] - centre[i]) ** 2;
  return sum;
}
