import type { Direction } from './signal.ts';

/**
 * A margin on the ratio scale. A loss of `margin` is 1 - margin for a signal that falls, and its mirror image on the log scale,
 * 1 / (1 - margin), for one that rises.
 */
export function marginRatio(direction: Direction, margin: number): number {
  return direction === 'rises' ? 1 / (1 - margin) : 1 - margin;
}

/** Whether an interval lies wholly on the side of collapse of `bound`, a margin on the ratio scale. What only flags never does. */
export function isBeyond(
  {
    direction,
    interval: [low, high],
  }: { readonly direction: Direction; readonly interval: readonly [number, number] },
  bound: number,
): boolean {
  if (direction === 'falls') return high < bound;
  return direction === 'rises' && low > bound;
}
