import { presence } from '../stats/rarefaction.ts';

/** Counts up to this are answered from a table. */
const TABLE = 1 << 14;

/**
 * Chance that a type held by d of D units is seen when k of them are drawn without replacement, Hurlbert's rarefaction
 * (1971), each answer computed once. The units are whole examples where words cluster in them, tokens where not.
 */
export class Presence {
  readonly #seen: (count: number) => number;
  readonly #table = new Float64Array(TABLE).fill(-1);

  /** @param all D. @param drawn k, brought into 0..D. Both are rounded to integers. */
  constructor(all: number, drawn: number) {
    const n = Math.round(all);
    this.#seen = presence(n, Math.min(n, Math.max(0, Math.round(drawn))))!;
  }

  /** P(seen) of a type that `count` units hold. */
  of(count: number): number {
    if (count >= TABLE) return this.#seen(count);
    const known = this.#table[count];
    if (known >= 0) return known;
    this.#table[count] = this.#seen(count);
    return this.#table[count];
  }
}
