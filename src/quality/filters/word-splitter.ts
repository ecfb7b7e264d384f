import { BYTE_HI, BYTE_LO, SEED_HI, SEED_LO } from '../../base/hash.ts';
import {
  ALPHA,
  BEFORE_STOP,
  type CharacterClasses,
  CURRENCY,
  DIGIT,
  EDGE,
  ICON,
  LOWER,
  PREFIX,
  PUNCTUATION,
  QUOTE,
  SYMBOL,
  TERMINAL,
  TRAIL,
  UPPER,
} from './character-classes.ts';
import type { SpecialWords } from './special-words.ts';
import { ALL_PUNCTUATION, ALL_SYMBOLS, HAS_LETTER, SENTENCE_END, type WordList } from './word-list.ts';

const STOP = 0x2e;
const COMMA = 0x2c;
const PLUS = 0x2b;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const COLON = 0x3a;
const AT = 0x40;
const ELLIPSIS = 0x2026;
const DASHES = new Set([HYPHEN, 0x2013, 0x2014, 0x7e]);
const LINKS = new Set([COLON, 0x3c, 0x3e, 0x3d, SLASH]);
const OPERATORS = new Set([PLUS, HYPHEN, 0x2a, 0x5e]);
const S = new Set([0x73, 0x53]);
const APOSTROPHES = new Set([0x27, 0x2019]);

/** What may follow a number without a blank and is a word of its own. */
const UNITS = new Set([
  ...'km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h'.split(
    ' ',
  ),
  ...'kmh mph hPa Pa mbar mb MB kb KB gb GB tb TB T G M K % км км² км³ м м² м³ дм см мм нм кг г мг'.split(
    ' ',
  ),
]);
const LONGEST_UNIT = 4;
/** Rounds in which signs are taken off one string: it bounds what waits to be added. The rest is cut at infixes. */
const MOST_AFFIXES = 1 << 20;

/**
 * Cuts a string between blanks into words by the order of spaCy's tokeniser: what stands alone on the outside is taken off,
 * one sign at a time from each end, until the rest is a special word, an address, or has no such signs; the rest is cut at
 * signs that stand inside.
 */
export class WordSplitter {
  readonly #classes: CharacterClasses;
  readonly #special: SpecialWords;
  readonly #words: WordList;
  #units: Uint16Array = new Uint16Array(0);
  #length = 0;
  #hi = 0;
  #lo = 0;
  readonly #tails: number[] = [];

  constructor(classes: CharacterClasses, special: SpecialWords, words: WordList) {
    this.#classes = classes;
    this.#special = special;
    this.#words = words;
  }

  /** Adds the words of units [start, end), which hold no blank, to the list. `length`: of the whole text. */
  split(units: Uint16Array, length: number, start: number, end: number): void {
    this.#units = units;
    this.#length = length;
    const tails = this.#tails;
    tails.length = 0;
    let rounds = 0;
    while (start < end && rounds++ < MOST_AFFIXES) {
      if (this.#specialAt(start, end) !== undefined) break;
      const before = this.#prefix(start, end);
      if (before > 0 && start + before < end && this.#specialAt(start + before, end) !== undefined) {
        this.#token(start, start + before);
        start += before;
        break;
      }
      const after = this.#suffix(start + before, end);
      if (before === 0 && after === 0) break;
      if (before > 0) this.#token(start, start + before);
      start += before;
      if (after === 0) continue;
      tails.push(end - after, end);
      end -= after;
    }
    if (start < end) this.#middle(start, end);
    for (let i = tails.length - 2; i >= 0; i -= 2) {
      const joined = this.#joinedTails(i);
      this.#token(tails[i], tails[i - joined + 1]);
      i -= joined;
    }
  }

  /** Places in `tails` that follow on `i` and are one special word with it: a face such as `):`. */
  #joinedTails(i: number): number {
    const tails = this.#tails;
    for (let more = Math.min(4, i); more > 0; more -= 2) {
      if (this.#specialAt(tails[i], tails[i - more + 1]) !== undefined) return more;
    }
    return 0;
  }

  #class(i: number): number {
    const unit = this.#units[i];
    return unit < 256 ? this.#classes.low[unit] : this.#classes.at(this.#units, i, this.#length);
  }

