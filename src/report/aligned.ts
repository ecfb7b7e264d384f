import type { Trend } from './report.ts';

export type TrendPoint = Trend['points'][number];

/** The point of `trend` at each generation of the line; `undefined` where its signal did not exist there. */
export function aligned(trend: Trend, generations: readonly string[]): (TrendPoint | undefined)[] {
  if (trend.points.length === generations.length) return [...trend.points];
  const byName = new Map(trend.points.map((point) => [point.generation, point]));
  return generations.map((name) => byName.get(name));
}

/** At most `most` places out of `length`, ends included, evenly between. */
export function thinned(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, index) => index);
  const step = (length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => Math.round(index * step));
}
