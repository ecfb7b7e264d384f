import { FEATURES } from '../profile/features.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import { effectiveRank, logVolume } from '../stats/covariance.ts';
import { type Estimate, estimate } from './estimate.ts';
import type { Packed } from './packed.ts';

/** A feature takes part where at least this share of the holdout's examples has it. */
const COMMON = 0.9;

/** Sums, and sums of products, of the feature vectors of one block. */
interface Moments {
  count: number;
  readonly sum: Float64Array;
  readonly product: Float64Array;
}

function emptyMoments(d: number): Moments {
  return { count: 0, sum: new Float64Array(d), product: new Float64Array(d * d) };
}

function add(into: Moments, from: Moments, sign: number): void {
  into.count += sign * from.count;
  for (let i = 0; i < into.sum.length; i++) into.sum[i] += sign * from.sum[i];
  for (let i = 0; i < into.product.length; i++) into.product[i] += sign * from.product[i];
}

/** What subtracting sums leaves of a feature that does not vary, in the holdout's variances. */
const DUST = 1e-12;

function covariance({ count, sum, product }: Moments): Float64Array {
  const d = sum.length;
  return product.map((p, at) => {
    const value = (p - (sum[Math.floor(at / d)] * sum[at % d]) / count) / (count - 1);
    return Math.abs(value) < DUST ? 0 : value;
  });
}

/** The features that nearly every example of the holdout has and that vary there, with their standard deviations. */
export interface FeatureSpace {
  readonly columns: readonly number[];
  readonly scales: readonly number[];
}

/** Undefined where fewer than two features serve. */
export function featureSpace(holdout: Packed): FeatureSpace | undefined {
  const columns: number[] = [];
  const scales: number[] = [];
  for (let f = 0; f < FEATURES.length; f++) {
    const values = holdout.examples.map((e) => e.features[f]).filter((v) => v >= 0);
    if (values.length < 2 || values.length < COMMON * holdout.examples.length) continue;
    const mapped = values.map((v) => transform(f, v));
    const mean = mapped.reduce((a, v) => a + v, 0) / mapped.length;
    const deviation = Math.sqrt(mapped.reduce((a, v) => a + (v - mean) ** 2, 0) / (mapped.length - 1));
    if (!(deviation > 0)) continue;
    columns.push(f);
    scales.push(deviation);
  }
  return columns.length < 2 ? undefined : { columns, scales };
}

/** Length on the log scale, as in `spread.ts`. */
function transform(feature: number, value: number): number {
  return FEATURES[feature] === 'length' ? Math.log1p(value) : value;
}

function blockMoments(packed: Packed, space: FeatureSpace): Moments[] {
  const d = space.columns.length;
  const blocks = Array.from({ length: BLOCKS }, () => emptyMoments(d));
  for (const { features, block } of packed.examples) {
    if (space.columns.some((f) => features[f] < 0)) continue;
    const x = space.columns.map((f, i) => transform(f, features[f]) / space.scales[i]);
    const into = blocks[block];
    into.count++;
    for (let i = 0; i < d; i++) {
      into.sum[i] += x[i];
      for (let j = 0; j < d; j++) into.product[i * d + j] += x[i] * x[j];
    }
  }
  return blocks;
}

type Summary = (covariance: Float64Array, d: number) => number | undefined;

function summarise(packed: Packed, space: FeatureSpace, summary: Summary): Estimate | undefined {
  const d = space.columns.length;
  const blocks = blockMoments(packed, space);
  const all = emptyMoments(d);
  for (const block of blocks) add(all, block, 1);
  if (all.count < d + 2) return undefined;
  const value = summary(covariance(all), d);
  if (value === undefined) return undefined;
  const sizes = Float64Array.from(blocks, (block) => block.count);
  const without = Float64Array.from(blocks, (block) => {
    if (block.count === 0) return Number.NaN;
    const left = emptyMoments(d);
    add(left, all, 1);
    add(left, block, -1);
    return left.count < d + 2 ? Number.NaN : (summary(covariance(left), d) ?? 0);
  });
  return estimate(value, 1e-9, { without, sizes });
}

/**
 * Volume of the cloud of feature vectors, as a length: the geometric mean of the principal standard deviations,
 * `det(covariance)^(1/2d)` (generalised variance, Wilks 1932), in units of the holdout's standard deviations.
 */
export function featureVolume(packed: Packed, space: FeatureSpace): Estimate | undefined {
  return summarise(packed, space, (matrix, d) => {
    const log = logVolume(matrix, d);
    return log === undefined ? undefined : Math.exp(log / (2 * d));
  });
}

/** Effective rank of the covariance of the feature vectors (Roy and Vetterli 2007), 1 to the number of features. */
export function featureRank(packed: Packed, space: FeatureSpace): Estimate | undefined {
  return summarise(packed, space, effectiveRank);
}
