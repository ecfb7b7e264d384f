import { lostTypes } from '../../compare/lost.ts';
import type { Subject } from '../../compare/subject.ts';
import { foremostOf } from '../foremost-lost.ts';
import { lostCategory } from '../lost-category.ts';
import type { LostType } from '../report.ts';

/**
 * Lost types kept, by order: of one generation, and of all that a report speaks of, who share them evenly. With their passages of English
 * text that is 350 bytes each, 200 kB in all.
 */
const MOST: readonly (readonly [order: number, most: number, ofAll: number])[] = [
  [1, 256, 460],
  [2, 64, 115],
];

/**
 * What people write and a generation does not, words before pairs of words, the surest first; each with its category. As many as may be
 * searched: of a report of many `generations` each keeps fewer, but never fewer than pages show.
 */
export function lostOf(
  holdout: Subject,
  reservoir: Subject,
  generation: Subject,
  generations = 1,
): LostType[] {
  return MOST.flatMap(([order, most, ofAll]) => {
    const kept = Math.min(most, Math.max(foremostOf(order), Math.floor(ofAll / generations)));
    return lostTypes(holdout, reservoir, generation, order, kept).map((lost) => ({
      ...lost,
      category: lostCategory(lost),
    }));
  });
}
