import { percentage } from '../base/percent.ts';

/** Numbers as people read them. Independent of locale, so that a report has the same bytes everywhere. */

/** What stands where a number does not exist. */
export const NONE = '\u2013';

const MINUS = '\u2212';

function signed(text: string): string {
  return text.startsWith('-') ? MINUS + text.slice(1) : text;
}

function grouped(integer: string): string {
  return integer.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return NONE;
  if (value === Number.POSITIVE_INFINITY) return '\u221e';
  return value === Number.NEGATIVE_INFINITY ? `${MINUS}\u221e` : undefined;
}

/** A whole number with `,` between thousands. */
export function count(value: number): string {
  return special(value) ?? signed(grouped(String(Math.round(value))));
}

/** Three to four significant figures: 0.0123, 0.642, 7.51, 21.4, 312, 48,210, 2.1e-5. */
export function quantity(value: number): string {
  const odd = special(value);
  if (odd !== undefined) return odd;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e15) return signed(value.toExponential(2));
  if (size >= 99.95) return count(value);
  if (size >= 9.995) return signed(value.toFixed(1));
  if (size >= 0.9995) return signed(value.toFixed(2));
  if (size >= 0.0995) return signed(value.toFixed(3));
  return signed(size >= 0.000995 ? value.toFixed(4) : value.toExponential(1));
}

/** A ratio to human text: two decimals near 1, fewer above 10, three below 0.1. */
export function ratio(value: number): string {
  const odd = special(value);
  if (odd !== undefined) return odd;
  const size = Math.abs(value);
  if (size >= 1e6) return signed(value.toExponential(1));
  if (size >= 99.5) return count(value);
  if (size >= 9.995) return signed(value.toFixed(1));
  return signed(value.toFixed(size < 0.0995 ? 3 : 2));
}

/** `[0.38, 0.46]`, written by `write`. */
export function interval(
  bounds: readonly [number, number],
  write: (value: number) => string = ratio,
): string {
  return `[${write(bounds[0])}, ${write(bounds[1])}]`;
}

/** A share from 0 to 1 as a percentage: `64%`, `2.5%`; never 100% of less than all, nor 0% of more than nothing. */
export function percent(share: number): string {
  return special(share) ?? signed(percentage(share, Math.abs(share) >= 0.0995 ? 0 : 1));
}

/** The level 1 - alpha of intervals, never rounded to all of them: `95%`, `97.5%`, `99.9%`. */
export function level(alpha: number): string {
  return special(alpha) ?? `${Number((100 - 100 * alpha).toFixed(6))}%`;
}

/** A number of generations: `2.3`. */
export function inGenerations(value: number): string {
  return Math.abs(value) < 1000 ? signed(value.toFixed(1)) : quantity(value);
}

/** A change of ln(ratio) as a change in percent: -0.3 is `−26%`. */
export function logChange(change: number): string {
  const share = Math.expm1(change);
  const odd = special(share);
  if (odd !== undefined) return odd;
  const hundredths = share * 100;
  const text = hundredths.toFixed(Math.abs(hundredths) < 0.995 ? 1 : 0);
  const clean = /^-0(\.0)?$/.test(text) ? text.slice(1) : text;
  return signed(`${hundredths > 0 && Number(clean) !== 0 ? '+' : ''}${clean}%`);
}

/** A p-value: `0.031`, `<0.001`. */
export function probability(value: number): string {
  if (value < 0.001) return '<0.001';
  return special(value) ?? value.toFixed(3);
}
