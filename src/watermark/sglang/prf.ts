import type { Key64 } from '../prf/context-prf.ts';
import { murmur3 } from '../prf/murmur3.ts';

/** The numbers of SGLang: a hash of the context, then of key, context hash and token. */
export class SglangPrf {
  readonly #words: Uint32Array;
  #context = new Int32Array(0);

  constructor({ low, high }: Key64) {
    this.#words = Uint32Array.of(low, high, 0, 0);
  }

  /** Sets the context: the `width` tokens before `end`, or as many as there are. Gives its hash, unsigned. */
  seek(tokens: ArrayLike<number>, end: number, width: number): number {
    const length = Math.min(end, width);
    if (this.#context.length < length) this.#context = new Int32Array(width);
    for (let i = 0; i < length; i++) this.#context[i] = tokens[end - length + i];
    const hash = murmur3(this.#context, length);
    this.#words[2] = hash;
    return hash;
  }

  /** The word of `token` after the context, unsigned. */
  word(token: number): number {
    this.#words[3] = token;
    return murmur3(this.#words);
  }
}

/** A word as a number strictly between 0 and 1. */
export function unit(word: number): number {
  return (word + 0.5) / 4294967296;
}
