/** Holds a letter (category L). */
export const HAS_LETTER = 1;
/** Is made of symbols of datatrove's punctuation set only. */
export const ALL_SYMBOLS = 2;
/** Is made of punctuation (category P) only. */
export const ALL_PUNCTUATION = 4;
/** Is one mark that ends a sentence. */
export const SENTENCE_END = 8;

/** Words beyond this many are counted, but not kept: texts so long break every profile's limit of words. */
export const MOST_WORDS = 1 << 22;

/** Pieces of a text as parallel arrays, of which the first `length` entries hold. Reused from text to text. */
export class WordList {
  length = 0;
  /** All pieces, kept or not. */
  count = 0;
  /** Code units [start, end) in the text. */
  start = new Int32Array(1 << 10);
  end = new Int32Array(1 << 10);
  /** Code points. */
  points = new Int32Array(1 << 10);
  /** Two lanes of a hash of the code units, not finalised: `base/hash.ts` says how. */
  hi = new Int32Array(1 << 10);
  lo = new Int32Array(1 << 10);
  /** Meaning depends on the list. */
  bits = new Int32Array(1 << 10);

  clear(): void {
    this.length = 0;
    this.count = 0;
  }

  push(start: number, end: number, points: number, hi: number, lo: number, bits: number): void {
    this.count++;
    const at = this.length;
    if (at === this.start.length) {
      if (at >= MOST_WORDS) return;
      this.#grow();
    }
    this.start[at] = start;
    this.end[at] = end;
    this.points[at] = points;
    this.hi[at] = hi;
    this.lo[at] = lo;
    this.bits[at] = bits;
    this.length = at + 1;
  }

  #grow(): void {
    const size = this.start.length * 2;
    for (const name of ['start', 'end', 'points', 'hi', 'lo', 'bits'] as const) {
      const larger = new Int32Array(size);
      larger.set(this[name]);
      this[name] = larger;
    }
  }
}
