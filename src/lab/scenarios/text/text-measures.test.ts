import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../../test/fixtures/thorough.ts';
import { distinctShare, tailCoverage, tailWords } from './text-measures.ts';

const rowsOf = (rows: readonly (readonly number[])[]) => rows.map((row) => Uint32Array.from(row));

const text = fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 8 }), { maxLength: 10 });
const length = (rows: readonly (readonly number[])[]) => rows.reduce((sum, row) => sum + row.length, 0);

/** The first `tokens` tokens, row by row. */
function cut(rows: readonly (readonly number[])[], tokens: number): number[][] {
  let left = tokens;
  return rows.map((row) => {
    const own = row.slice(0, left);
    left -= own.length;
    return own;
  });
}

describe('distinctShare', () => {
  it('is the number of different n-grams over that of all, of the text that is cut off', () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 40 }),
        (rows, n, tokens) => {
          const found = distinctShare(rowsOf(rows), n, tokens);
          const grams = cut(rows, tokens).flatMap((row) =>
            Array.from({ length: Math.max(0, row.length - n + 1) }, (_, i) => row.slice(i, i + n).join()),
          );
          if (length(rows) < tokens || grams.length === 0) expect(found).toBeUndefined();
          else expect(found).toBe(new Set(grams).size / grams.length);
        },
      ),
      { numRuns: runs(400) },
    );
  });

  it('tells words apart that would look alike if ids were run together', () => {
    // 1 12 and 11 2.
    expect(distinctShare(rowsOf([[1, 12, 0, 11, 2]]), 2, 5)).toBe(1);
  });
});

/** By hand: words in two rows, by count, all of a count together until a tenth of their mass is reached. */
function tailByHand(rows: readonly (readonly number[])[]): number[] {
  const words = [...new Set(rows.flat())].filter(
    (word) => rows.filter((row) => row.includes(word)).length >= 2,
  );
  const count = (word: number) => rows.flat().filter((other) => other === word).length;
  const mass = words.reduce((sum, word) => sum + count(word), 0);
  const counts = [...new Set(words.map(count))].sort((a, b) => a - b);
  const tail: number[] = [];
  for (const level of counts) {
    const taken = tail.reduce((sum, word) => sum + count(word), 0);
    if (taken >= mass / 10) break;
    const own = words.filter((word) => count(word) === level);
    tail.push(...own);
  }
  return tail.sort();
}

describe('tailWords', () => {
  it('are those of the definition', () => {
    fc.assert(
      fc.property(text, (rows) => {
        expect([...tailWords(rowsOf(rows))].sort()).toEqual(tailByHand(rows));
      }),
      { numRuns: runs(400) },
    );
  });

  it('are none of a text in which no word is in two rows', () => {
    expect(tailWords([]).size).toBe(0);
    expect(tailWords(rowsOf([[1, 1, 1], [2, 2], []])).size).toBe(0);
  });

  it('are all words where all are equally rare', () => {
    expect(
      [
        ...tailWords(
          rowsOf([
            [1, 2, 3],
            [3, 2, 1],
          ]),
        ),
      ].sort(),
    ).toEqual([1, 2, 3]);
  });
});

describe('tailCoverage', () => {
  it('is the share of the tail that the first tokens have', () => {
    const tail = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 });
    fc.assert(
      fc.property(text, tail, fc.integer({ min: 1, max: 40 }), (rows, words, tokens) => {
        const found = tailCoverage(rowsOf(rows), new Set(words), tokens);
        const there = new Set(cut(rows, tokens).flat());
        if (length(rows) < tokens || words.length === 0) expect(found).toBeUndefined();
        else expect(found).toBe(words.filter((word) => there.has(word)).length / words.length);
      }),
      { numRuns: runs(400) },
    );
  });

  it('is whole for the text that the tail is from, and never falls as more is read', () => {
    fc.assert(
      fc.property(text, (rows) => {
        const tail = tailWords(rowsOf(rows));
        fc.pre(tail.size > 0);
        const all = Array.from({ length: length(rows) }, (_, i) => tailCoverage(rowsOf(rows), tail, i + 1)!);
        expect(all.at(-1)).toBe(1);
        for (let i = 1; i < all.length; i++) expect(all[i]).toBeGreaterThanOrEqual(all[i - 1]);
      }),
    );
  });
});
