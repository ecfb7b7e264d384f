import type { Origin } from '../../corpus/example.ts';

/** What decides which example of a cluster stays. */
export interface Candidate {
  readonly origin: Origin;
  /** Step of the line; undefined where it is not known. */
  readonly generation: number | undefined;
  /** UTF-16 units of the text. */
  readonly length: number;
  readonly id: string;
}

/**
 * `human`: human before mixed before unknown before synthetic. `earliest`: the lowest generation, unknown ones last; human text is generation 0
 * unless it says otherwise. `longest`, `shortest`: by length. `id`: the first by UTF-16 units.
 */
export const KEEP_RULES = ['human', 'earliest', 'longest', 'shortest', 'id'] as const;
export type KeepRule = (typeof KEEP_RULES)[number];

export const DEFAULT_KEEP: readonly KeepRule[] = ['human', 'earliest', 'longest', 'id'];

/** The lower, the rather it stays, by the rule `human`. */
export const PREFERENCE: Readonly<Record<Origin, number>> = { human: 0, mixed: 1, unknown: 2, synthetic: 3 };

const COMPARE: Readonly<Record<KeepRule, (a: Candidate, b: Candidate) => number>> = {
  human: (a, b) => PREFERENCE[a.origin] - PREFERENCE[b.origin],
  earliest: (a, b) => compare(generationOf(a), generationOf(b)),
  longest: (a, b) => b.length - a.length,
  shortest: (a, b) => a.length - b.length,
  id: (a, b) => compare(a.id, b.id),
};

/** Negative where `a` stays rather than `b`; 0 where the rules leave it open. The first rule that tells them apart decides. */
export function keepOrder(rules: readonly KeepRule[] = DEFAULT_KEEP): (a: Candidate, b: Candidate) => number {
  return (a, b) => {
    for (const rule of rules) {
      const order = COMPARE[rule](a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Infinite where it is not known. */
export function generationOf({ origin, generation }: Candidate): number {
  return generation ?? (origin === 'human' ? 0 : Number.POSITIVE_INFINITY);
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
