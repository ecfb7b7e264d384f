import { lostTypes } from '../../compare/lost.ts';
import type { Subject } from '../../compare/subject.ts';
import { lostCategory } from '../lost-category.ts';
import type { LostType } from '../report.ts';

/** Lost types shown, by order. */
const LOST: readonly (readonly [order: number, most: number])[] = [
  [1, 16],
  [2, 8],
];

/** What people write and a generation does not, words before pairs of words, the surest first; each with its category. */
export function lostOf(holdout: Subject, reservoir: Subject, generation: Subject): LostType[] {
  return LOST.flatMap(([order, most]) => lostTypes(holdout, reservoir, generation, order, most)).map(
    (lost) => ({
      ...lost,
      category: lostCategory(lost),
    }),
  );
}
