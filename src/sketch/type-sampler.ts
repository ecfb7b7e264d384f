import { fmix32 } from '../base/hash.ts';
import { BLOCKS, Builder, limitOf, TypeTable } from './type-table.ts';

/** A record of the table: what one access reads lies together, because the table is larger than a cache. */
const RECORD = 6;
/** Block + 1; 0 marks a free slot. */
const TAG = 0;
const HI = 1;
const LO = 2;
/** Counts are unsigned: read with `>>> 0`. */
const COUNT = 3;
const DOCUMENTS = 4;
/** Serial number of the example that last touched the pair. */
const LAST = 5;

/**
 * A type sample while it grows: an open-addressing table of (type, block) pairs. When the pairs exceed the budget, the
 * share of types kept is halved. At any moment it holds exactly the types below its threshold, with exact counts.
 */
export class TypeSampler {
  readonly order: number;
  readonly budget: number;
  #shift: number;
  /** Types with a `hi` lane below this are kept. */
  #limit: number;
  #size = 0;
  #mask: number;
  #records: Int32Array;
  readonly #positions = new Float64Array(BLOCKS);

  /**
   * @param order n-gram order, 0 for whole examples. @param budget most pairs kept, at least 2. @param shift to begin with, where the
   * sample is of a part of what another sampler, which reached it, has a part of too.
   */
  constructor(order: number, budget: number, shift = 0) {
    this.order = order;
    this.budget = budget;
    this.#shift = shift;
    this.#limit = limitOf(shift);
    const capacity = 1 << 10;
    this.#mask = capacity - 1;
    this.#records = new Int32Array(capacity * RECORD);
  }

  /** The share of types kept is 2^-shift; it never falls. */
  get shift(): number {
    return this.#shift;
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
    const records = this.#records;
    const tag = block + 1;
    const mask = this.#mask;
    let slot = firstSlot(lo, block, mask);
    let at = slot * RECORD;
    for (;;) {
      const held = records[at + TAG];
      if (held === 0) break;
      if (held === tag && records[at + LO] === lo && records[at + HI] === hi) {
        records[at + COUNT]++;
        if (records[at + LAST] !== serial) {
          records[at + LAST] = serial;
          records[at + DOCUMENTS]++;
        }
        return;
      }
      slot = (slot + 1) & mask;
      at = slot * RECORD;
    }
    records[at + TAG] = tag;
    records[at + HI] = hi;
    records[at + LO] = lo;
    records[at + COUNT] = 1;
    records[at + DOCUMENTS] = 1;
    records[at + LAST] = serial;
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
    const old = this.#records;
    const records = new Int32Array(capacity * RECORD);
    const mask = capacity - 1;
    let size = 0;
    for (let from = 0; from < old.length; from += RECORD) {
      if (old[from + TAG] === 0 || old[from + HI] >>> 0 >= this.#limit) continue;
      let slot = firstSlot(old[from + LO], old[from + TAG] - 1, mask);
      while (records[slot * RECORD + TAG] !== 0) slot = (slot + 1) & mask;
      const to = slot * RECORD;
      for (let k = 0; k < RECORD; k++) records[to + k] = old[from + k];
      size++;
    }
    this.#records = records;
    this.#mask = mask;
    this.#size = size;
  }

  /** The sample so far, at rest. The sampler may go on growing. */
  freeze(): TypeTable {
    const records = this.#records;
    const places = this.#sortedPlaces();
    const out = new Builder(places.length, places.length);
    let previous = -1;
    for (const at of places) {
      if (
        previous < 0 ||
        records[at + HI] !== records[previous + HI] ||
        records[at + LO] !== records[previous + LO]
      ) {
        if (previous >= 0) out.close();
        out.open(records[at + HI] >>> 0, records[at + LO] >>> 0);
      }
      out.pair(records[at + TAG] - 1, records[at + COUNT] >>> 0, records[at + DOCUMENTS] >>> 0);
      previous = at;
    }
    if (previous >= 0) out.close();
    return new TypeTable({
      order: this.order,
      budget: this.budget,
      shift: this.#shift,
      ...out.columns(),
      positions: this.#positions.slice(),
    });
  }

  /** Records in use, by hash, then block. Sorted by a packed 53-bit key first, because comparing lanes in a callback is slow. */
  #sortedPlaces(): Uint32Array {
    const records = this.#records;
    const places = new Uint32Array(this.#size);
    let n = 0;
    for (let at = 0; at < records.length; at += RECORD) if (records[at + TAG] !== 0) places[n++] = at;
    const bits = 21;
    if (n >= 2 ** bits) return places.sort((x, y) => this.#compare(x, y));
    const keys = new Float64Array(n);
    for (let i = 0; i < n; i++) keys[i] = (records[places[i] + HI] >>> 0) * 2 ** bits + i;
    keys.sort();
    const sorted = new Uint32Array(n);
    for (let i = 0; i < n; i++) sorted[i] = places[keys[i] % 2 ** bits];
    this.#sortTies(sorted);
    return sorted;
  }

  /** Puts runs of equal `hi` lanes in order of (lo, block). */
  #sortTies(sorted: Uint32Array): void {
    const records = this.#records;
    let from = 0;
    while (from < sorted.length) {
      let to = from + 1;
      while (to < sorted.length && records[sorted[to] + HI] === records[sorted[from] + HI]) to++;
      if (to - from > 1) sorted.subarray(from, to).sort((x, y) => this.#compare(x, y));
      from = to;
    }
  }

  #compare(x: number, y: number): number {
    const records = this.#records;
    return (
      (records[x + HI] >>> 0) - (records[y + HI] >>> 0) ||
      (records[x + LO] >>> 0) - (records[y + LO] >>> 0) ||
      records[x + TAG] - records[y + TAG]
    );
  }
}

function firstSlot(lo: number, block: number, mask: number): number {
  return (lo + Math.imul(block, 0x9e3779b1)) & mask;
}