  /** Classes of the code point that ends before `i`. */
  #classBefore(i: number): number {
    const bits = this.#class(i - 1);
    return (bits & TRAIL) !== 0 ? this.#class(i - 2) : bits;
  }

  /** Units of the code point at `i`. */
  #width(i: number, end: number): number {
    return i + 1 < end && (this.#class(i + 1) & TRAIL) !== 0 ? 2 : 1;
  }

  #hash(start: number, end: number): void {
    const units = this.#units;
    let hi = SEED_HI;
    let lo = SEED_LO;
    for (let i = start; i < end; i++) {
      hi = Math.imul(hi ^ units[i], BYTE_HI);
      lo = Math.imul(lo ^ units[i], BYTE_LO) ^ (lo >>> 15);
    }
    this.#hi = hi;
    this.#lo = lo;
  }

  #specialAt(start: number, end: number): readonly number[] | undefined {
    if (end - start > this.#special.longest) return undefined;
    this.#hash(start, end);
    return this.#special.find(this.#hi, this.#lo);
  }

  /** Units of what stands alone at the beginning. */
  #prefix(start: number, end: number): number {
    const unit = this.#units[start];
    if (unit === STOP) {
      const run = this.#stops(start, end);
      return run > 1 ? run : 0;
    }
    const bits = this.#class(start);
    if (unit === PLUS) return start + 1 < end && (this.#class(start + 1) & DIGIT) !== 0 ? 0 : 1;
    return (bits & (EDGE | PREFIX)) !== 0 ? this.#width(start, end) : 0;
  }

  /** Number of full stops from `start` on. */
  #stops(start: number, end: number): number {
    let i = start;
    while (i < end && this.#units[i] === STOP) i++;
    return i - start;
  }

  /** Units of what stands alone at the end. */
  #suffix(start: number, end: number): number {
    if (start >= end) return 0;
    const units = this.#units;
    const last = units[end - 1];
    if (last === STOP) return this.#stopSuffix(start, end);
    if (S.has(last) && end - start > 1 && APOSTROPHES.has(units[end - 2])) return 2;
    const bits = this.#classBefore(end);
    if ((bits & EDGE) !== 0) return (this.#class(end - 1) & TRAIL) !== 0 ? 2 : 1;
    if (end - start < 2) return 0;
    if (last === PLUS || (bits & CURRENCY) !== 0) return (this.#class(end - 2) & DIGIT) !== 0 ? 1 : 0;
    return this.#unitSuffix(start, end);
  }

  #stopSuffix(start: number, end: number): number {
    let from = end;
    while (from > start && this.#units[from - 1] === STOP) from--;
    if (end - from > 1) return end - from;
    if (from === start) return 0;
    const bits = this.#classBefore(from);
    if ((bits & (DIGIT | LOWER | BEFORE_STOP)) !== 0) return 1;
    return (bits & UPPER) !== 0 && from - start > 1 && (this.#classBefore(from - 1) & UPPER) !== 0 ? 1 : 0;
  }

  /** A unit of measure after a number. */
  #unitSuffix(start: number, end: number): number {
    const from = Math.max(start + 1, end - LONGEST_UNIT);
    for (let i = from; i < end; i++) {
      if ((this.#class(i - 1) & DIGIT) === 0) continue;
      if (UNITS.has(String.fromCharCode(...this.#units.subarray(i, end)))) return end - i;
    }
    return 0;
  }

  #middle(start: number, end: number): void {
    const cuts = this.#specialAt(start, end);
    if (cuts !== undefined) {
      for (const cut of cuts) {
        this.#token(start, start + cut);
        start += cut;
      }
    } else if (this.#address(start, end)) this.#token(start, end);
    else this.#infixes(start, end);
  }

  /** Whether the string is a web or mail address: it is one word. */
  #address(start: number, end: number): boolean {
    const units = this.#units;
    let stop = -1;
    for (let i = start; i < end; i++) {
      const unit = units[i];
      if (unit === COLON && units[i + 1] === SLASH && units[i + 2] === SLASH && i + 3 < end) {
        return this.#lowerOnly(start, i);
      }
      if (unit === AT && i > start) return this.#stopWithin(i + 2, end);
      if (unit === STOP) stop = i;
      if (unit === SLASH) return stop > start && i - stop > 2 && this.#lowerOnly(stop + 1, i);
    }
    return false;
  }

  #stopWithin(from: number, end: number): boolean {
    for (let i = from; i < end - 1; i++) if (this.#units[i] === STOP) return true;
    return false;
  }

  #lowerOnly(from: number, to: number): boolean {
    for (let i = from; i < to; i++) if ((this.#class(i) & LOWER) === 0) return false;
    return true;
  }

  #infixes(start: number, end: number): void {
    let from = start;
    let i = start;
    while (i < end) {
      const length = this.#infix(start, i, end);
      if (length === 0) {
        i++;
        continue;
      }
      if (i > from) this.#token(from, i);
      this.#token(i, i + length);
      i += length;
      from = i;
    }
    if (from < end) this.#token(from, end);
  }

  /** Units of the sign at `i` that cuts the string in two, or 0. */
  #infix(start: number, i: number, end: number): number {
    const unit = this.#units[i];
    const bits = this.#class(i);
    if (unit === ELLIPSIS) return 1;
    if ((bits & ICON) !== 0) return this.#width(i, end);
    if (unit === STOP) {
      const run = this.#stops(i, end);
      if (run > 1) return run;
    }
    if (i === start || i + 1 >= end) return 0;
    const before = this.#classBefore(i);
    return this.#sign(unit, before, i, end);
  }

  #sign(unit: number, before: number, i: number, end: number): number {
    const after = this.#class(i + 1);
    if (unit === STOP) return (before & (LOWER | QUOTE)) !== 0 && (after & (UPPER | QUOTE)) !== 0 ? 1 : 0;
    if (unit === COMMA) return (before & ALPHA) !== 0 && (after & ALPHA) !== 0 ? 1 : 0;
    if (OPERATORS.has(unit) && (before & DIGIT) !== 0) {
      if ((after & DIGIT) !== 0 || this.#units[i + 1] === HYPHEN) return 1;
    }
    if ((before & (ALPHA | DIGIT)) === 0) return 0;
    if (LINKS.has(unit)) return (after & ALPHA) !== 0 ? 1 : 0;
    return DASHES.has(unit) ? this.#dashes(i, end) : 0;
  }

  /** One to three dashes before a letter. */
  #dashes(i: number, end: number): number {
    const unit = this.#units[i];
    let to = i + 1;
    while (to < end && this.#units[to] === unit && to - i < 3) to++;
    const run = to - i;
    if (to >= end || (this.#class(to) & ALPHA) === 0) return 0;
    const most = unit === HYPHEN ? 3 : unit === 0x2014 ? 2 : 1;
    return run <= most ? run : 0;
  }

  #token(start: number, end: number): void {
    const units = this.#units;
    let hi = SEED_HI;
    let lo = SEED_LO;
    let any = 0;
    let all = -1;
    let trails = 0;
    for (let i = start; i < end; i++) {
      const bits = this.#class(i);
      hi = Math.imul(hi ^ units[i], BYTE_HI);
      lo = Math.imul(lo ^ units[i], BYTE_LO) ^ (lo >>> 15);
      if ((bits & TRAIL) !== 0) trails++;
      else {
        any |= bits;
        all &= bits;
      }
    }
    const points = end - start - trails;
    this.#words.push(start, end, points, hi, lo, wordBits(any, all, points));
  }
}

/** Bits of a word whose code points have the classes `any` together and `all` each. */
export function wordBits(any: number, all: number, points: number): number {
  let bits = 0;
  if ((any & ALPHA) !== 0) bits |= HAS_LETTER;
  if ((all & SYMBOL) !== 0) bits |= ALL_SYMBOLS;
  if ((all & PUNCTUATION) !== 0) bits |= ALL_PUNCTUATION;
  if (points === 1 && (all & TERMINAL) !== 0) bits |= SENTENCE_END;
  return bits;
}
