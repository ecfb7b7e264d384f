import { BYTE_HI, BYTE_LO, fmix32, SEED_HI, SEED_LO } from '../base/hash.ts';
import { CharacterPages, JOINER, MARK, SINGLE, SPACE, WORD } from './characters.ts';

/**
 * The tokeniser `words-1`: NFC text, case and typographic quotes folded; a token is a word (letters, marks and numbers, with apostrophes and
 * hyphens inside), or one symbol, or one letter of a script that puts no spaces between words. The end of an example
 * counts as one token more (it is an event that a model predicts), but is no type.
 */
export const TOKENIZER_ID = 'words-1';

/** Tokens of one piece of text, as parallel arrays of which the first `length` entries hold. Reused from call to call. */
export interface TokenBuffer {
  length: number;
  hi: Int32Array;
  lo: Int32Array;
  /** 1 for a word, 0 for a symbol. */
  isWord: Uint8Array;
  /** Code points in the token. */
  characters: Uint16Array;
  /** Byte range of each token in `bytes`. */
  start: Uint32Array;
  end: Uint32Array;
  /** UTF-8 of the normalised text, and how much of it holds. */
  bytes: Uint8Array;
  byteLength: number;
  /** True where every byte is a code point. */
  ascii: boolean;
}

/** Longest piece handled at once, in UTF-16 units. Longer texts are fed in pieces cut at white space. */
export const PIECE = 1 << 19;

/** Longest token, in code points; what follows starts another. */
const LONGEST = 0xffff;

const NON_ASCII_CLASS = 9;

function asciiTable(pages: CharacterPages): { classes: Uint8Array; folded: Uint8Array } {
  const page = pages.of(0);
  const classes = new Uint8Array(256).fill(NON_ASCII_CLASS);
  const folded = new Uint8Array(256);
  for (let i = 0; i < 128; i++) {
    classes[i] = page.classes[i];
    folded[i] = page.folded[i];
  }
  return { classes, folded };
}

/** Splits text into hashed tokens. The hash of a token is `hashBytes` of its folded UTF-8 bytes. */
export class Tokenizer {
  readonly buffer: TokenBuffer;
  readonly #pages = new CharacterPages();
  readonly #class: Uint8Array;
  readonly #fold: Uint8Array;
  readonly #encoder = new TextEncoder();

  // State of the byte loop. Fields, because the non-ASCII path is a method of its own.
  #hi = 0;
  #lo = 0;
  #hashed = 0;

  constructor() {
    const ascii = asciiTable(this.#pages);
    this.#class = ascii.classes;
    this.#fold = ascii.folded;
    this.buffer = tokenBuffer(1 << 12, 1 << 14);
  }

  /** Tokenises `text` (at most `PIECE` UTF-16 units; see `pieces`) into `buffer`, replacing what it held. */
  run(text: string): TokenBuffer {
    const buffer = this.buffer;
    const size = text.length * 3;
    if (buffer.bytes.length < size) buffer.bytes = new Uint8Array(size * 2);
    let { written } = this.#encoder.encodeInto(text, buffer.bytes);
    if (written !== text.length) {
      const normal = text.normalize('NFC');
      if (normal.length * 3 > buffer.bytes.length) buffer.bytes = new Uint8Array(normal.length * 6);
      written = this.#encoder.encodeInto(normal, buffer.bytes).written;
    }
    buffer.byteLength = written;
    buffer.ascii = written === text.length;
    if (buffer.hi.length < written) reserveTokens(buffer, written);
    this.#scan(buffer, written);
    return buffer;
  }

  #scan(buffer: TokenBuffer, end: number): void {
    const { hi, lo, isWord, characters, start, end: ends, bytes } = buffer;
    const classes = this.#class;
    const folded = this.#fold;
    let count = 0;
    let i = 0;
    while (i < end) {
      let kind = classes[bytes[i]];
      if (kind === SPACE) {
        i++;
        continue;
      }
      const begin = i;
      let h = SEED_HI;
      let l = SEED_LO;
      let length = 0;
      if (kind === WORD) {
        do {
          const byte = folded[bytes[i++]];
          h = Math.imul(h ^ byte, BYTE_HI);
          l = Math.imul(l ^ byte, BYTE_LO) ^ (l >>> 15);
          length++;
          kind = i < end ? classes[bytes[i]] : SPACE;
          if (kind === JOINER && i + 1 < end && classes[bytes[i + 1]] === WORD) kind = WORD;
        } while (kind === WORD && length < LONGEST);
      }
      let points = length;
      let wordLike = 1;
      // A word that runs into a byte it cannot judge alone, or anything that does not start as an ASCII word.
      if (kind === NON_ASCII_CLASS || length === 0 || kind === JOINER) {
        this.#hi = h;
        this.#lo = l;
        this.#hashed = length;
        const rest = this.#slow(bytes, i, end, length);
        i = rest.next;
        points = rest.points;
        wordLike = rest.word;
        if (points === 0) continue;
        h = this.#hi;
        l = this.#lo;
        length = this.#hashed;
      }
      h = fmix32(h ^ length);
      hi[count] = h;
      lo[count] = fmix32(l + h);
      isWord[count] = wordLike;
      characters[count] = points;
      start[count] = begin;
      ends[count++] = i;
    }
    buffer.length = count;
  }

  readonly #rest = { next: 0, points: 0, word: 0 };

