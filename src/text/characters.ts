/**
 * Character classes of the tokeniser, and case folding, by code point. Tables for code points above U+007F are filled
 * a page of 256 at a time, on first use, from the runtime's own Unicode data.
 */
export const SPACE = 0;
/** Letters, marks, numbers and the underscore: they build words. */
export const WORD = 1;
/** Anything else that is seen: each is a token of its own. */
export const SYMBOL = 2;
/** Apostrophes and hyphens: inside a word between two word characters, otherwise symbols. */
export const JOINER = 3;
/** A letter of a script written without spaces between words: each is a token of its own. */
export const SINGLE = 4;
/** Combining marks: they belong to the token before them. */
export const MARK = 5;

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const mark = /\p{M}/u;
const word = /[\p{L}\p{N}_]/u;
/** White space, controls, formats (zero-width, bidi, byte order mark) and unassigned code points: never part of a token. */
const unseen = /[\p{White_Space}\p{C}]/u;
const JOINERS = new Set(["'", '’', '-', '‐', '‑']);

function classify(codePoint: number): number {
  const text = String.fromCodePoint(codePoint);
  if (JOINERS.has(text)) return JOINER;
  if (mark.test(text)) return MARK;
  if (word.test(text)) return unspaced.test(text) ? SINGLE : WORD;
  return unseen.test(text) ? SPACE : SYMBOL;
}

/**
 * Simple case folding: the lower case of the upper case, each where it is one code point. Going through the upper case
 * brings together what only some positions or hands tell apart: final sigma, long s, curly beta.
 */
function fold(codePoint: number): number {
  const plain = PLAIN.get(codePoint);
  if (plain !== undefined) return plain;
  return codePoint === DOTLESS_I ? codePoint : one(one(codePoint, 'toUpperCase'), 'toLowerCase');
}

/** Typographic quotes and hyphens, and what a typewriter has for them: typesetting is no vocabulary. */
const PLAIN: ReadonlyMap<number, number> = new Map([
  [0x2018, 0x27],
  [0x2019, 0x27],
  [0x201c, 0x22],
  [0x201d, 0x22],
  [0x2010, 0x2d],
  [0x2011, 0x2d],
]);

/** Its upper case is a plain I, yet it is another letter: Unicode folds it in Turkic locales only. */
const DOTLESS_I = 0x131;

function one(codePoint: number, change: 'toUpperCase' | 'toLowerCase'): number {
  const changed = String.fromCodePoint(codePoint)[change]();
  const first = changed.codePointAt(0)!;
  return changed.length === (first > 0xffff ? 2 : 1) ? first : codePoint;
}

/** Classes of one page of 256 code points, and what each folds to. */
export interface CharacterPage {
  readonly classes: Uint8Array;
  readonly folded: Uint32Array;
}

function makePage(page: number): CharacterPage {
  const classes = new Uint8Array(256);
  const folded = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    const codePoint = page * 256 + i;
    const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    classes[i] = surrogate ? SYMBOL : classify(codePoint);
    folded[i] = surrogate ? codePoint : fold(codePoint);
  }
  return { classes, folded };
}

/** Lazily filled pages of the Unicode code space. Each tokeniser owns one, so that no state is shared. */
export class CharacterPages {
  readonly #pages: (CharacterPage | undefined)[] = new Array(0x1100);

  /** The page that holds `codePoint`, which lies in 0..0x10FFFF. */
  of(codePoint: number): CharacterPage {
    const index = codePoint >>> 8;
    return (this.#pages[index] ??= makePage(index));
  }
}
