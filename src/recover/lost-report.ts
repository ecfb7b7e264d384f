import { type Lost, lostTypes } from '../compare/lost.ts';
import type { Subject } from '../compare/subject.ts';
import type { Carriers } from './carriers.ts';
import type { LostTail } from './lost-tail.ts';
import type { LostCategory, LostReport } from './plan.ts';

/** Types that are shown. */
const SHOWN: Readonly<Record<number, number>> = { 1: 12, 2: 8 };
/** Categories that are shown. */
const MOST_CATEGORIES = 20;

/** What a generation lost, for people: by band, by category, and examples. */
export function lostReport(
  tail: LostTail,
  carriers: Carriers | undefined,
  reservoir: Subject,
  generation: Subject,
): LostReport {
  return {
    bands: tail.bands,
    categories: carriers === undefined ? [] : lostCategories(tail, carriers),
    examples: tail.orders.flatMap(({ order }): Lost[] =>
      lostTypes(reservoir, reservoir, generation, order, SHOWN[order] ?? 0),
    ),
  };
}

/** A type counts in every category that an example of it holds it in. Empty where no example has a category. */
export function lostCategories(tail: LostTail, carriers: Carriers): LostCategory[] {
  const { categories } = carriers;
  if (categories.length < 2) return [];
  const lost = lostFlags(tail);
  const found: LostCategory[] = [];
  for (let c = 1; c < categories.length; c++) {
    const held = typesOf(carriers, c, lost.length);
    const count = { types: 0, lost: 0 };
    for (let t = 0; t < held.length; t++) {
      if (held[t] === 0) continue;
      count.types += tail.orders[0].times;
      if (lost[t] === 1) count.lost += tail.orders[0].times;
    }
    found.push({ category: categories[c], types: Math.round(count.types), lost: Math.round(count.lost) });
  }
  const share = ({ types, lost: gone }: LostCategory) => (types === 0 ? 0 : gone / types);
  return found
    .sort((a, b) => share(b) - share(a) || b.lost - a.lost || (a.category < b.category ? -1 : 1))
    .slice(0, MOST_CATEGORIES);
}

/** 1 for each wanted type that is lost, by its number. */
export function lostFlags({ orders }: LostTail): Uint8Array {
  return Uint8Array.from(orders.flatMap(({ hi, lost }) => Array.from(hi, (_, t) => (t < lost ? 1 : 0))));
}

function typesOf({ size, category, start, types }: Carriers, wanted: number, all: number): Uint8Array {
  const held = new Uint8Array(all);
  for (let i = 0; i < size; i++) {
    if (category[i] !== wanted) continue;
    for (let p = start[i]; p < start[i + 1]; p++) held[types[p]] = 1;
  }
  return held;
}
