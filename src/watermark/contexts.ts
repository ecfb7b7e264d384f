import { fmix32 } from '../base/hash.ts';

/** The contexts met so far, each `width` tokens, compared token by token: a hash alone would take some for others. */
export class Contexts {
  readonly #width: number;
  #tokens: Int32Array;
  /** Place of a context in `#tokens`, counted from 1; 0 where free. At most half full. */
  #slots = new Int32Array(256);
  #size = 0;

  constructor(width: number) {
    this.#width = width;
    this.#tokens = new Int32Array(128 * width);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds the context [end - width, end) of `tokens`, with -1 for what lies before the start; true where it is new. */
  add(tokens: ArrayLike<number>, end: number): boolean {
    const width = this.#width;
    if ((this.#size + 1) * width > this.#tokens.length) this.#grow();
    const at = this.#size * width;
    const own = this.#tokens;
    for (let i = 0; i < width; i++) {
      const from = end - width + i;
      own[at + i] = from < 0 ? -1 : tokens[from];
    }
    const slot = this.#find(at);
    if (this.#slots[slot] !== 0) return false;
    this.#slots[slot] = ++this.#size;
    return true;
  }

  /** The slot of the context that stands at `at`, or the free one where it belongs. */
  #find(at: number): number {
    const width = this.#width;
    const own = this.#tokens;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hash = width;
    for (let i = 0; i < width; i++) hash = fmix32(hash + own[at + i]);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = slots[slot];
      if (place === 0 || same(own, (place - 1) * width, at, width)) return slot;
    }
  }

  #grow(): void {
    const tokens = new Int32Array(this.#tokens.length * 2);
    tokens.set(this.#tokens);
    this.#tokens = tokens;
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let i = 0; i < this.#size; i++) this.#slots[this.#find(i * this.#width)] = i + 1;
  }
}

function same(tokens: Int32Array, a: number, b: number, width: number): boolean {
  for (let i = 0; i < width; i++) if (tokens[a + i] !== tokens[b + i]) return false;
  return true;
}
