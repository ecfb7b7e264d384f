import { type Hash64, hashText } from '../base/hash.ts';

const FIRST_SLOTS = 1 << 10;
/** Odd, so that the multiplication is a bijection. */
const HI_MULTIPLIER = 0x9e3779b1 | 0;
const LO_MULTIPLIER = 0x85ebca6b | 0;

/**
 * Gives 64-bit hashes dense ids: 0, 1, 2 ... in the order of first sight. The hash stands for the word: two words of
 * one hash would share an id, which among a million words has a probability of 3e-8.
 */
export class Vocabulary {
  #hi = new Uint32Array(FIRST_SLOTS / 2);
  #lo = new Uint32Array(FIRST_SLOTS / 2);
  /** Id + 1, 0 where free; at most half full. */
  #slots = new Int32Array(FIRST_SLOTS);
  #shift = 32 - Math.log2(FIRST_SLOTS);
  #size = 0;

  /** Different hashes seen; ids are below it. */
  get size(): number {
    return this.#size;
  }

  /** The id of the hash with these lanes (32 bits each, signed or not), a new one at first sight. */
  intern(hi: number, lo: number): number {
    const slot = this.#find(hi >>> 0, lo >>> 0);
    if (this.#slots[slot] > 0) return this.#slots[slot] - 1;
    const id = this.#size++;
    this.#hi[id] = hi;
    this.#lo[id] = lo;
    this.#slots[slot] = id + 1;
    if (this.#size === this.#hi.length) this.#grow();
    return id;
  }

  /** The id of `text`, by its hash. */
  internText(text: string): number {
    const { hi, lo } = hashText(text);
    return this.intern(hi, lo);
  }

  /** The id of a hash seen before. */
  idOf(hi: number, lo: number): number | undefined {
    const id = this.#slots[this.#find(hi >>> 0, lo >>> 0)] - 1;
    return id < 0 ? undefined : id;
  }

  /** The hash that has `id`. */
  hashOf(id: number): Hash64 | undefined {
    if (!(Number.isInteger(id) && id >= 0 && id < this.#size)) return undefined;
    return { hi: this.#hi[id], lo: this.#lo[id] };
  }

  /** The slot of the hash, or the free one where it belongs. */
  #find(hi: number, lo: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = Math.imul(lo ^ Math.imul(hi, HI_MULTIPLIER), LO_MULTIPLIER) >>> this.#shift;
    for (;;) {
      const id = slots[slot] - 1;
      if (id < 0 || (this.#hi[id] === hi && this.#lo[id] === lo)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#hi = doubled(this.#hi);
    this.#lo = doubled(this.#lo);
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#shift--;
    for (let id = 0; id < this.#size; id++) this.#slots[this.#find(this.#hi[id], this.#lo[id])] = id + 1;
  }
}

function doubled(lane: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(lane.length * 2);
  larger.set(lane);
  return larger;
}
