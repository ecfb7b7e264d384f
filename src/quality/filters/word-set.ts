import { BYTE_HI, BYTE_LO, SEED_HI, SEED_LO } from '../../base/hash.ts';
import type { WordList } from './word-list.ts';

/** At most 31 words, found in a list of words by their hash: case counts. */
export class WordSet {
  readonly #hi: Int32Array;
  readonly #lo: Int32Array;
  readonly #longest: number;

  constructor(words: readonly string[]) {
    this.#hi = new Int32Array(words.length);
    this.#lo = new Int32Array(words.length);
    this.#longest = Math.max(...words.map((word) => word.length));
    words.forEach((word, k) => {
      let hi = SEED_HI;
      let lo = SEED_LO;
      for (let i = 0; i < word.length; i++) {
        hi = Math.imul(hi ^ word.charCodeAt(i), BYTE_HI);
        lo = Math.imul(lo ^ word.charCodeAt(i), BYTE_LO) ^ (lo >>> 15);
      }
      this.#hi[k] = hi;
      this.#lo[k] = lo;
    });
  }

  /** How many of the words are in the list. */
  different(list: WordList): number {
    const every = 2 ** this.#hi.length - 1;
    let found = 0;
    for (let i = 0; i < list.length && found !== every; i++) found |= this.#bit(list, i);
    let count = 0;
    for (; found !== 0; found &= found - 1) count++;
    return count;
  }

  /** How many words of the list are among them. */
  tokens(list: WordList): number {
    let count = 0;
    for (let i = 0; i < list.length; i++) if (this.#bit(list, i) !== 0) count++;
    return count;
  }

  #bit(list: WordList, i: number): number {
    if (list.points[i] > this.#longest) return 0;
    const hi = list.hi[i];
    for (let k = 0; k < this.#hi.length; k++) {
      if (this.#hi[k] === hi && this.#lo[k] === list.lo[i]) return 1 << k;
    }
    return 0;
  }
}
