import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import type { Example } from '../../corpus/example.ts';
import { ColumnsBuilder } from './column-builder.ts';
import { decodeColumns, encodeColumns } from './column-codec.ts';
import { LONGEST_LABEL, MOST_COLUMNS } from './column-facet.ts';

type Cells = NonNullable<Example['columns']>;

function built(rows: readonly Cells[], names: readonly string[] = []) {
  const builder = new ColumnsBuilder(names);
  const examples = rows.map(
    (columns, i): Example => ({ id: `r${i}`, text: '', columns }) as unknown as Example,
  );
  builder.add(
    examples,
    Uint8Array.from(rows, (_, i) => i % 64),
  );
  return builder.finish();
}
const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);

describe('ColumnsBuilder', () => {
  it('counts cells as a plain loop does, by column, kind and block', () => {
    const cell = fc.oneof(
      fc.double(),
      fc.constantFrom('', 'a', 'b', 'é', '__proto__'),
      fc.constantFrom(null, Number.POSITIVE_INFINITY, Number.NaN, -0),
    );
    const rows = fc.array(
      fc.dictionary(fc.constantFrom('x', 'y', 'constructor', 'ключ'), cell, { noNullPrototype: true }),
      { maxLength: 90 },
    );
    fc.assert(
      fc.property(rows, (all) => {
        const { columns } = built(all as Cells[]);
        const names = [...new Set(all.flatMap((row) => Object.keys(row)))].sort();
        expect([...columns.keys()]).toEqual(names);
        for (const name of names) {
          for (let block = 0; block < 64; block++) {
            const cells = all.filter((_, i) => i % 64 === block).map((row) => row[name] as unknown);
            const { numbers, words, infinite } = columns.get(name)!;
            expect(numbers[block]).toBe(cells.filter((c) => Number.isFinite(c)).length);
            expect(words[block]).toBe(cells.filter((c) => typeof c === 'string').length);
            expect(infinite[block]).toBe(cells.filter((c) => c === Infinity || c === -Infinity).length);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the numbers of a row by the hash of its id, minus zero as zero', () => {
    const { rows } = built([{ x: -0, y: 2.5, z: Number.NaN, w: 'word' } as Cells]);
    const { hi, lo } = hashText('r0');
    expect(rows).toEqual([{ hi, lo, block: 0, values: new Map(Object.entries({ x: 0, y: 2.5 })) }]);
    expect(Object.is(rows[0].values.get('x'), 0)).toBe(true);
  });

  it('labels a word by its column: one word in two columns is two categories', () => {
    const { labels } = built([{ a: 'red', b: 'red' } as Cells, { a: 'red' } as Cells]);
    expect([...labels.values()].sort((x, y) => (x.column < y.column ? -1 : 1))).toEqual([
      { column: 'a', label: 'red' },
      { column: 'b', label: 'red' },
    ]);
  });

  it('cuts a label between characters, and still tells longer words apart', () => {
    const long = '🌊'.repeat(LONGEST_LABEL);
    const { labels } = built([{ a: `${long}1` } as Cells, { a: `${long}2` } as Cells]);
    expect([...labels.values()].map(({ label }) => label)).toEqual([long, long]);
  });

  it('takes the last of 256 columns, and refuses one more by name or by row', () => {
    const names = Array.from({ length: MOST_COLUMNS }, (_, i) => `c${i}`);
    const refused = expect.objectContaining({ code: 'E_FIELD' });
    expect(built([{ c0: 1 } as Cells], names).columns.size).toBe(MOST_COLUMNS);
    expect(() => built([{ other: 1 } as Cells], names)).toThrow(refused);
    expect(() => built([], [...names, 'other'])).toThrow(refused);
  });

  it('gives halves of surrogate pairs no name that bytes cannot hold', () => {
    const facet = built([
      { '\ud800': 1, '\udfff': 2, 'a\ud83c\udf0a': 3 } as Cells,
      { '\ud801': null } as Cells,
    ]);
    expect([...facet.columns.keys()]).toEqual(['a🌊', '\ufffd']);
    const read = decodeColumns(encodeColumns(facet));
    expect([...read.columns.keys()]).toEqual([...facet.columns.keys()]);
    expect(read.rows).toEqual(facet.rows);
    expect(encodeColumns(read)).toEqual(encodeColumns(facet));
  });

  it('goes on after it was asked for, and leaves what it gave as it was', () => {
    const builder = new ColumnsBuilder();
    const add = (id: string) =>
      builder.add([{ id, text: '', columns: { x: 1, w: 'a' } } as unknown as Example], Uint8Array.of(3));
    add('one');
    const first = builder.finish();
    const bytes = encodeColumns(first);
    add('two');
    expect(encodeColumns(first)).toEqual(bytes);
    const second = builder.finish();
    expect(sum(second.columns.get('x')!.numbers)).toBe(2);
    expect(second.rows).toHaveLength(2);
    expect(second.labels.size).toBe(1);
  });

  it('makes nothing of rows without columns, but keeps them in the sample', () => {
    const builder = new ColumnsBuilder();
    builder.add([{ id: 'bare', text: 'x' } as Example], Uint8Array.of(0));
    const facet = builder.finish();
    expect(facet.columns.size).toBe(0);
    expect(facet.rows.map(({ values }) => values.size)).toEqual([0]);
    expect(decodeColumns(encodeColumns(facet)).rows).toEqual(facet.rows);
  });
});
