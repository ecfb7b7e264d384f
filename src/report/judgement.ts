import { isBeyond, marginRatio } from '../compare/margin-ratio.ts';
import type { Direction } from '../compare/signal.ts';
import { signalKey } from '../compare/signal.ts';
import type { Report } from './report.ts';

/**
 * Where the interval of a ratio lies, seen from the side on which collapse lies:
 * `worse` wholly beyond the margin; `unclear` on both sides of the margin; `holds` wholly on the safe side of it;
 * `opposite` wholly beyond the margin of the other side; `context` decides nothing; `missing` does not exist.
 */
export type Judgement = 'worse' | 'unclear' | 'holds' | 'opposite' | 'context' | 'missing';

interface Measured {
  readonly ratio: number;
  readonly interval: readonly [number, number];
  readonly direction: Direction;
}

/** Judges `signal` against `bound`, a margin on the ratio scale (below 1 where the signal falls, above where it rises). */
export function judge(signal: Measured, bound: number): Judgement {
  if (signal.direction === 'flag') return 'context';
  const [low, high] = signal.interval;
  if (Number.isNaN(signal.ratio) || Number.isNaN(low) || Number.isNaN(high)) return 'missing';
  const rises = signal.direction === 'rises';
  if (isBeyond(signal, bound)) return 'worse';
  if (rises ? high > bound : low < bound) return 'unclear';
  return (rises ? high < 1 / bound : low > 1 / bound) ? 'opposite' : 'holds';
}

interface Keyed {
  readonly id: string;
  readonly order?: number;
  readonly band?: number;
  readonly direction: Direction;
  readonly margin?: number;
}

/** The margin of every signal of `report` on the ratio scale: its own, its trend's, or the report's. */
export function marginsOf(report: Report): (signal: Keyed) => number {
  const own = new Map<string, number>();
  for (const trend of report.trajectory?.trends ?? []) {
    if (trend.margin !== undefined) own.set(trend.key, trend.margin);
  }
  return (signal) =>
    signal.margin ?? own.get(signalKey(signal)) ?? marginRatio(signal.direction, report.settings.margin);
}

/** One word for tables. */
export function judgementWord(judgement: Judgement, direction: Direction): string {
  if (judgement === 'opposite') return direction === 'rises' ? 'below' : 'above';
  return judgement === 'missing' ? 'n/a' : judgement;
}

/** One character that says which way the signal went and whether that is harm: filled is harm. */
export function judgementGlyph(judgement: Judgement, direction: Direction): string {
  const up = direction === 'rises';
  if (judgement === 'worse') return up ? '\u25b2' : '\u25bc';
  if (judgement === 'opposite') return up ? '\u25bd' : '\u25b3';
  if (judgement === 'unclear') return '?';
  return judgement === 'holds' ? '=' : '\u00b7';
}
