import { philox } from './philox.ts';

/** A key of 64 bits, as two unsigned words. */
export interface Key64 {
  readonly low: number;
  readonly high: number;
}

/** "WMCX": the first word of the state. */
const CONTEXT_TAG = 0x574d4358;
/** "WMTK": mixed into the key when a token is asked for. */
const TOKEN_TAG = 0x574d544b;
const BLOCK = 4;

/** Stands for the token before the start of a text. */
export const PADDING = -1;

/**
 * `philox4x32-10-v1`, the pseudorandom function of vLLM's watermarks: a word of 32 bits for each (key, context, token).
 * `seek` digests a context; `word` asks for tokens after it, four of which come from one call of Philox.
 */
export class ContextPrf {
  readonly #key: Key64;
  readonly #state = new Uint32Array(4);
  readonly #counter = new Uint32Array(4);
  readonly #words = new Uint32Array(4);
  #quad = -1;
  #padded = new Int32Array(0);

  constructor(key: Key64) {
    this.#key = key;
  }

  /** Sets the context: tokens [start, end) of `tokens`, `PADDING` for those before the start of the text. */
  seek(tokens: ArrayLike<number>, start: number, end: number): void {
    const state = this.#state;
    const counter = this.#counter;
    const length = end - start;
    state[0] = CONTEXT_TAG;
    state[1] = length;
    state[2] = 0;
    state[3] = 0;
    for (let offset = 0; offset < length; offset += BLOCK) {
      for (let i = 0; i < BLOCK; i++) {
        const at = offset + i;
        counter[i] = state[i] ^ (at < length ? tokens[start + at] : 0xffffffff - i);
      }
      philox(counter, this.#key.low ^ offset, this.#key.high, state);
    }
    this.#quad = -1;
  }

  /** Sets the context of `width` tokens that ends before `end`, padded where it reaches back beyond the start. */
  seekBefore(tokens: ArrayLike<number>, end: number, width: number): void {
    const padded = this.#padded.length === width ? this.#padded : new Int32Array(width);
    this.#padded = padded;
    const start = end - width;
    for (let i = 0; i < width; i++) padded[i] = start + i < 0 ? PADDING : tokens[start + i];
    this.seek(padded, 0, width);
  }

  /** The word of `token` after the context, unsigned. */
  word(token: number): number {
    const quad = token >>> 2;
    if (quad !== this.#quad) {
      const state = this.#state;
      const counter = this.#counter;
      counter[0] = quad;
      counter[1] = state[0];
      counter[2] = state[1];
      counter[3] = state[2];
      philox(counter, this.#key.low ^ state[3], this.#key.high ^ TOKEN_TAG, this.#words);
      this.#quad = quad;
    }
    return this.#words[token & 3];
  }
}

/** A word as a number above 0 and up to 1, in single precision: ((word >>> 8) + 1) / (2^24 + 1). */
export function unit(word: number): number {
  return Math.fround(((word >>> 8) + 1) / 16777217);
}
