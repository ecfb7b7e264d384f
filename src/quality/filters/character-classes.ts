/**
 * Classes of code points that the filters' rules speak of, as bits. White space and line ends are those of Python's
 * `str.split` and `str.splitlines`, which the peers' filters are defined by; letters and punctuation are Unicode categories.
 */
export const WHITE = 1 << 0;
/** Ends a line for Python's `splitlines`. */
export const BREAK = 1 << 1;
/** A letter of any script, category L. */
export const ALPHA = 1 << 2;
/** A letter that is not upper case; letters without case are both. */
export const LOWER = 1 << 3;
export const UPPER = 1 << 4;
/** 0-9. */
export const DIGIT = 1 << 5;
/** A symbol of datatrove's punctuation set: a word of nothing else does not count as a word there. */
export const SYMBOL = 1 << 6;
/** Ends a sentence in some script. */
export const TERMINAL = 1 << 7;
/** Category P. */
export const PUNCTUATION = 1 << 8;
/** Leaves a word on both sides: brackets, quotes, commas, pictures. */
export const EDGE = 1 << 9;
/** Leaves a word at its beginning only. */
export const PREFIX = 1 << 10;
export const QUOTE = 1 << 11;
export const CURRENCY = 1 << 12;
/** A full stop after it is a token of its own. */
export const BEFORE_STOP = 1 << 13;
/** Category So: pictures and signs. */
export const ICON = 1 << 14;
/** Second half of a surrogate pair: it adds no code point. */
export const TRAIL = 1 << 15;
/** A surrogate without its other half. */
export const LONE = 1 << 16;
/** Of none of the other classes: so that no character is without any. */
export const OTHER = 1 << 17;

export const LETTER = ALPHA | LOWER | UPPER;

const WHITE_POINTS = new Set([
  ...[0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680],
  ...[0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a],
  ...[0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
]);
const BREAK_POINTS = new Set([0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029]);

/** datatrove's set (utils/text.py, 0.10), without the controls and the sentence ends that it also holds. */
const SYMBOLS = new Set(
  '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~«´»–—’“”„…∶━►、。〈〉《》「」【】！％（），．１：；？～',
);
/** Unicode's Sentence_Terminal lacks these three of Khmer, which datatrove counts. */
const KHMER_ENDS = new Set('៖៙៚');
const EDGES = new Set('…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪—–');
const QUOTES = new Set('\'"”“`‘´’‚„»«「」『』（）〔〕【】《》〈〉⟦⟧');
const PREFIXES = new Set('§%=');
const STOPS_AFTER = new Set('%²-+');

const letter = /\p{L}/u;
const lower = /\p{Ll}/u;
const upper = /\p{Lu}/u;
const punctuation = /\p{P}/u;
const terminal = /\p{Sentence_Terminal}/u;
const currency = /\p{Sc}/u;
const icon = /\p{So}/u;

function classify(point: number): number {
  if (WHITE_POINTS.has(point)) return BREAK_POINTS.has(point) ? WHITE | BREAK : WHITE;
  const text = String.fromCodePoint(point);
  if (letter.test(text)) return ALPHA | (upper.test(text) ? 0 : LOWER) | (lower.test(text) ? 0 : UPPER);
  if (point >= 0x30 && point <= 0x39) return DIGIT;
  return signOf(text, point);
}

function signOf(text: string, point: number): number {
  const ends = terminal.test(text) || KHMER_ENDS.has(text);
  const control = point < 32 || (point >= 127 && point < 160);
  const quote = QUOTES.has(text);
  const picture = icon.test(text);
  const edge = quote || picture || EDGES.has(text);
  const money = currency.test(text);
  let bits = 0;
  if (ends) bits |= TERMINAL;
  if (ends || control || SYMBOLS.has(text)) bits |= SYMBOL;
  if (punctuation.test(text)) bits |= PUNCTUATION;
  if (edge) bits |= EDGE;
  if (quote) bits |= QUOTE;
  if (picture) bits |= ICON;
  if (money) bits |= CURRENCY | PREFIX;
  if (PREFIXES.has(text)) bits |= PREFIX;
  if (STOPS_AFTER.has(text) || (edge && !picture)) bits |= BEFORE_STOP;
  return bits === 0 ? OTHER : bits;
}

/** Classes of the code points of one page of 256. */
function makePage(page: number): Uint32Array {
  const bits = new Uint32Array(256);
  for (let i = 0; i < 256; i++) bits[i] = classify(page * 256 + i);
  return bits;
}

/** Classes by code point, filled a page at a time on first use from the runtime's Unicode data. */
export class CharacterClasses {
  /** Of U+0000 to U+00FF. */
  readonly low = makePage(0);
  readonly #pages: (Uint32Array | undefined)[] = new Array(0x1100);

  /** Classes of the code unit at `i`: of the whole code point for the first half of a pair, `TRAIL` for the second. */
  at(units: Uint16Array, i: number, length: number): number {
    const unit = units[i];
    if (unit < 0xd800 || unit > 0xdfff) return this.of(unit);
    if (unit >= 0xdc00) {
      const lead = i > 0 ? units[i - 1] : 0;
      return lead >= 0xd800 && lead < 0xdc00 ? TRAIL : LONE;
    }
    const trail = i + 1 < length ? units[i + 1] : 0;
    if (trail < 0xdc00 || trail > 0xdfff) return LONE;
    return this.of(0x10000 + ((unit - 0xd800) << 10) + (trail - 0xdc00));
  }

  /** Classes of a code point that is no surrogate. */
  of(point: number): number {
    const page = point >>> 8;
    return (this.#pages[page] ??= page === 0 ? this.low : makePage(page))[point & 255];
  }
}
