import type { MeasuredValue } from '../../quality/filters/text-filter.ts';

/** A rule of a filter that a text lies near to, on either side. */
export interface Margin {
  readonly rule: string;
  readonly value: number;
  readonly bound: 'min' | 'max';
  readonly threshold: number;
  readonly broken: boolean;
  /** 1 at the threshold, falling to 0. */
  readonly nearness: number;
}

/** Share of its threshold that a measure moves by in one step; a count moves by one at least. */
const STEP = 0.1;

/** Steps from the threshold at which nearness is 0. */
const REACH = 2;

/**
 * How near a value lies to the threshold of a rule, 0 to 1, in steps of the rule's own scale: a tenth of the threshold, and of counts one at
 * least, so that 4 sentences and 6 are equally near to 5. 0 where a threshold tells nothing from something: 0, and 1 of counts.
 */
export function nearness(value: number, threshold: number): number {
  const isCount = Number.isInteger(threshold) && Number.isInteger(value);
  if (threshold === 0 || (isCount && threshold === 1)) return 0;
  const step = Math.max(STEP * Math.abs(threshold), isCount ? 1 : 0);
  return Math.max(0, 1 - Math.abs(value - threshold) / step / REACH);
}

/** The rules that a text lies near to, the nearest first; of equals in their order. */
export function marginsOf(measured: readonly MeasuredValue[]): Margin[] {
  const margins: Margin[] = [];
  for (const { value, rules } of measured) {
    if (value === undefined) continue;
    for (const { rule, bound, threshold, broken } of rules) {
      const near = nearness(value, threshold);
      if (near > 0) margins.push({ rule, value, bound, threshold, broken, nearness: near });
    }
  }
  return margins.sort((a, b) => b.nearness - a.nearness);
}
