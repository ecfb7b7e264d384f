/**
 * Chance that a type is seen when k of D examples are drawn without replacement, by the number d of examples that hold it:
 * `1 - C(D-d, k) / C(D, k)`, Hurlbert's rarefaction (1971) with whole examples as the units, because words cluster in them.
 * The answers for d = 0, 1, 2, ... are computed once.
 */
export class Presence {
  readonly #table: Float64Array;
  readonly #examples: number;
  readonly #drawn: number;

  /** @param examples D, all examples. @param drawn k, 0 to D. @param most largest d that will be asked. */
  constructor(examples: number, drawn: number, most: number) {
    this.#examples = examples;
    this.#drawn = drawn;
    const table = new Float64Array(Math.min(most, examples) + 1);
    let absent = 1;
    for (let d = 0; d < table.length; d++) {
      table[d] = 1 - absent;
      absent *= Math.max(0, this.#examples - this.#drawn - d) / (this.#examples - d || 1);
    }
    this.#table = table;
  }

  /** P(seen) of a type that `d` examples hold. */
  of(d: number): number {
    return this.#table[d];
  }
}
