import { presenceCorrection } from '../corrections.ts';
import { type Estimate, estimate } from '../estimate.ts';
import { type Cloud, eachBlockOut } from './cloud.ts';
import { type Manifold, type Overlap, overlapOf } from './manifolds.ts';

/** Precision, recall (Kynkaanniemi et al. 2019), density and coverage (Naeem et al. 2020), by k nearest neighbours. */
export interface Prdc {
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly density: Estimate;
  readonly coverage: Estimate;
}

/**
 * Radii exclude the row itself, and a row lies in a ball where its distance is below the radius. The human balls are taken as given; the
 * generated ones are drawn anew without each block.
 */
export function prdcOf(human: Manifold, generated: Manifold): Prdc {
  const overlap = overlapOf(human, generated);
  const { cloud, k } = generated;
  const rows = cloud.count;
  return {
    precision: meanOfRows(
      cloud,
      overlap.density.map((n) => (n > 0 ? 1 : 0)),
      1 / rows,
    ),
    density: meanOfRows(
      cloud,
      overlap.density.map((n) => n / k),
      1 / (k * rows),
    ),
    recall: shareOfHuman(cloud, overlap.holding, overlap, 'recalled'),
    coverage: shareOfHuman(cloud, overlap.inside, overlap, 'covered'),
  };
}

/** Mean of a value of each generated row. */
function meanOfRows(cloud: Cloud, values: Float64Array, step: number): Estimate {
  const sums = new Float64Array(cloud.sizes.length);
  values.forEach((value, j) => {
    sums[cloud.blocks[j]] += value;
  });
  const total = sums.reduce((a, b) => a + b, 0);
  const left = eachBlockOut(
    cloud,
    (block) => (total - sums[block]) / Math.max(1, cloud.count - cloud.sizes[block]),
  );
  return estimate(total / cloud.count, step / 2, left);
}

/** Share of the human rows that are met at least once. `counts`: how often each is. */
function shareOfHuman(
  cloud: Cloud,
  counts: Float64Array,
  overlap: Overlap,
  bits: 'covered' | 'recalled',
): Estimate {
  const human = counts.length;
  const value = counts.reduce((n, count) => n + (count > 0 ? 1 : 0), 0) / human;
  const left = eachBlockOut(cloud, (block) => overlap[bits].count(block) / human);
  return estimate(value, 0.5 / human, left, presenceCorrection(counts, 1));
}
