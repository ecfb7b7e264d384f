import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { pythonSplit } from './filters.test.support.ts';
import { TextScan } from './text-scan.ts';
import { ALL_PUNCTUATION, ALL_SYMBOLS, HAS_LETTER, SENTENCE_END, type WordList } from './word-list.ts';

const scan = new TextScan();
const pieces = (text: string, { start, end, length }: WordList) =>
  Array.from({ length }, (_, i) => text.slice(start[i], end[i]));

const SIGNS = [
  "'",
  '’',
  '.',
  ',',
  '-',
  '—',
  '(',
  ')',
  '"',
  '#',
  '$',
  '+',
  '/',
  ':',
  '@',
  '…',
  '\ud83d',
  '\ude00',
  '😀',
];
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...'ab IT1\n\r\t\u2028é漢\u200b', ...SIGNS, "don't", 'Mr.'),
    maxLength: 60,
  }),
);

describe('TextScan.run', () => {
  it('finds as chunks what stands between white space', () => {
    fc.assert(
      fc.property(anything, (text) => {
        scan.run(text);
        expect(pieces(text, scan.chunks)).toEqual(pythonSplit(text));
      }),
    );
  });

  it('puts every character of a chunk into one word, in order', () => {
    fc.assert(
      fc.property(anything, (text) => {
        scan.run(text);
        expect(pieces(text, scan.words).join('')).toBe(pieces(text, scan.chunks).join(''));
        for (let i = 0; i < scan.words.length; i++) {
          expect(scan.words.end[i]).toBeGreaterThan(scan.words.start[i]);
          if (i > 0) expect(scan.words.start[i]).toBeGreaterThanOrEqual(scan.words.end[i - 1]);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('counts code points, in the text and in each piece', () => {
    fc.assert(
      fc.property(anything, (text) => {
        scan.run(text);
        expect(scan.points).toBe([...text].length);
        for (const list of [scan.words, scan.chunks]) {
          const found = pieces(text, list).map((piece) => [...piece].length);
          expect(Array.from(list.points.subarray(0, list.length))).toEqual(found);
        }
      }),
    );
  });

  it('knows of each word whether it holds a letter, and whether it is punctuation only', () => {
    const words = fc.string({
      unit: fc.constantFrom('a', 'É', '漢', '±', '\u0301', '.', ',', '$', '7', ' ', '𝒜', '\ud83d'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.oneof(words, anything), (text) => {
        scan.run(text);
        pieces(text, scan.words).forEach((word, i) => {
          const bits = scan.words.bits[i];
          expect((bits & HAS_LETTER) !== 0, word).toBe(/\p{L}/u.test(word));
          expect((bits & ALL_PUNCTUATION) !== 0, word).toBe(/^\p{P}+$/u.test(word));
        });
      }),
      { numRuns: runs(1000) },
    );
  });

  it('hashes equal words equally and others differently', () => {
    fc.assert(
      fc.property(anything, (text) => {
        scan.run(text);
        const { words } = scan;
        const names = pieces(text, words);
        const hashes = names.map((_, i) => `${words.hi[i]} ${words.lo[i]}`);
        expect(new Set(hashes).size).toBe(new Set(names).size);
      }),
    );
  });

  it('leaves nothing of one text in the next', () => {
    scan.run('a much longer text, with more\nlines\nthan the next '.repeat(500));
    scan.run('short, one');
    expect([scan.words.length, scan.chunks.length, scan.breakCount, scan.points]).toEqual([3, 2, 0, 10]);
  });

  it('finds every line end', () => {
    scan.run('a\nb\r\nc\u2028d\x85');
    expect(Array.from(scan.breaks.subarray(0, scan.breakCount))).toEqual([1, 3, 4, 6, 8]);
    scan.run('\n'.repeat(1000));
    expect(scan.breakCount).toBe(1000);
  });

  it('tells words by what they are made of', () => {
    scan.run('word, $5 ... a1 – U.S. !');
    const bits = Object.fromEntries(
      pieces(scan.text, scan.words).map((word, i) => [word, scan.words.bits[i]]),
    );
    expect(bits).toEqual({
      word: HAS_LETTER,
      ',': ALL_SYMBOLS | ALL_PUNCTUATION,
      $: ALL_SYMBOLS,
      5: 0,
      '...': ALL_SYMBOLS | ALL_PUNCTUATION,
      a1: HAS_LETTER,
      '–': ALL_SYMBOLS | ALL_PUNCTUATION,
      'U.S.': HAS_LETTER,
      '!': ALL_SYMBOLS | ALL_PUNCTUATION | SENTENCE_END,
    });
  });
});
