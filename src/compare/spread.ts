import { FEATURE_SCALE, FEATURES, type Feature } from '../profile/features.ts';
import type { Profile } from '../profile/profile.ts';
import { bucketFloor, bucketWidth, Histogram } from '../sketch/histogram.ts';
import { type Estimate, estimate } from './estimate.ts';
import { leaveEachOut } from './subject.ts';

/** A spread below this is none. */
const SMALLEST = 1e-9;

/** Share cut off at either end before the spread is taken. */
const TRIM = 0.01;

/**
 * Gini's mean difference of a histogram's values, after the lowest and highest 1% are brought in to the 1% and 99%
 * quantiles (winsorised): a scale that a few wild examples cannot move, and smooth enough for a jackknife, which quantile
 * ranges of small integers are not. `transform` is applied to each bucket's middle. Undefined for fewer than two values.
 */
export function winsorisedGini(
  histogram: Histogram,
  transform: (value: number) => number,
): number | undefined {
  const n = histogram.total;
  if (n < 2) return undefined;
  const cut = TRIM * n;
  let before = 0;
  let sum = 0;
  let weight = 0;
  let floor: number | undefined;
  // Sum over sorted values of (2i - n - 1) x_i, with i the middle rank of each bucket.
  for (const [bucket, count] of histogram.filled()) {
    const value = transform(bucketFloor(bucket) + (bucketWidth(bucket) - 1) / 2);
    const from = Math.max(before, cut);
    const to = Math.min(before + count, n - cut);
    const inside = Math.max(0, to - from);
    if (inside > 0) {
      floor ??= value;
      sum += inside * (from + to - n) * value;
      weight = value;
    }
    before += count;
  }
  if (floor === undefined) return 0;
  // The winsorised ends: `cut` values at the lowest kept value, `cut` at the highest.
  sum += cut * (cut - n) * floor + cut * (n - cut) * weight;
  return (2 * sum) / (n * (n - 1));
}

/** Length is compared on the log scale, where a spread does not grow with the mean. */
function transformOf(feature: Feature): (value: number) => number {
  const scale = FEATURE_SCALE[feature];
  return feature === 'length' ? (value) => Math.log1p(value) : (value) => value / scale;
}

function pooled(blocks: readonly Histogram[]): Histogram {
  return blocks.reduce((a, b) => a.merge(b), new Histogram());
}

/** Spread of one feature over the examples of a profile. Undefined where fewer than two examples have it, or all agree. */
export function featureSpread(profile: Profile, feature: Feature): Estimate | undefined {
  const blocks = profile.histograms[FEATURES.indexOf(feature)];
  const all = pooled(blocks);
  const transform = transformOf(feature);
  const value = winsorisedGini(all, transform);
  if (value === undefined || value < SMALLEST) return undefined;
  const without = leaveEachOut(
    profile,
    (block) => winsorisedGini(all.without(blocks[block]), transform) ?? 0,
  );
  return estimate(value, SMALLEST, without);
}
