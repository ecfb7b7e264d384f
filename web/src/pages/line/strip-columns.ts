import type { Verdict } from '../../parts/words.ts';

export interface StripColumns {
  readonly verdict: Verdict;
  /** Path of all its columns, one unit wide and 40 high. */
  readonly path: string;
}

/** Height of a column, of 40: the worse the taller, so that no verdict rests on colour alone. */
const HEIGHTS: Readonly<Record<Verdict, number>> = {
  healthy: 12,
  inconclusive: 6,
  shifted: 18,
  narrow: 20,
  early: 30,
  late: 40,
};

/**
 * Columns by verdict, neighbours of one verdict drawn as one: a line of a thousand generations is six paths. Nothing
 * where a generation was never checked.
 */
export function columnsOf(verdicts: readonly (Verdict | null)[]): StripColumns[] {
  const paths = new Map<Verdict, string>();
  let start = 0;
  while (start < verdicts.length) {
    const verdict = verdicts[start];
    let end = start + 1;
    while (end < verdicts.length && verdicts[end] === verdict) end++;
    if (verdict !== null) {
      const top = 40 - HEIGHTS[verdict];
      paths.set(verdict, `${paths.get(verdict) ?? ''}M${start} 40V${top}H${end}V40z`);
    }
    start = end;
  }
  return [...paths].map(([verdict, path]) => ({ verdict, path }));
}
