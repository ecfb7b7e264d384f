import type { Packed } from './packed.ts';

/** N-grams of one order as dense type ids: n-gram g of example e is `types[starts[e] + g]`. */
export interface Grams {
  readonly order: number;
  readonly types: Uint32Array;
  readonly starts: Uint32Array;
}

/**
 * Dense ids of n-gram types, shared by all corpora given to the same index. An n-gram is the pair of its first n - 1 tokens'
 * id and its last token, so that ids are exact: no two n-grams share one.
 */
export class GramIndex {
  readonly #levels: PairIndex[] = [];

  /** Number of types of order `order` seen so far. */
  size(order: number): number {
    return this.#levels[order - 2]?.size ?? 0;
  }

  /** The n-grams of `packed` of orders 1 to `most`. */
  index(packed: Packed, most: number): Grams[] {
    let previous: Grams = { order: 1, types: packed.ids, starts: packed.offsets };
    const all = [previous];
    for (let order = 2; order <= most; order++) {
      const level = (this.#levels[order - 2] ??= new PairIndex());
      previous = extend(packed, previous, level);
      all.push(previous);
    }
    return all;
  }
}

function extend(packed: Packed, shorter: Grams, level: PairIndex): Grams {
  const order = shorter.order + 1;
  const count = packed.offsets.length - 1;
  const starts = new Uint32Array(count + 1);
  const types = new Uint32Array(packed.ids.length);
  let at = 0;
  for (let e = 0; e < count; e++) {
    const first = packed.offsets[e];
    const grams = packed.offsets[e + 1] - first - order + 1;
    for (let g = 0; g < grams; g++) {
      types[at++] = level.intern(shorter.types[shorter.starts[e] + g], packed.ids[first + g + order - 1]);
    }
    starts[e + 1] = at;
  }
  return { order, types: types.slice(0, at), starts };
}

/** Dense ids for pairs of integers, by open addressing. */
class PairIndex {
  size = 0;
  #mask = (1 << 16) - 1;
  #a = new Int32Array(1 << 16);
  #b = new Int32Array(1 << 16);
  #id = new Int32Array(1 << 16).fill(-1);

  intern(a: number, b: number): number {
    let slot = this.#slot(a, b);
    while (this.#id[slot] >= 0) {
      if (this.#a[slot] === a && this.#b[slot] === b) return this.#id[slot];
      slot = (slot + 1) & this.#mask;
    }
    this.#a[slot] = a;
    this.#b[slot] = b;
    this.#id[slot] = this.size++;
    if (this.size * 2 > this.#mask) this.#widen();
    return this.size - 1;
  }

  #slot(a: number, b: number): number {
    let h = (Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca6b)) | 0;
    h ^= h >>> 15;
    return Math.imul(h, 0x2c1b3c6d) & this.#mask;
  }

  #widen(): void {
    const { a, b, id } = { a: this.#a, b: this.#b, id: this.#id };
    const capacity = (this.#mask + 1) * 2;
    this.#mask = capacity - 1;
    this.#a = new Int32Array(capacity);
    this.#b = new Int32Array(capacity);
    this.#id = new Int32Array(capacity).fill(-1);
    for (let s = 0; s < id.length; s++) {
      if (id[s] < 0) continue;
      let slot = this.#slot(a[s], b[s]);
      while (this.#id[slot] >= 0) slot = (slot + 1) & this.#mask;
      this.#a[slot] = a[s];
      this.#b[slot] = b[s];
      this.#id[slot] = id[s];
    }
  }
}