  /** Continues a token at byte `i` code point by code point, whatever the script. `points` are those already in it. */
  #slow(
    bytes: Uint8Array,
    i: number,
    end: number,
    points: number,
  ): { next: number; points: number; word: number } {
    const rest = this.#rest;
    rest.word = points > 0 ? 1 : 0;
    while (i < end && points < LONGEST) {
      const codePoint = decode(bytes, i);
      const page = this.#pages.of(codePoint);
      const kind = page.classes[codePoint & 255];
      if (!this.#accepts(kind, points, rest.word, bytes, i, end)) break;
      i += width(codePoint);
      if (kind === SPACE) break;
      this.#mix(page.folded[codePoint & 255]);
      points++;
      if (kind === WORD) rest.word = 1;
      // Alone in its token, but for the marks that follow.
      if (kind === SINGLE || (kind !== WORD && kind !== MARK && rest.word === 0)) {
        rest.word = kind === SINGLE ? 1 : 0;
        i = this.#marks(bytes, i, end);
        break;
      }
    }
    rest.next = i;
    rest.points = points;
    return rest;
  }

  #accepts(kind: number, points: number, inWord: number, bytes: Uint8Array, i: number, end: number): boolean {
    if (points === 0) return true;
    if (kind === WORD) return inWord === 1;
    if (kind === MARK) return true;
    return kind === JOINER && inWord === 1 && this.#wordFollows(bytes, i, end);
  }

  #wordFollows(bytes: Uint8Array, i: number, end: number): boolean {
    const next = i + width(decode(bytes, i));
    if (next >= end) return false;
    const codePoint = decode(bytes, next);
    return this.#pages.of(codePoint).classes[codePoint & 255] === WORD;
  }

  #marks(bytes: Uint8Array, i: number, end: number): number {
    while (i < end && bytes[i] > 127) {
      const codePoint = decode(bytes, i);
      const page = this.#pages.of(codePoint);
      if (page.classes[codePoint & 255] !== MARK) break;
      this.#mix(page.folded[codePoint & 255]);
      i += width(codePoint);
    }
    return i;
  }

  /** Adds the UTF-8 bytes of `codePoint` to the hash. */
  #mix(codePoint: number): void {
    if (codePoint < 0x80) {
      this.#byte(codePoint);
    } else if (codePoint < 0x800) {
      this.#byte(0xc0 | (codePoint >>> 6));
      this.#byte(0x80 | (codePoint & 63));
    } else {
      if (codePoint < 0x10000) {
        this.#byte(0xe0 | (codePoint >>> 12));
      } else {
        this.#byte(0xf0 | (codePoint >>> 18));
        this.#byte(0x80 | ((codePoint >>> 12) & 63));
      }
      this.#byte(0x80 | ((codePoint >>> 6) & 63));
      this.#byte(0x80 | (codePoint & 63));
    }
  }

  #byte(byte: number): void {
    this.#hi = Math.imul(this.#hi ^ byte, BYTE_HI);
    this.#lo = Math.imul(this.#lo ^ byte, BYTE_LO) ^ (this.#lo >>> 15);
    this.#hashed++;
  }
}

/** An empty buffer with room for so many tokens and bytes. */
export function tokenBuffer(tokens: number, bytes: number): TokenBuffer {
  return {
    length: 0,
    hi: new Int32Array(tokens),
    lo: new Int32Array(tokens),
    isWord: new Uint8Array(tokens),
    characters: new Uint16Array(tokens),
    start: new Uint32Array(tokens),
    end: new Uint32Array(tokens),
    bytes: new Uint8Array(bytes),
    byteLength: 0,
    ascii: true,
  };
}

/** Makes room for more tokens than `tokens`; those that the buffer held are lost. */
export function reserveTokens(buffer: TokenBuffer, tokens: number): void {
  const { hi, lo, isWord, characters, start, end } = tokenBuffer(tokens * 2, 0);
  Object.assign(buffer, { hi, lo, isWord, characters, start, end });
}

/** The code point at byte `i` of valid UTF-8. */
function decode(bytes: Uint8Array, i: number): number {
  const a = bytes[i];
  if (a < 0x80) return a;
  if (a < 0xe0) return ((a & 31) << 6) | (bytes[i + 1] & 63);
  const tail = ((bytes[i + 1] & 63) << 6) | (bytes[i + 2] & 63);
  if (a < 0xf0) return ((a & 15) << 12) | tail;
  return ((a & 7) << 18) | (tail << 6) | (bytes[i + 3] & 63);
}

function width(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** Cuts a long text into pieces of at most `PIECE` units, at white space where there is any. */
export function* pieces(text: string): Generator<string> {
  let from = 0;
  while (text.length - from > PIECE) {
    let to = from + PIECE;
    while (to > from && text.charCodeAt(to - 1) > 32) to--;
    if (to === from) to = from + PIECE - (isLeadSurrogate(text.charCodeAt(from + PIECE - 1)) ? 1 : 0);
    yield text.slice(from, to);
    from = to;
  }
  yield from === 0 ? text : text.slice(from);
}

function isLeadSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** The words and symbols of `text` as strings: for people, tests and dictionaries. */
export function tokenStrings(text: string, tokenizer = new Tokenizer()): string[] {
  const found: string[] = [];
  const decoder = new TextDecoder();
  const pages = new CharacterPages();
  for (const piece of pieces(text)) {
    const { bytes, start, end, length } = tokenizer.run(piece);
    for (let i = 0; i < length; i++) {
      found.push(foldText(decoder.decode(bytes.subarray(start[i], end[i])), pages));
    }
  }
  return found;
}

/** Folds case as the tokeniser does: code point by code point. */
export function foldText(text: string, pages = new CharacterPages()): string {
  let out = '';
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    out += String.fromCodePoint(pages.of(codePoint).folded[codePoint & 255]);
  }
  return out;
}
