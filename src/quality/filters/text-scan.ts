import { BYTE_HI, BYTE_LO, SEED_HI, SEED_LO } from '../../base/hash.ts';
import {
  BREAK,
  CharacterClasses,
  DIGIT,
  EDGE,
  LETTER,
  LOWER,
  TRAIL,
  UPPER,
  WHITE,
} from './character-classes.ts';
import { SpecialWords } from './special-words.ts';
import { HAS_LETTER, WordList } from './word-list.ts';
import { WordSplitter, wordBits } from './word-splitter.ts';

const NOT_LETTERS = ~LETTER;
const STOP = 0x2e;

/**
 * One pass over a text, shared by all families of rules: its code units, the strings between blanks (chunks), the words in
 * them, and where its lines end. Words are those of spaCy's English tokeniser, see `WordSplitter`; chunks those of Python's
 * `str.split`. Reused from text to text.
 */
export class TextScan {
  readonly classes = new CharacterClasses();
  /** The text itself. */
  text = '';
  units = new Uint16Array(1 << 12);
  /** Code units that hold. */
  length = 0;
  /** Code points: what Python calls the length of a text. */
  points = 0;
  /** `bits`: see `HAS_LETTER` and its like. */
  readonly words = new WordList();
  /** `bits`: the classes of all its characters together. */
  readonly chunks = new WordList();
  /** Places of the characters that end lines, `breakCount` of them. */
  breaks = new Int32Array(1 << 8);
  breakCount = 0;
  readonly #special = new SpecialWords();
  readonly #splitter = new WordSplitter(this.classes, this.#special, this.words);

  run(text: string): void {
    this.text = text;
    const length = text.length;
    if (this.units.length < length) this.units = new Uint16Array(length + (length >> 1));
    const { units } = this;
    for (let i = 0; i < length; i++) units[i] = text.charCodeAt(i);
    this.length = length;
    this.points = length;
    this.words.clear();
    this.chunks.clear();
    this.breakCount = 0;
    this.#scan();
  }

  #scan(): void {
    const { units, length, classes } = this;
    const { low } = classes;
    let i = 0;
    while (i < length) {
      let bits = units[i] < 256 ? low[units[i]] : classes.at(units, i, length);
      if ((bits & WHITE) !== 0) {
        if ((bits & BREAK) !== 0) this.#break(i);
        i++;
        continue;
      }
      const begin = i;
      let hi = SEED_HI;
      let lo = SEED_LO;
      let all = 0;
      let hiBefore = hi;
      let loBefore = lo;
      let allBefore = 0;
      let last = 0;
      do {
        const unit = units[i++];
        hiBefore = hi;
        loBefore = lo;
        allBefore = all;
        hi = Math.imul(hi ^ unit, BYTE_HI);
        lo = Math.imul(lo ^ unit, BYTE_LO) ^ (lo >>> 15);
        all |= bits;
        last = bits;
        if (i >= length) break;
        bits = units[i] < 256 ? low[units[i]] : classes.at(units, i, length);
      } while ((bits & WHITE) === 0);
      const points = (all & TRAIL) === 0 ? i - begin : this.#pointsOf(begin, i);
      this.chunks.push(begin, i, points, hi, lo, all);
      if ((all & NOT_LETTERS) === 0) this.#letters(begin, i, hi, lo);
      else if (all === DIGIT) this.words.push(begin, i, i - begin, hi, lo, 0);
      else if (i - begin > 1 && (allBefore & NOT_LETTERS) === 0 && this.#leaves(begin, i, hi, lo, last)) {
        this.#letters(begin, i - 1, hiBefore, loBefore);
        this.#single(i - 1, last);
      } else this.#splitter.split(units, length, begin, i);
    }
  }

  #break(at: number): void {
    if (this.breakCount === this.breaks.length) {
      const larger = new Int32Array(this.breakCount * 2);
      larger.set(this.breaks);
      this.breaks = larger;
    }
    this.breaks[this.breakCount++] = at;
  }

  #pointsOf(start: number, end: number): number {
    let trails = 0;
    for (let i = start; i < end; i++) {
      if (this.units[i] > 0xdbff && (this.classes.at(this.units, i, this.length) & TRAIL) !== 0) trails++;
    }
    this.points -= trails;
    return end - start - trails;
  }

  /** A chunk of letters only. */
  #letters(start: number, end: number, hi: number, lo: number): void {
    const { words } = this;
    if (end - start <= this.#special.longest) {
      const cuts = this.#special.find(hi, lo);
      if (cuts !== undefined && cuts.length > 1) {
        this.#splitter.split(this.units, this.length, start, end);
        return;
      }
    }
    words.push(start, end, end - start, hi, lo, HAS_LETTER);
  }

  /** Whether the sign after letters is a word of its own. */
  #leaves(start: number, end: number, hi: number, lo: number, bits: number): boolean {
    if (end - start <= this.#special.longest && this.#special.find(hi, lo) !== undefined) return false;
    if ((bits & EDGE) !== 0) return true;
    if (this.units[end - 1] !== STOP) return false;
    const before = this.classes.at(this.units, end - 2, this.length);
    if ((before & LOWER) !== 0) return true;
    return (
      (before & UPPER) !== 0 &&
      end - start > 2 &&
      (this.classes.at(this.units, end - 3, this.length) & UPPER) !== 0
    );
  }

  #single(at: number, bits: number): void {
    const unit = this.units[at];
    const hi = Math.imul(SEED_HI ^ unit, BYTE_HI);
    const lo = Math.imul(SEED_LO ^ unit, BYTE_LO) ^ (SEED_LO >>> 15);
    this.words.push(at, at + 1, 1, hi, lo, wordBits(bits, bits, 1));
  }
}
