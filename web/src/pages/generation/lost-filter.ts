import type { GenerationReport } from './report-parts.ts';

export type LostType = GenerationReport['lost'][number];

/** Orders among what was lost, lowest first. */
export function lostOrders(lost: readonly LostType[]): number[] {
  return [...new Set(lost.map(({ order }) => order))].sort((a, b) => a - b);
}

function holds(lost: LostType, wanted: string): boolean {
  return (
    lost.type.toLowerCase().includes(wanted) || (lost.passage?.text.toLowerCase().includes(wanted) ?? false)
  );
}

export type LostCategory = NonNullable<LostType['category']>;

const CATEGORY_WORDS: Readonly<Record<LostCategory, string>> = {
  word: 'words',
  name: 'names (capital in a sentence)',
  number: 'numbers',
  mixed: 'letters with digits or signs',
  sign: 'signs',
  phrase: 'phrases',
};

/** Categories among what was lost, each with how many there are of it, the most first. */
export function lostCategories(
  lost: readonly LostType[],
): { category: LostCategory; count: number; label: string }[] {
  const counts = new Map<LostCategory, number>();
  for (const { category } of lost)
    if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts]
    .map(([category, count]) => ({ category, count, label: CATEGORY_WORDS[category] ?? category }))
    .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
}

/** What was lost of one order and category (all where they are empty) whose words or passage hold `text`; as it came. */
export function filterLost(
  lost: readonly LostType[],
  text: string,
  order: string,
  category = '',
): LostType[] {
  const wanted = text.trim().toLowerCase();
  return lost.filter(
    (one) =>
      (order === '' || String(one.order) === order) &&
      (category === '' || one.category === category) &&
      (wanted === '' || holds(one, wanted)),
  );
}
