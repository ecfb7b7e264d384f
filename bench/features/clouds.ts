import { Rng } from '../../src/base/rng.ts';
import type { Cloud } from '../../src/compare/space/cloud.ts';

/** Normal vectors, dealt to blocks. */
export function normalCloud(count: number, dimension: number, seed: string): Cloud {
  const rng = new Rng(seed);
  const blocks = Uint8Array.from({ length: count }, (_, i) => i % 64);
  const sizes = new Float64Array(64);
  for (const block of blocks) sizes[block]++;
  const data = Float32Array.from({ length: count * dimension }, () => rng.normal());
  return { count, dimension, data, blocks, sizes, exact: true };
}
