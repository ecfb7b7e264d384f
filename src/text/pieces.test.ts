import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { PIECE, pieces, Tokenizer, tokenStrings } from './tokenizer.ts';

/** The tokens of one text in one go, whatever its length. */
function wholeTokens(text: string): number[] {
  const { length, hi } = new Tokenizer().run(text);
  return Array.from(hi.subarray(0, length));
}

function piecewise(text: string): number[] {
  const tokenizer = new Tokenizer();
  return [...pieces(text)].flatMap((piece) => {
    const { length, hi } = tokenizer.run(piece);
    return Array.from(hi.subarray(0, length));
  });
}

const bytesOf = (hashes: readonly number[]) => Buffer.from(Float64Array.from(hashes).buffer);

/** Words, marks and symbols of several scripts, with a blank at least every 40 units. */
function longText(seed: number, units: number): string {
  const rng = new Rng(seed);
  const parts = ['word', 'naïve', '漢字', 'ที่', '👍🏽', "don't", 'e\u0301', '\u0301', '...', 'Ж'];
  const blanks = [' ', '\n', '\t', '\0', '\r\n'];
  let text = '';
  while (text.length < units) {
    text += parts[rng.int(parts.length)] + (rng.int(3) === 0 ? blanks[rng.int(blanks.length)] : '');
    if (rng.int(8) === 0) text += ' ';
  }
  return text;
}

describe('pieces', () => {
  it('gives a short text back as it is, the empty one too', () => {
    for (const text of ['', 'a b', 'x'.repeat(PIECE)]) expect([...pieces(text)]).toEqual([text]);
  });

  it('loses nothing, and gives no piece above the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2.5 * PIECE }),
        fc.integer({ min: 1, max: 3e5 }),
        (size, step) => {
          const text = Array.from({ length: Math.ceil(size / step) }, () => 'y'.repeat(step - 1)).join(' ');
          const parts = [...pieces(text)];
          expect(parts.join('')).toBe(text);
          for (const part of parts) expect(part.length).toBeLessThanOrEqual(PIECE);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('cut at white space make the tokens of the whole', () => {
    for (const seed of [1, 2]) {
      const text = longText(seed, PIECE * 2 + 1000 * seed);
      expect([...pieces(text)].length).toBeGreaterThan(2);
      // Compared as bytes: a hundred thousand numbers take a second one by one.
      expect(bytesOf(piecewise(text)).equals(bytesOf(wholeTokens(text)))).toBe(true);
    }
  });

  it('cut a text of a megabyte without a blank all the same', () => {
    const parts = [...pieces('a'.repeat(1 << 20))];
    expect(parts.map((p) => p.length)).toEqual([PIECE, PIECE]);
    expect(tokenStrings('a'.repeat(1 << 20)).every((token) => token.length <= 65_535)).toBe(true);
    expect(tokenStrings('a'.repeat(1 << 20)).join('').length).toBe(1 << 20);
  });

  it('never cut a surrogate pair', () => {
    for (const lead of ['', 'x']) {
      const text = lead + '😀'.repeat(PIECE);
      const parts = [...pieces(text)];
      expect(parts.join('')).toBe(text);
      for (const part of parts) expect(/\p{Surrogate}/u.test(part)).toBe(false);
    }
  });

  it('come to an end where blanks stand where they help least', () => {
    const text = ` ${'a'.repeat(PIECE)} ${'a'.repeat(PIECE)} ${'\ud83d'.repeat(PIECE + 1)} `;
    const parts = [...pieces(text)];
    expect(parts.join('')).toBe(text);
    expect(parts.length).toBeLessThan(12);
    expect(parts.every((part) => part.length > 0)).toBe(true);
  });
});
