import type { Rng } from '../../base/rng.ts';

/** Goes through all rows in a random order, then in another. */
export class RowOrder {
  readonly #rng: Rng;
  readonly #order: number[];
  #next: number;

  /** `size`: rows, from 1. */
  constructor(size: number, rng: Rng) {
    this.#rng = rng;
    this.#order = Array.from({ length: size }, (_, i) => i);
    this.#next = size;
  }

  /** Indices of the next `n` rows. */
  take(n: number): Uint32Array {
    const taken = new Uint32Array(n);
    for (let i = 0; i < n; i++) {
      if (this.#next === this.#order.length) {
        this.#rng.shuffle(this.#order);
        this.#next = 0;
      }
      taken[i] = this.#order[this.#next++];
    }
    return taken;
  }
}
