const START = 1024;
/** Slots are doubled when more than this share is taken. */
const LOAD = 0.7;
/** Keys grow by little: their room is then never more than a quarter empty. */
const GROWTH = 1.25;

function hash(a: number, b: number): number {
  let h = (Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca77)) | 0;
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae3d);
  return h ^ (h >>> 13);
}

function grown(array: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}

/**
 * Numbers pairs of unsigned 32-bit integers 0, 1, 2, ... in the order of their first appearance, exactly. An open-addressing
 * table of 14 to 22 bytes a pair, for up to 2^31 pairs.
 */
export class PairNumbers {
  #size = 0;
  #first: Uint32Array = new Uint32Array(START);
  #second: Uint32Array = new Uint32Array(START);
  /** Number + 1 of the pair in each slot; 0 for none. */
  #slots: Uint32Array = new Uint32Array(2 * START);

  /** How many different pairs it has numbered. */
  get size(): number {
    return this.#size;
  }

  /** The number of the pair (a, b). */
  number(a: number, b: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = hash(a, b) & mask;
    for (let held = slots[at]; held !== 0; held = slots[at]) {
      if (this.#first[held - 1] === a && this.#second[held - 1] === b) return held - 1;
      at = (at + 1) & mask;
    }
    const number = this.#size++;
    if (number === this.#first.length) this.#growKeys();
    this.#first[number] = a;
    this.#second[number] = b;
    slots[at] = number + 1;
    if (this.#size > LOAD * slots.length) this.#growSlots();
    return number;
  }

  #growKeys(): void {
    const length = Math.ceil(this.#first.length * GROWTH);
    this.#first = grown(this.#first, length);
    this.#second = grown(this.#second, length);
  }

  #growSlots(): void {
    const slots = new Uint32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let number = 0; number < this.#size; number++) {
      let at = hash(this.#first[number], this.#second[number]) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = number + 1;
    }
    this.#slots = slots;
  }
}
