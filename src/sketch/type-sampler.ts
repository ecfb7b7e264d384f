import { fmix32 } from '../base/hash.ts';
import { BLOCKS, Builder, limitOf, TypeTable } from './type-table.ts';

/**
 * A type sample while it grows: an open-addressing table of (type, block) pairs. When the pairs exceed the budget, the
 * share of types kept is halved. At any moment it holds exactly the types below its threshold, with exact counts.
 */
export class TypeSampler {
  readonly order: number;
  readonly budget: number;
  #shift = 0;
  /** Types with a `hi` lane below this are kept. */
  #limit = limitOf(0);
  #size = 0;
  #mask: number;
  #hi: Int32Array;
  #lo: Int32Array;
  /** Block + 1; 0 marks a free slot. */
  #block: Uint8Array;
  #count: Uint32Array;
  #documents: Uint32Array;
  /** Serial number of the example that last touched the pair. */
  #last: Int32Array;
  readonly #positions = new Float64Array(BLOCKS);

  /** @param order n-gram order, 0 for whole examples. @param budget most pairs kept, at least 2. */
  constructor(order: number, budget: number) {
    this.order = order;
    this.budget = budget;
    const capacity = 1 << 10;
    this.#mask = capacity - 1;
    this.#hi = new Int32Array(capacity);
    this.#lo = new Int32Array(capacity);
    this.#block = new Uint8Array(capacity);
    this.#count = new Uint32Array(capacity);
    this.#documents = new Uint32Array(capacity);
    this.#last = new Int32Array(capacity);
  }

