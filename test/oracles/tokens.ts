import { fmix32, hashBytes, WINDOW_HI, WINDOW_LO } from '../../src/base/hash.ts';
import { CharacterPages } from '../../src/text/characters.ts';
import { foldText } from '../../src/text/tokenizer.ts';

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}';
const JOINER = "['’\\-‐‑]";
const MARKS = '\\p{M}*';
/** A letter, digit or underscore of a script that puts spaces between words. */
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}_]`;
const WORD = `${LETTER}(?:${LETTER}|\\p{M}|${JOINER}(?=${LETTER}))*`;
const SINGLE = `[\\p{L}\\p{N}]${MARKS}`;
const SYMBOL = `[^\\p{White_Space}\\p{C}\\p{M}]${MARKS}`;
const TOKEN = new RegExp(`${WORD}|${SINGLE}|${SYMBOL}|\\p{M}+`, 'gu');

const pages = new CharacterPages();

/** One token by the grammar of `words-1`, as a regular expression says it. */
export interface ReferenceToken {
  /** As it stands in the NFC text. */
  readonly raw: string;
  readonly folded: string;
  /** UTF-16 offset in the NFC text. */
  readonly at: number;
}

/** The tokens of `text` by the runtime's regular expressions: slow, and nothing but the grammar. */
export function referenceTokens(text: string): ReferenceToken[] {
  const wellFormed = text.replace(/\p{Surrogate}/gu, '\ufffd');
  return [...wellFormed.normalize('NFC').matchAll(TOKEN)].map(({ 0: raw, index }) => ({
    raw,
    folded: foldText(raw, pages),
    at: index,
  }));
}

/** Windows of `n` tokens, each as one string. */
export function referenceGrams(tokens: readonly string[], n: number): string[] {
  return Array.from({ length: Math.max(0, tokens.length - n + 1) }, (_, i) =>
    tokens.slice(i, i + n).join('\u0000'),
  );
}

function horner(values: readonly number[], base: number): number {
  let sum = 0n;
  for (const h of values) sum = BigInt.asUintN(32, sum * BigInt(base) + BigInt(h));
  return Number(sum);
}

/** Lanes of the window polynomials over tokens, unsigned, before the low one is finalised. */
function polynomials(tokens: readonly string[]): [hi: number, lo: number] {
  const hashes = tokens.map((token) => hashBytes(new TextEncoder().encode(token)));
  return [
    horner(
      hashes.map((h) => h.hi),
      WINDOW_HI,
    ),
    horner(
      hashes.map((h) => h.lo),
      WINDOW_LO,
    ),
  ];
}

/** The hash of an n-gram, from its tokens as strings. */
export function gramHash(tokens: readonly string[]): { hi: number; lo: number } {
  const [hi, lo] = polynomials(tokens);
  return { hi, lo: fmix32((lo + hi) | 0) >>> 0 };
}

/** The hash of a whole example's tokens: order 0 of a profile. */
export function contentHash(tokens: readonly string[]): { hi: number; lo: number } {
  const [hi, lo] = polynomials(tokens);
  return { hi: fmix32((hi + tokens.length) | 0) >>> 0, lo: fmix32((lo + tokens.length) | 0) >>> 0 };
}
