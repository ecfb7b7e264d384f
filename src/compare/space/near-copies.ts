import { type Estimate, estimate } from '../estimate.ts';
import { type Cloud, eachBlockOut } from './cloud.ts';
import type { Placed } from './distances.ts';
import { nearestAmong } from './neighbours.ts';

/** Share of human examples that lie as near to a training example as what counts as a copy. */
export const COPY_QUANTILE = 0.01;

/** Squared distance from each row to the nearest training row. */
function toNearest(rows: Placed, training: Placed): Float64Array {
  return nearestAmong(rows, training).square;
}

/**
 * The squared distance to the training set below which an example counts as a copy: the 1% quantile of the holdout's. Human examples come
 * that near by chance once in a hundred times.
 */
export function copyThreshold(human: Placed, training: Placed): number {
  const sorted = toNearest(human, training).sort();
  return sorted[Math.floor(COPY_QUANTILE * sorted.length)];
}

/**
 * Share of the rows whose nearest training row is nearer than `threshold`, or at distance 0 (compare Meehan, Chaudhuri and Dasgupta 2020).
 * The training set is its profile's sample: of a larger one, as many copies are missed as vectors were left out.
 */
export function nearCopies(cloud: Cloud, rows: Placed, training: Placed, threshold: number): Estimate {
  const hits = new Float64Array(cloud.sizes.length);
  toNearest(rows, training).forEach((square, i) => {
    if (square < threshold || square === 0) hits[cloud.blocks[i]]++;
  });
  const total = hits.reduce((a, b) => a + b, 0);
  const left = eachBlockOut(
    cloud,
    (block) => (total - hits[block]) / Math.max(1, cloud.count - cloud.sizes[block]),
  );
  return estimate(total / cloud.count, 0.5 / cloud.count, left);
}
