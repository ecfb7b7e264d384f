import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusRecord } from '../../corpus/record.ts';
import { Tokenizer, tokenStrings } from '../../text/tokenizer.ts';
import { PrefixPolynomials } from '../../text/windows.ts';
import { type CarrierSummary, carrierRows, type WantedTypes } from './carrier-rows.ts';

const tokenizer = new Tokenizer();

/** The n-grams of texts, as tables have them. */
function wanted(order: number, texts: readonly string[]): WantedTypes {
  const prefixes = new PrefixPolynomials();
  const found: [number, number][] = [];
  for (const text of texts) {
    const { hi, lo, length } = tokenizer.run(text);
    prefixes.fill(hi, lo, length);
    prefixes.each(order, { add: (a, b) => void found.push([a, b]) });
  }
  return { order, hi: Uint32Array.from(found, ([a]) => a), lo: Uint32Array.from(found, ([, b]) => b) };
}

function carried(
  types: readonly WantedTypes[],
  rows: readonly { text: string; category?: string }[],
): CarrierSummary {
  const kernel = carrierRows({ wanted: types, seed: 's' });
  rows.forEach(({ text, category }, i) => {
    const example = { id: `r${i}`, group: `r${i}`, text, ...(category === undefined ? {} : { category }) };
    kernel.map({ example, row: i + 1, value: {} } as CorpusRecord, {} as never);
  });
  return kernel.end() as CarrierSummary;
}

const held = ({ start, types }: CarrierSummary, i: number) =>
  [...types.slice(start[i], start[i + 1])].sort((a, b) => a - b);

describe('carrierRows', () => {
  it('numbers types over all orders, and counts each once an example', () => {
    const summary = carried(
      [wanted(1, ['quokka', 'numbat']), wanted(2, ['the quokka'])],
      [
        { text: 'A numbat. The QUOKKA saw the quokka.' },
        { text: 'nothing here' },
        { text: '' },
        { text: 'quokka' },
      ],
    );
    expect([0, 1, 2, 3].map((i) => held(summary, i))).toEqual([[0, 1, 2], [], [], [0]]);
    expect([...summary.tokens]).toEqual([10, 3, 1, 2]);
    expect(summary.records).toBe(4);
  });

  it('names categories, and ranks by id alone', () => {
    const rows = [
      { text: 'a', category: 'x' },
      { text: 'b' },
      { text: 'c', category: 'y' },
      { text: 'd', category: 'x' },
    ];
    const { categories, category, rank } = carried([], rows);
    expect(Array.from(category, (c) => categories[c])).toEqual(['x', '', 'y', 'x']);
    expect([...rank]).toEqual([
      ...carried(
        [],
        rows.map(() => ({ text: '' })),
      ).rank,
    ]);
    for (const one of rank) expect(one).toBeLessThan(1);
  });

  it('finds what a search through the words finds', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 8 }), { maxLength: 6 }), (texts) => {
        const rows = texts.map((words) => ({ text: words.join(' ') }));
        const summary = carried([wanted(1, ['a', 'b']), wanted(2, ['a b', 'c c'])], rows);
        rows.forEach(({ text }, i) => {
          const words = ` ${tokenStrings(text).join(' ')} `;
          const expected = [' a ', ' b ', ' a b ', ' c c '].flatMap((type, t) =>
            words.includes(type) ? [t] : [],
          );
          expect(held(summary, i)).toEqual(expected);
        });
      }),
    );
  });
});
