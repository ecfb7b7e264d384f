import { thinned } from '../aligned.ts';

const BARS = '\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588';

/**
 * One bar a value, all from a floor of 0, so that half as high means half as much. The full height is the largest
 * value or 1, whichever is more. At most `width` bars: longer series keep their ends and are thinned evenly between.
 * A value that does not exist is a space.
 */
export function sparkline(values: readonly number[], width = 8): string {
  const kept = thinned(values.length, width).map((index) => values[index]);
  const top = Math.max(1, ...kept.filter((value) => Number.isFinite(value)));
  return kept.map((value) => bar(value, top)).join('');
}

function bar(value: number, top: number): string {
  if (Number.isNaN(value)) return ' ';
  const level = Math.round((Math.max(0, value) / top) * BARS.length) - 1;
  return BARS[Math.min(BARS.length - 1, Math.max(0, level))];
}
