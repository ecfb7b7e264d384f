import { equalLanes } from '../../sketch/minhash-lanes.ts';
import { Doubling } from './doubling.ts';
import type { TextOrder, TextStore, VisitBucket } from './text-store.ts';

/** Bytes that grouping takes a text beside the signatures. */
const GROUPING = 20;

/** A store in typed arrays. */
export class MemoryStore implements TextStore {
  readonly bands: number;
  /** Bytes of a signature. */
  readonly size: number;
  /** Pairs (lo, hi) by text, an array a band: a band is grouped in an order that leaps about, within a small array. */
  readonly keys: readonly Doubling[];
  readonly lanes: Doubling<Uint8Array>;
  /** 1 for a text that has keys. */
  readonly near: Doubling<Uint8Array>;
  length = 0;

  constructor(bands: number, size: number) {
    this.bands = bands;
    this.size = size;
    this.keys = Array.from({ length: bands }, () => new Doubling(new Uint32Array(2)));
    this.lanes = new Doubling(new Uint8Array(size));
    this.near = new Doubling(new Uint8Array(1));
  }

  get bytes(): number {
    return this.length * (8 * this.bands + this.size + GROUPING);
  }

  add(keys: Uint32Array | undefined, keysAt: number, lanes: Uint8Array, lanesAt: number): void {
    const { bands, size } = this;
    const text = this.length++;
    for (let band = 0, at = keysAt; band < bands; band++) {
      const column = this.keys[band].room(2 * this.length);
      column[2 * text] = keys === undefined ? 0 : keys[at++];
      column[2 * text + 1] = keys === undefined ? 0 : keys[at++];
    }
    const own = this.lanes.room(size * this.length);
    // `subarray` would allocate an object a text.
    for (let i = 0; i < size; i++) own[size * text + i] = lanes[lanesAt + i];
    this.near.room(this.length)[text] = keys === undefined ? 0 : 1;
  }

  async buckets(band: number, { texts }: TextOrder, alive: Uint8Array, visit: VisitBucket): Promise<void> {
    const chains = new Chains(texts, this.keys[band].values);
    const near = this.near.values;
    for (let place = 0; place < texts.length; place++) {
      const text = texts[place];
      if (near[text] === 1 && alive[text] === 1) chains.add(place, text);
    }
    chains.each(visit);
  }

  /** The keys of a text as they were added; undefined for a text that had none. */
  keysOf(text: number, out: Uint32Array): Uint32Array | undefined {
    if (this.near.values[text] === 0) return undefined;
    this.keys.forEach(({ values }, band) => {
      out[2 * band] = values[2 * text];
      out[2 * band + 1] = values[2 * text + 1];
    });
    return out;
  }

  equal(a: number, b: number): number {
    const { size } = this;
    const lanes = this.lanes.values;
    return equalLanes(lanes, size * a, lanes, size * b, size);
  }

  async close(): Promise<void> {}
}

/** Texts chained by key. All but the keys is addressed by place in the order of texts, so that memory is gone through in order. */
class Chains {
  readonly #texts: Uint32Array;
  readonly #keys: Uint32Array;
  /** First place of a key + 1, 0 where free. */
  readonly #slots: Int32Array;
  /** The place after a place, + 1; 0 after the last. */
  readonly #next: Int32Array;
  /** Of the first place of a key, the last one, + 1; 0 for all others and where a key has one text. */
  readonly #last: Int32Array;

  constructor(texts: Uint32Array, keys: Uint32Array) {
    this.#texts = texts;
    this.#keys = keys;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * texts.length + 2)));
    this.#next = new Int32Array(texts.length);
    this.#last = new Int32Array(texts.length);
  }

  /** Places come in ascending order. */
  add(place: number, text: number): void {
    const slots = this.#slots;
    const keys = this.#keys;
    const mask = slots.length - 1;
    const lo = keys[2 * text];
    const hi = keys[2 * text + 1];
    let slot = (lo ^ Math.imul(hi, 0x9e3779b1)) & mask;
    for (;;) {
      const first = slots[slot] - 1;
      if (first < 0) {
        slots[slot] = place + 1;
        return;
      }
      const other = this.#texts[first];
      if (keys[2 * other] === lo && keys[2 * other + 1] === hi) {
        const last = this.#last[first];
        this.#next[last === 0 ? first : last - 1] = place + 1;
        this.#last[first] = place + 1;
        return;
      }
      slot = (slot + 1) & mask;
    }
  }

  each(visit: VisitBucket): void {
    const texts = this.#texts;
    const members = new Doubling(new Uint32Array(64));
    for (let first = 0; first < texts.length; first++) {
      if (this.#last[first] === 0) continue;
      let length = 0;
      for (let place = first; place >= 0; place = this.#next[place] - 1) {
        members.room(length + 1)[length++] = texts[place];
      }
      visit(members.values, length);
    }
  }
}
