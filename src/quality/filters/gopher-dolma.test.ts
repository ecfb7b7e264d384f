import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { brokenBy, differentWords, measuresOf, PROSE, pythonSplit } from './filters.test.support.ts';
import { createTextFilter } from './text-filter.ts';

const broken = (text: string) => brokenBy('gopher-dolma', text);
const measures = (text: string) => measuresOf('gopher-dolma', text);

describe("the values of Dolma's tests", () => {
  it('are met for one sentence', async () => {
    expect(await measures('This is a test.')).toMatchObject({
      words: 4,
      'median-word-length': 3,
      'symbol-words': 0,
      'alphabetic-words': 1,
      'required-words': 0,
      'bullet-lines': 0,
      'ellipsis-lines': 0,
      'duplicate-lines': 0,
      'duplicate-line-characters': 0,
      'top-2-gram': 0.5,
      'top-3-gram': 7 / 12,
      'top-4-gram': 1,
      'repeated-5-grams': undefined,
    });
  });

  it('are met for three sentences on lines of their own', async () => {
    const found = await measures(
      'This is a sentence. \n  \n This is another sentence.\n\n  This is a third sentence.',
    );
    expect(found['words']).toBe(13);
    expect(found['median-word-length']).toBe(4);
    expect(found['top-2-gram']).toBeCloseTo(0.3050847457627119, 12);
    expect(found['top-3-gram']).toBeCloseTo(0.23728813559322035, 12);
    expect(found['top-4-gram']).toBeCloseTo(0.2711864406779661, 12);
    expect(found['repeated-5-grams']).toBe(0);
    expect(found['duplicate-lines']).toBe(0);
  });

  it('are met for words between white space only', async () => {
    expect((await measures('T h i s \n    \n\n\n    isoneword !!!'))['words']).toBe(6);
    expect((await measures('The.and.that'))['required-words']).toBe(0);
    expect((await measures('The and that'))['required-words']).toBe(2);
  });
});

describe('rules', () => {
  it('let prose pass', async () => {
    expect(await broken(PROSE)).toEqual([]);
  });

  it('count all copies of a line, the first and empty ones too', async () => {
    const found = await measures('aa\n\nbb\n\naa');
    expect(found['duplicate-lines']).toBe(4 / 5);
    expect(found['duplicate-line-characters']).toBe(4 / 6);
  });

  it('weigh repeated n-grams against all n-grams, each as often as it comes', async () => {
    // Of the 7 five-grams two are the same.
    expect((await measures('a b c d e x a b c d e'))['repeated-5-grams']).toBe(10 / 35);
  });

  it('take the mean of the two middle lengths for the median of an even number', async () => {
    expect((await measures('a bb cccc dddddd'))['median-word-length']).toBe(3);
    expect((await measures(`a ${'b'.repeat(5000)}`))['median-word-length']).toBe(512);
    expect((await measures(''))['median-word-length']).toBeUndefined();
  });

  it('know * and - as bullets and … as an ellipsis, at the very ends of a line', async () => {
    const found = await measures('* a\n - b\n- c…\n• d...');
    expect(found['bullet-lines']).toBe(2 / 4);
    expect(found['ellipsis-lines']).toBe(1 / 4);
  });

  it('stand at the thresholds of its filter', async () => {
    const words = differentWords(48);
    expect(await broken([...words, 'the', 'the'].join(' '))).toEqual([]);
    expect(await broken([...words.slice(1), 'the', 'the'].join(' '))).toEqual(['words.min']);
    expect(await broken([...words, 'the', 'The'].join(' '))).toEqual(['required-words']);
    const signs = (n: number) => [
      ...differentWords(98 - n),
      'the',
      'of',
      ...differentWords(n).map((w) => `${w}#`),
    ];
    expect(await broken(signs(10).join(' '))).toEqual([]);
    expect(await broken(signs(11).join(' '))).toEqual(['symbol-words']);
  });
});

describe('the measures of dolma', () => {
  const unit = fc.constantFrom(
    'a',
    'bb ',
    'the ',
    '7 ',
    '#',
    '…',
    '\n',
    '\n',
    '* ',
    '- ',
    ' ',
    '漢',
    '😀 ',
    'of ',
  );

  it('agree with the same measures over strings, whatever the text', async () => {
    const filter = await createTextFilter({ profiles: ['gopher-dolma'] });
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const found = Object.fromEntries(filter.explain(text).map(({ measure, value }) => [measure, value]));
        const words = pythonSplit(text);
        const size = (word: string) => [...word].length;
        const share = (holds: (word: string) => boolean) =>
          words.length === 0 ? undefined : words.filter(holds).length / words.length;
        const sizes = words.map(size).sort((a, b) => a - b);
        const half = sizes.length / 2;
        const median = sizes.length % 2 === 1 ? sizes[half - 0.5] : (sizes[half - 1] + sizes[half]) / 2;
        expect(found['words']).toBe(words.length);
        expect(found['median-word-length']).toBe(words.length === 0 ? undefined : median);
        expect(found['symbol-words']).toBe(share((word) => /[#…]/.test(word)));
        expect(found['alphabetic-words']).toBe(share((word) => /\p{L}/u.test(word)));
        expect(found['required-words']).toBe(words.filter((word) => word === 'the' || word === 'of').length);
        const lines = text.split('\n');
        const copies = lines.filter((line) => lines.indexOf(line) !== lines.lastIndexOf(line));
        expect(found['bullet-lines']).toBe(lines.filter((line) => /^[*-]/.test(line)).length / lines.length);
        expect(found['ellipsis-lines']).toBe(
          lines.filter((line) => line.endsWith('…')).length / lines.length,
        );
        expect(found['duplicate-lines']).toBe(copies.length / lines.length);
        const total = words.reduce((sum, word) => sum + size(word), 0);
        const copied = copies.reduce((sum, line) => sum + size(line), 0);
        expect(found['duplicate-line-characters']).toBe(total === 0 ? undefined : copied / total);
      }),
      { numRuns: runs(500) },
    );
  });
});
