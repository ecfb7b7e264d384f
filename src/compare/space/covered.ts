import { type Cloud, meanOf } from './cloud.ts';
import { placed } from './distances.ts';
import { nearestAmong, neighboursWithin } from './neighbours.ts';

/**
 * By human row, 1 where a generated row lies nearer than the row's k-th nearest human neighbour: their mean is `space.coverage` (Naeem et
 * al. 2020). A ball of radius 0 holds nothing. Undefined for k human rows or fewer, and for no generated row.
 */
export function covered(human: Cloud, generated: Cloud, k: number): Uint8Array | undefined {
  if (human.count <= k || generated.count === 0) return undefined;
  const origin = meanOf(human);
  const own = placed(human, origin);
  const radii = neighboursWithin(own, k);
  const nearest = nearestAmong(own, placed(generated, origin));
  return Uint8Array.from({ length: human.count }, (_, row) =>
    nearest.square[row] < radii.square[row * radii.length + k - 1] ? 1 : 0,
  );
}
