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
  readonly keys: Doubling;
  readonly lanes: Doubling<Uint8Array>;
  /** 1 for a text that has keys. */
  readonly near: Doubling<Uint8Array>;
  length = 0;

  constructor(bands: number, size: number) {
    this.bands = bands;
    this.size = size;
    this.keys = new Doubling(new Uint32Array(2 * bands));
    this.lanes = new Doubling(new Uint8Array(size));
    this.near = new Doubling(new Uint8Array(1));
  }

  get bytes(): number {
    return this.length * (8 * this.bands + this.size + GROUPING);
  }

  add(keys: Uint32Array | undefined, keysAt: number, lanes: Uint8Array, lanesAt: number): void {
    const { bands, size } = this;
    const text = this.length++;
    const ownKeys = this.keys.room(2 * bands * this.length);
    if (keys !== undefined) copy(keys, keysAt, ownKeys, 2 * bands * text, 2 * bands);
    copy(lanes, lanesAt, this.lanes.room(size * this.length), size * text, size);
    this.near.room(this.length)[text] = keys === undefined ? 0 : 1;
  }

  async buckets(band: number, order: TextOrder, alive: Uint8Array, visit: VisitBucket): Promise<void> {
    const chains = new Chains(this.length);
    const near = this.near.values;
    const wanted = order.texts.filter((text) => near[text] === 1 && alive[text] === 1);
    const keys = this.keys.values;
    const width = 2 * this.bands;
    for (const text of wanted) chains.add(text, keys, width, 2 * band);
    chains.each(wanted, visit);
  }

  equal(a: number, b: number): number {
    const { size } = this;
    const lanes = this.lanes.values;
    return equalLanes(lanes, size * a, lanes, size * b, size);
  }

  async close(): Promise<void> {}
}

/** `subarray` would allocate an object a text. */
function copy<A extends Uint32Array | Uint8Array>(from: A, at: number, to: A, place: number, length: number) {
  for (let i = 0; i < length; i++) to[place + i] = from[at + i];
}

/** Texts chained by key, in the order in which they are added. */
class Chains {
  /** First text of a key + 1, 0 where free. */
  readonly #slots: Int32Array;
  readonly #next: Int32Array;
  readonly #last: Int32Array;

  constructor(texts: number) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * texts + 2)));
    this.#next = new Int32Array(texts).fill(-1);
    this.#last = new Int32Array(texts).fill(-1);
  }

  add(text: number, keys: Uint32Array, width: number, offset: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const at = width * text + offset;
    const lo = keys[at];
    const hi = keys[at + 1];
    let slot = (lo ^ Math.imul(hi, 0x9e3779b1)) & mask;
    for (;;) {
      const first = slots[slot] - 1;
      if (first < 0) {
        slots[slot] = text + 1;
        this.#last[text] = text;
        return;
      }
      const other = width * first + offset;
      if (keys[other] === lo && keys[other + 1] === hi) {
        this.#next[this.#last[first]] = text;
        this.#last[first] = text;
        return;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Only the first of a chain knows its last. */
  each(texts: Uint32Array, visit: VisitBucket): void {
    const members = new Doubling(new Uint32Array(64));
    for (const first of texts) {
      const last = this.#last[first];
      if (last < 0 || last === first) continue;
      let length = 0;
      for (let text = first; text >= 0; text = this.#next[text]) members.room(length + 1)[length++] = text;
      visit(members.values, length);
    }
  }
}
