import type { TokenBuffer } from '../text/tokenizer.ts';

/** Per-example features, in the order that profiles store them. Values are integers; -1 where the feature does not exist. */
export const FEATURES = ['length', 'word-length', 'type-token', 'repetition', 'punctuation'] as const;
export type Feature = (typeof FEATURES)[number];

/** What one unit of the stored integer stands for: value = stored / scale. */
export const FEATURE_SCALE: Readonly<Record<Feature, number>> = {
  length: 1,
  'word-length': 256,
  'type-token': 50,
  repetition: 1024,
  punctuation: 1024,
};

/** Window of the type-token ratio: the first 50 tokens. Shorter examples have none. */
const WINDOW = 50;

/** Positions of trigrams that the repetition of one example looks at. */
const LONGEST_REPETITION = 4096;

const SLOTS = 1 << 14;

/**
 * Measures examples one after the other. A text too long for one token buffer is measured on its first piece, but for its
 * length, which the caller adds up.
 */
export class FeatureMeter {
  readonly values = new Int32Array(FEATURES.length);
  readonly #key = new Int32Array(SLOTS);
  readonly #stamp = new Int32Array(SLOTS);
  #epoch = 0;

  /**
   * @param buffer tokens of the example's first piece.
   * @returns `values`, reused by the next call.
   */
  measure(buffer: TokenBuffer, totalTokens: number): Int32Array {
    const { length, isWord, characters } = buffer;
    let words = 0;
    let letters = 0;
    for (let i = 0; i < length; i++) {
      words += isWord[i];
      letters += isWord[i] * characters[i];
    }
    this.values[0] = Math.min(totalTokens, 0x7fffffff);
    this.values[1] = words === 0 ? -1 : Math.round((letters / words) * 256);
    this.values[2] = length < WINDOW ? -1 : WINDOW - this.#repeats(buffer.hi, WINDOW, 1);
    this.values[3] = this.#repetition(buffer);
    this.values[4] = length === 0 ? -1 : Math.round(((length - words) / length) * 1024);
    return this.values;
  }

  #repetition(buffer: TokenBuffer): number {
    const positions = Math.min(buffer.length - 2, LONGEST_REPETITION);
    if (positions < 1) return -1;
    return Math.round((this.#repeats(buffer.hi, positions + 2, 3) / positions) * 1024);
  }

  /** How many of the n-grams (n = 1 or 3) of the first `length` tokens occurred before among them. */
  #repeats(hi: Int32Array, length: number, n: number): number {
    const epoch = ++this.#epoch;
    const key = this.#key;
    const stamp = this.#stamp;
    let repeats = 0;
    for (let i = n - 1; i < length; i++) {
      const h =
        n === 1 ? hi[i] : (Math.imul(Math.imul(hi[i - 2], 0x9e3779b1) + hi[i - 1], 0x85ebca6b) + hi[i]) | 0;
      let slot = (h ^ (h >>> 15)) & (SLOTS - 1);
      while (stamp[slot] === epoch && key[slot] !== h) slot = (slot + 1) & (SLOTS - 1);
      if (stamp[slot] === epoch) repeats++;
      stamp[slot] = epoch;
      key[slot] = h;
    }
    return repeats;
  }
}
