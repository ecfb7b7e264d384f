import { fmix32 } from '../../base/hash.ts';

/**
 * Gives equal keys equal numbers, 0, 1, 2 in the order in which keys first come. A key is two 32-bit lanes. Tables are kept
 * from text to text.
 */
export class Naming {
  /** Different keys met. */
  size = 0;
  /** How often each came. */
  counts = new Int32Array(1 << 8);
  #hi = new Int32Array(1 << 8);
  #lo = new Int32Array(1 << 8);
  #slots = new Int32Array(1 << 9);
  #mask = (1 << 9) - 1;

  /** Forgets all keys and makes room for `keys`. */
  start(keys: number): void {
    if (this.counts.length < keys) {
      const size = 1 << (32 - Math.clz32(keys - 1));
      this.counts = new Int32Array(size);
      this.#hi = new Int32Array(size);
      this.#lo = new Int32Array(size);
      this.#slots = new Int32Array(size * 2);
    }
    const used = Math.max(16, 1 << (33 - Math.clz32(Math.max(1, keys - 1))));
    this.#mask = used - 1;
    this.#slots.fill(0, 0, used);
    this.size = 0;
  }

  /** The number of a key; there must be room for it. */
  name(hi: number, lo: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = fmix32(hi ^ Math.imul(lo, 0x9e3779b1)) & mask;
    for (;;) {
      const entry = slots[slot] - 1;
      if (entry < 0) break;
      if (this.#hi[entry] === hi && this.#lo[entry] === lo) {
        this.counts[entry]++;
        return entry;
      }
      slot = (slot + 1) & mask;
    }
    const entry = this.size++;
    slots[slot] = entry + 1;
    this.#hi[entry] = hi;
    this.#lo[entry] = lo;
    this.counts[entry] = 1;
    return entry;
  }
}
