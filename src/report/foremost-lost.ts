import type { LostType } from './report.ts';

/** Words, and types of each higher order, that pages to be read in one go show. */
const WORDS = 16;
const PHRASES = 8;

/** How many lost types of an order such a page shows at most. */
export function foremostOf(order: number): number {
  return order === 1 ? WORDS : PHRASES;
}

/** The surest of what a generation lost, as many as a person reads: of a report that holds far more. Order is kept. */
export function foremostLost(lost: readonly LostType[]): LostType[] {
  const taken = new Map<number, number>();
  return lost.filter(({ order }) => {
    const before = taken.get(order) ?? 0;
    taken.set(order, before + 1);
    return before < foremostOf(order);
  });
}
