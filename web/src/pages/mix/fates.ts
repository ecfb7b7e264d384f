/** What becomes of a candidate, in few words; the order is that in which a plan decides. */
const WORDS: Readonly<Record<string, string>> = {
  chosen: 'enter the mix',
  guarded: 'are, or nearly are, of the frozen holdout',
  rejected: 'were rejected in review',
  duplicate: 'repeat another example',
  'unknown-origin': 'of unknown origin',
  replaced: 'of a generation before the newest',
  'too-deep': 'of a generation after the last allowed',
  'not-earned': 'add less than others',
  capped: 'past the cap of their source, model or generation',
  'human-minimum': 'would push human data below its minimum',
  surplus: 'find no room',
};

export interface FateRow {
  readonly id: string;
  readonly words: string;
  readonly examples: number;
  /** Of all candidates, 0 to 1. */
  readonly share: number;
}

/** Candidates by what becomes of them: those that enter first, then by number; fates of later versions by their name. */
export function fateRows(fates: Readonly<Record<string, number>>): FateRow[] {
  const all = Object.values(fates).reduce((sum, many) => sum + many, 0);
  return Object.entries(fates)
    .filter(([, examples]) => examples > 0)
    .map(([id, examples]) => ({
      id,
      words: Object.hasOwn(WORDS, id) ? WORDS[id] : id,
      examples,
      share: examples / all,
    }))
    .sort((a, b) => Number(b.id === 'chosen') - Number(a.id === 'chosen') || b.examples - a.examples);
}
