import type { Rng } from '../../base/rng.ts';
import type { Rows } from '../learner.ts';
import { type ProvenanceFilter, passing } from './filter.ts';

/** A growing store of rows of two origins, of which some may be drawn from. */
export class Pool<D> {
  readonly #rows: Rows<D>;
  readonly #parts: D[] = [];
  readonly #open: number[] = [];
  #size = 0;
  #synthetic = 0;

  constructor(rows: Rows<D>) {
    this.#rows = rows;
  }

  /** Adds real and synthetic rows; those that a filter refuses stay, but are never drawn. */
  add(real: D, synthetic: D | undefined, filter: ProvenanceFilter | undefined, rng: Rng): void {
    const reals = this.#rows.size(real);
    const synthetics = synthetic === undefined ? 0 : this.#rows.size(synthetic);
    const passes = filter && passing(filter, reals, synthetics, rng);
    for (let i = 0; i < reals + synthetics; i++) {
      if (passes !== undefined && passes[i] === 0) continue;
      this.#open.push(this.#size + i);
      if (i >= reals) this.#synthetic++;
    }
    this.#parts.push(real);
    if (synthetic !== undefined) this.#parts.push(synthetic);
    this.#size += reals + synthetics;
  }

  /** Rows that may be drawn. */
  get size(): number {
    return this.#open.length;
  }

  /** Share of synthetic rows among those that may be drawn; undefined where there are none. */
  get syntheticShare(): number | undefined {
    return this.size === 0 ? undefined : this.#synthetic / this.size;
  }

  /** One sample for every generator: `n` different rows each, all where there are no more. */
  draw(n: number, rngs: readonly Rng[]): D[] {
    const all = this.#rows.concat(this.#parts);
    return rngs.map((rng) => {
      const chosen = rng.shuffle([...this.#open]).slice(0, n);
      return this.#rows.take(all, Uint32Array.from(chosen));
    });
  }
}
