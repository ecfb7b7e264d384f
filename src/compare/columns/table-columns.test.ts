import { describe, expect, it } from 'vitest';
import { rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { columnKinds, sortedColumn, tableOf } from './table-columns.ts';

const rows = rowsOf('t', 60, (rng, i) => ({
  number: rng.normal(),
  mostly: i < 40 ? i : 'word',
  word: 'red',
  few: i < 19 ? i : null,
}));

describe('columnKinds', () => {
  it('go by what most cells are, and leave out columns with too few', () => {
    expect(columnKinds(tableProfileOf(rows))).toEqual({
      numeric: ['mostly', 'number'],
      categorical: ['word'],
    });
  });

  it('are none of text', () => {
    const text = profileOf([example('a', 'one')]);
    expect(columnKinds(text)).toEqual({ numeric: [], categorical: [] });
    expect(tableOf(text)).toBeUndefined();
    expect(sortedColumn(text, 'x').values).toHaveLength(0);
  });
});

describe('sortedColumn', () => {
  it('has the numbers alone, in order, each with its block', () => {
    const profile = tableProfileOf(rows);
    const { values, blocks } = sortedColumn(profile, 'mostly');
    expect([...values]).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(blocks).toHaveLength(40);
    expect(sortedColumn(profile, 'word').values).toHaveLength(0);
  });
});