  /** Counts one occurrence of a type in example `serial` of `block`. Lanes may be signed. */
  add(hi: number, lo: number, block: number, serial: number): void {
    if (hi >>> 0 < this.#limit) this.#insert(hi, lo, block, serial);
  }

  /** Adds `positions` n-grams to the block's exact total. */
  met(block: number, positions: number): void {
    this.#positions[block] += positions;
  }

  /** Sets the exact totals of all blocks at once. */
  setPositions(positions: Float64Array): void {
    this.#positions.set(positions);
  }

  /**
   * Counts every window of the prefix polynomials `p`, `q` (see `PrefixPolynomials`); `powerHi`, `powerLo` are the window's
   * multipliers. The loop is here, not in the caller, so that types above the threshold cost no call.
   */
  addWindows(
    p: Int32Array,
    q: Int32Array,
    length: number,
    powers: readonly [hi: number, lo: number],
    block: number,
    serial: number,
  ): void {
    const n = this.order;
    const powerHi = powers[0];
    const powerLo = powers[1];
    let limit = this.#limit;
    for (let t = n; t <= length; t++) {
      const a = (p[t] - Math.imul(p[t - n], powerHi)) | 0;
      if (a >>> 0 >= limit) continue;
      const b = fmix32(((q[t] - Math.imul(q[t - n], powerLo)) | 0) + a);
      this.#insert(a, b, block, serial);
      limit = this.#limit;
    }
  }

  #insert(hi: number, lo: number, block: number, serial: number): void {
    const tag = block + 1;
    const mask = this.#mask;
    let slot = (lo + Math.imul(block, 0x9e3779b1)) & mask;
    for (;;) {
      const held = this.#block[slot];
      if (held === 0) break;
      if (held === tag && this.#lo[slot] === lo && this.#hi[slot] === hi) {
        this.#count[slot]++;
        if (this.#last[slot] !== serial) {
          this.#last[slot] = serial;
          this.#documents[slot]++;
        }
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#hi[slot] = hi;
    this.#lo[slot] = lo;
    this.#block[slot] = tag;
    this.#count[slot] = 1;
    this.#documents[slot] = 1;
    this.#last[slot] = serial;
    this.#size++;
    if (this.#size > this.budget) this.#halve();
    else if (this.#size * 2 > mask) this.#resize((mask + 1) * 2);
  }

  #halve(): void {
    while (this.#size > this.budget && this.#shift < 32) {
      this.#shift++;
      this.#limit = limitOf(this.#shift);
      this.#resize(this.#mask + 1);
    }
  }

  /** Lays the table anew at `capacity`, leaving out what the threshold no longer keeps. */
  #resize(capacity: number): void {
    const { hi, lo, block, count, documents, last } = this.#arrays();
    this.#mask = capacity - 1;
    this.#hi = new Int32Array(capacity);
    this.#lo = new Int32Array(capacity);
    this.#block = new Uint8Array(capacity);
    this.#count = new Uint32Array(capacity);
    this.#documents = new Uint32Array(capacity);
    this.#last = new Int32Array(capacity);
    this.#size = 0;
    for (let s = 0; s < block.length; s++) {
      if (block[s] === 0 || hi[s] >>> 0 >= this.#limit) continue;
      let slot = (lo[s] + Math.imul(block[s] - 1, 0x9e3779b1)) & this.#mask;
      while (this.#block[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#hi[slot] = hi[s];
      this.#lo[slot] = lo[s];
      this.#block[slot] = block[s];
      this.#count[slot] = count[s];
      this.#documents[slot] = documents[s];
      this.#last[slot] = last[s];
      this.#size++;
    }
  }

  #arrays() {
    return {
      hi: this.#hi,
      lo: this.#lo,
      block: this.#block,
      count: this.#count,
      documents: this.#documents,
      last: this.#last,
    };
  }

  /** The sample so far, at rest. The sampler may go on growing. */
  freeze(): TypeTable {
    const slots = this.#sortedSlots();
    const out = new Builder(slots.length, slots.length);
    let open = false;
    let previous = -1;
    for (const s of slots) {
      if (!open || this.#hi[s] !== this.#hi[previous] || this.#lo[s] !== this.#lo[previous]) {
        if (open) out.close();
        out.open(this.#hi[s] >>> 0, this.#lo[s] >>> 0);
        open = true;
      }
      out.pair(this.#block[s] - 1, this.#count[s], this.#documents[s]);
      previous = s;
    }
    if (open) out.close();
    return new TypeTable({
      order: this.order,
      budget: this.budget,
      shift: this.#shift,
      ...out.columns(),
      positions: this.#positions.slice(),
    });
  }

  /** Slots in use, by hash, then block. Sorted by a packed 53-bit key first, because comparing lanes in a callback is slow. */
  #sortedSlots(): Uint32Array {
    const keys = new Float64Array(this.#size);
    const order = new Uint32Array(this.#size);
    let n = 0;
    for (let s = 0; s <= this.#mask; s++) if (this.#block[s] !== 0) order[n++] = s;
    const bits = 21;
    for (let i = 0; i < n; i++) {
      const s = order[i];
      keys[i] = (this.#hi[s] >>> 0) * 2 ** bits + i;
    }
    if (n >= 2 ** bits) return order.sort((x, y) => this.#compare(x, y));
    keys.sort();
    const sorted = new Uint32Array(n);
    for (let i = 0; i < n; i++) sorted[i] = order[keys[i] % 2 ** bits];
    this.#sortTies(sorted);
    return sorted;
  }

  /** Puts runs of equal `hi` lanes in order of (lo, block). */
  #sortTies(sorted: Uint32Array): void {
    let from = 0;
    while (from < sorted.length) {
      let to = from + 1;
      while (to < sorted.length && this.#hi[sorted[to]] === this.#hi[sorted[from]]) to++;
      if (to - from > 1) sorted.subarray(from, to).sort((x, y) => this.#compare(x, y));
      from = to;
    }
  }

  #compare(x: number, y: number): number {
    return (
      (this.#hi[x] >>> 0) - (this.#hi[y] >>> 0) ||
      (this.#lo[x] >>> 0) - (this.#lo[y] >>> 0) ||
      this.#block[x] - this.#block[y]
    );
  }
}
