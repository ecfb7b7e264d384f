import type { Cloud } from './cloud.ts';
import { meanOf } from './cloud.ts';
import { placed } from './distances.ts';
import { nearestAmong, neighboursWithin } from './neighbours.ts';

/** A human row that no generated row covers. */
export interface Uncovered {
  /** Row of the human cloud. */
  readonly row: number;
  /** The nearest generated row. */
  readonly nearest: number;
  /** Distance to it, and to the row's k-th human neighbour: lost the more, the larger the first against the second. */
  readonly distance: number;
  readonly radius: number;
}

/**
 * The human rows whose ball (to the k-th human neighbour) holds no generated row, most lost first: by distance over radius, rows in
 * densely settled regions before lonely ones of the same ratio. Empty for k rows or fewer.
 */
export function uncovered(human: Cloud, generated: Cloud, k: number): Uncovered[] {
  if (human.count <= k || generated.count === 0) return [];
  const origin = meanOf(human);
  const own = placed(human, origin);
  const radii = neighboursWithin(own, k);
  const found = nearestAmong(own, placed(generated, origin));
  const lost: Uncovered[] = [];
  for (let row = 0; row < human.count; row++) {
    const radius = radii.square[row * radii.length + k - 1];
    if (found.square[row] < radius || radius === 0) continue;
    lost.push({
      row,
      nearest: found.index[row],
      distance: Math.sqrt(found.square[row]),
      radius: Math.sqrt(radius),
    });
  }
  const ratio = ({ distance, radius }: Uncovered) => distance / radius;
  return lost.sort((a, b) => ratio(b) - ratio(a) || a.radius - b.radius || a.row - b.row);
}
