interface Keyed {
  readonly id: string;
  readonly order?: number;
  readonly band?: number;
}

interface Slot {
  /** Ids that may fill the slot, best first. A trailing `*` matches any ending. */
  readonly ids: readonly string[];
  /** The n-gram order wanted, where there is a choice. */
  readonly order: number;
}

/** What a person reads first: one row for each question, fixed beforehand so that no row is chosen by its outcome. */
const SLOTS: readonly Slot[] = [
  { ids: ['tail.coverage'], order: 1 },
  { ids: ['missing-mass'], order: 1 },
  { ids: ['types', 'richness.chao1', 'hill.q0'], order: 1 },
  { ids: ['spread.volume', 'spread.effective-rank', 'spread.*'], order: 1 },
  { ids: ['distinct'], order: 2 },
  { ids: ['self-bleu'], order: 4 },
  { ids: ['repetition.self', 'repetition.within', 'unique.near', 'compression'], order: 4 },
  { ids: ['perplexity.holdout'], order: 5 },
  { ids: ['divergence.js'], order: 1 },
  { ids: ['category.coverage'], order: 1 },
];

function matches(pattern: string, id: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}

/** Nearer to the wanted order first, then the widest band: the least noisy one. */
function better<T extends Keyed>(a: T, b: T, order: number): T {
  const near = Math.abs((a.order ?? order) - order) - Math.abs((b.order ?? order) - order);
  if (near !== 0) return near < 0 ? a : b;
  return (b.band ?? 0) > (a.band ?? 0) ? b : a;
}

/**
 * The few signals (or trends) that a summary shows, in a fixed order; at most one a slot. Where none is known but the coverage of
 * categories, which every kind of content may have, the first ones beside it.
 */
export function deciding<T extends Keyed>(items: readonly T[]): T[] {
  const chosen: T[] = [];
  for (const slot of SLOTS) {
    for (const pattern of slot.ids) {
      const fitting = items.filter((item) => matches(pattern, item.id));
      if (fitting.length === 0) continue;
      chosen.push(fitting.reduce((best, item) => better(best, item, slot.order)));
      break;
    }
  }
  if (chosen.some(({ id }) => id !== 'category.coverage')) return chosen;
  const others = items.filter((item) => !chosen.includes(item));
  return [...others.slice(0, SLOTS.length - chosen.length), ...chosen];
}
