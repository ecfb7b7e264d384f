import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordSpans } from './word-spans.ts';

const marked = (text: string, sought: readonly string[]) =>
  wordSpans(text, (word) => sought.includes(word)).map(([from, to]) => text.slice(from, to));

describe('wordSpans', () => {
  it('says where words stand, in units of the text, whatever comes before them', () => {
    const text = '😀 The quix’otic zébra, well-known: quix’otic!';
    expect(marked(text, ['quix’otic', 'zébra', 'well-known'])).toEqual([
      'quix’otic',
      'zébra',
      'well-known',
      'quix’otic',
    ]);
    expect(marked(text, ['constructor', '__proto__'])).toEqual([]);
  });

  it('gives spans in order, inside the text, none over another', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        let end = 0;
        for (const [from, to] of wordSpans(text, (word) => word.length % 2 === 0)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('marks no more than a person looks at', () => {
    expect(wordSpans('a '.repeat(1_000), () => true)).toHaveLength(200);
  });
});
