import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../corpus/example.ts';
import { ColumnsBuilder } from './column-builder.ts';
import { type ColumnsFacet, emptyColumns, LONGEST_LABEL, MOST_COLUMNS } from './column-facet.ts';
import { columnsFacet } from './facet.ts';
import { ROWS } from './row-sample.ts';

const { merge, restrict, encode, decode } = columnsFacet;

interface Placed {
  readonly id: string;
  readonly block: number;
  readonly columns: NonNullable<Example['columns']>;
}

function facetOf(rows: readonly Placed[], names: readonly string[] = []): ColumnsFacet {
  const builder = new ColumnsBuilder(names);
  const examples = rows.map(({ id, columns }): Example => ({ id, group: id, text: '', columns }));
  builder.add(
    examples,
    Uint8Array.from(rows, ({ block }) => block),
  );
  return builder.finish();
}

const bytes = (facet: ColumnsFacet) => Buffer.from(encode(facet)).toString('base64');

const cell = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, Number.POSITIVE_INFINITY, 1e308, 5e-324),
  fc.constantFrom('red', 'blue', '', '😀', '__proto__'),
  fc.constant(null),
);
const row = fc.record({
  // Few ids: rows that share one are told apart by what they hold.
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  block: fc.integer({ min: 0, max: 63 }),
  columns: fc.dictionary(fc.constantFrom('x', 'y', 'colour', 'é'), cell),
});
const table = fc.array(row, { maxLength: 12 });

describe('the facet of columns', () => {
  it('merges in any order and grouping to the same bytes, the empty facet changing nothing', () => {
    fc.assert(
      fc.property(table, table, table, (one, two, three) => {
        const [a, b, c] = [facetOf(one), facetOf(two), facetOf(three)];
        expect(bytes(merge(a, b))).toBe(bytes(merge(b, a)));
        expect(bytes(merge(merge(a, b), c))).toBe(bytes(merge(a, merge(b, c))));
        expect(bytes(merge(a, emptyColumns()))).toBe(bytes(a));
        expect(bytes(merge(a, b))).toBe(bytes(facetOf([...two, ...one])));
      }),
    );
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(table, (rows) => {
        expect(bytes(decode(encode(facetOf(rows))))).toBe(bytes(facetOf(rows)));
      }),
    );
  });

  it('falls into two parts that merge to the whole', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const facet = facetOf(rows);
        const parts = [0, 1].map((half) => restrict(facet, (block) => block % 2 === half));
        expect(bytes(merge(parts[0], parts[1]))).toBe(bytes(facet));
      }),
    );
  });

  it('keeps the rows of lowest hash, whatever the order in which they come', () => {
    const rows = Array.from(
      { length: 2.5 * ROWS },
      (_, i): Placed => ({
        id: `r${i}`,
        block: i % 64,
        columns: { x: i },
      }),
    );
    const whole = facetOf(rows);
    expect(whole.rows).toHaveLength(ROWS);
    expect(whole.columns.get('x')!.numbers.reduce((a, b) => a + b, 0)).toBe(2.5 * ROWS);
    const parts = [rows.slice(0, 9000), rows.slice(9000).reverse()].map((part) => facetOf(part));
    expect(bytes(merge(parts[1], parts[0])) === bytes(whole)).toBe(true);
  });

  it('keeps to its bounds where every row holds a word of its own', () => {
    const rows = Array.from(
      { length: 70_000 },
      (_, i): Placed => ({
        id: `r${i}`,
        block: i % 64,
        columns: { id: `a very long identifier of row ${i} ${'x'.repeat(LONGEST_LABEL)}` },
      }),
    );
    const facet = facetOf(rows);
    expect(facet.categories.columns.shift).toBeGreaterThan(0);
    expect(facet.labels.size).toBe(facet.categories.types);
    expect([...facet.labels.values()].every(({ label }) => label.length === LONGEST_LABEL)).toBe(true);
    const parts = [0, 1].map((half) => facetOf(rows.filter((_, i) => i % 2 === half)));
    expect(bytes(merge(parts[0], parts[1])) === bytes(facet)).toBe(true);
  });

  it('knows columns that were named though no row holds them', () => {
    expect([...facetOf([], ['b', 'a']).columns.keys()]).toEqual(['a', 'b']);
  });

  it('refuses a table with too many columns', () => {
    const wide = Object.fromEntries(Array.from({ length: MOST_COLUMNS + 1 }, (_, i) => [`c${i}`, i]));
    expect(() => facetOf([{ id: 'a', block: 0, columns: wide }])).toThrow(
      expect.objectContaining({ code: 'E_FIELD' }),
    );
    const half = (from: number) =>
      facetOf([
        {
          id: 'a',
          block: 0,
          columns: Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`c${from + i}`, i])),
        },
      ]);
    expect(() => merge(half(0), half(200))).toThrow(expect.objectContaining({ code: 'E_FIELD' }));
  });

  it('says so where its bytes are damaged', () => {
    const stored = encode(facetOf([{ id: 'a', block: 1, columns: { x: 1, c: 'red' } }]));
    for (const damaged of [
      stored.subarray(0, stored.length - 1),
      Uint8Array.from([...stored, 0]),
      new Uint8Array(0),
    ]) {
      expect(() => decode(damaged)).toThrow(expect.objectContaining({ code: 'E_PROFILE' }));
    }
  });
});
