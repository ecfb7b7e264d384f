import type { Cloud } from '../space/cloud.ts';
import { eachPair, type Placed, squaredDistance } from '../space/distances.ts';
import type { Neighbours } from '../space/neighbours.ts';

/** Share of human examples whose nearest other one is nearer than what counts as a copy. */
const COPY_QUANTILE = 0.01;

/**
 * Squared distance below which two examples are near-copies: that which one human example in a hundred has to its nearest other one.
 * Undefined where human examples repeat each other exactly, so that nothing is nearer.
 */
export function copyDistance({ square, length }: Neighbours): number | undefined {
  const nearest = Float64Array.from({ length: square.length / length }, (_, i) => square[i * length]).sort();
  const found = nearest[Math.floor(COPY_QUANTILE * nearest.length)];
  return found > 0 ? found : undefined;
}

/** Groups of rows of which each is nearer than `within` (squared) to another, largest first; rows alone are left out. */
export function copyGroups(cloud: Cloud, placed: Placed, within: number): number[][] {
  const parent = Int32Array.from({ length: cloud.count }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  eachPair(placed, placed, (i, j, square) => {
    const slack = placed.slack[i] + placed.slack[j];
    if (square >= within + slack) return;
    const exact = square < within - slack ? square : squaredDistance(cloud, i, cloud, j);
    if (exact < within) parent[Math.max(root(i), root(j))] = Math.min(root(i), root(j));
  });
  const groups = new Map<number, number[]>();
  for (let i = 0; i < cloud.count; i++) {
    const of = groups.get(root(i));
    if (of === undefined) groups.set(root(i), [i]);
    else of.push(i);
  }
  return [...groups.values()]
    .filter((of) => of.length > 1)
    .sort((a, b) => b.length - a.length || a[0] - b[0]);
}
