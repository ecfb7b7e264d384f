import { Rng } from '../../base/rng.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import type { Cloud } from './cloud.ts';
import { meanOf } from './cloud.ts';
import { placed } from './distances.ts';
import { type Manifold, manifoldOf } from './manifolds.ts';

/** A cloud of rows; row i lies in block i modulo 64 unless blocks are given. */
export function cloudFrom(rows: readonly ArrayLike<number>[], blocks?: readonly number[]): Cloud {
  const dimension = rows[0]?.length ?? 0;
  const own = Uint8Array.from(rows, (_, i) => (blocks === undefined ? i % BLOCKS : blocks[i]));
  const sizes = new Float64Array(BLOCKS);
  for (const block of own) sizes[block]++;
  const data = new Float32Array(rows.length * dimension);
  rows.forEach((row, i) => {
    data.set(row, i * dimension);
  });
  return { count: rows.length, dimension, data, blocks: own, sizes, exact: true };
}

/** Normal rows. */
export function normalCloud(count: number, d: number, seed: string, scale = 1, shift = 0): Cloud {
  const rng = new Rng(seed);
  return cloudFrom(
    Array.from({ length: count }, () => Float64Array.from({ length: d }, () => shift + scale * rng.normal())),
  );
}

/** Rows about the first `used` of ten centres. */
export function mixtureCloud(count: number, d: number, seed: string, used = 10): Cloud {
  const centres = new Rng('centres');
  const at = Array.from({ length: 10 }, () => Float64Array.from({ length: d }, () => 3 * centres.normal()));
  const rng = new Rng(seed);
  return cloudFrom(Array.from({ length: count }, () => at[rng.int(used)].map((x) => x + rng.normal())));
}

/** The cloud without the rows of a block. */
export function withoutBlock(cloud: Cloud, block: number): Cloud {
  const rows = [...cloud.blocks.keys()].filter((i) => cloud.blocks[i] !== block);
  const d = cloud.dimension;
  return cloudFrom(
    rows.map((i) => cloud.data.subarray(i * d, (i + 1) * d)),
    rows.map((i) => cloud.blocks[i]),
  );
}

/** Manifolds of both, placed about the mean of the first. */
export function manifolds(human: Cloud, generated: Cloud, k: number): [Manifold, Manifold] {
  const origin = meanOf(human);
  return [manifoldOf(human, placed(human, origin), k)!, manifoldOf(generated, placed(generated, origin), k)!];
}

/** Standard deviation. */
export function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1));
}
