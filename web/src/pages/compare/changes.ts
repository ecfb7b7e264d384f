import type { CompareView } from '../../../../src/server/wire.ts';

type Row = CompareView['signals'][number];
export type Change = Row['change'];

/** What matters first. */
const ORDER: readonly Change[] = ['worse', 'better', 'differs', 'same', 'unknown'];

const WORDS: Readonly<Record<Change, string>> = {
  worse: '\u25bc worse',
  better: '\u25b3 better',
  differs: '\u2260 differs',
  same: '\u2248 not told apart',
  unknown: '\u2013 not known',
};

/** A change as a word with its sign. */
export function changeWord(change: Change): string {
  return WORDS[change];
}

/** Rows of one change (all where it is empty), what changed first; else as they came. */
export function shownRows(rows: readonly Row[], only: string): Row[] {
  return rows
    .filter(({ change }) => only === '' || change === only)
    .sort((x, y) => ORDER.indexOf(x.change) - ORDER.indexOf(y.change));
}

/** How many changed which way, in one sentence. */
export function changeSentence(rows: readonly Row[]): string {
  const known = rows.filter(({ change }) => change !== 'unknown');
  if (known.length === 0) return 'No signal was measured in both.';
  const of = (change: Change) => known.filter((row) => row.change === change).length;
  const told = [
    [of('worse'), 'worse'],
    [of('better'), 'better'],
    [of('differs'), 'different'],
  ].filter(([number]) => number !== 0);
  if (told.length === 0) return `None of ${known.length} signals changed beyond its interval.`;
  return `Of ${known.length} signals ${told.map(([number, word]) => `${number} became ${word}`).join(', ')}.`;
}
