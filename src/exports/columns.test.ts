import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, ColumnSurvey, isTyped } from './columns.ts';

function columns(...rows: readonly object[]): Column[] {
  const survey = new ColumnSurvey();
  for (const row of rows) survey.add(row);
  return survey.columns();
}

const kindOf = (...values: readonly unknown[]) => columns(...values.map((x) => ({ x })))[0].kind;

describe('ColumnSurvey', () => {
  it('tells kinds of values, and joins those that have a wider one', () => {
    expect(kindOf('a', 'b')).toBe('text');
    expect(kindOf(1, 2n)).toBe('integer');
    expect(kindOf(1, 0.5)).toBe('number');
    expect(kindOf(true, null)).toBe('boolean');
    expect(kindOf(null, undefined)).toBe('empty');
    expect(kindOf(1, 'a')).toBe('mixed');
    expect(kindOf(new Uint8Array(1))).toBe('bytes');
    expect(kindOf(new Date(0))).toBe('moment');
    expect(kindOf([1], 1)).toBe('mixed');
    expect(kindOf({}, {})).toBe('mixed');
    expect(kindOf([[1]])).toBe('mixed');
  });

  it('takes text for dates only where all of it is', () => {
    expect(kindOf('2024-02-29', '2024-01-01')).toBe('date');
    expect(kindOf('2024-02-29', '2024-01-01T10:00:00Z')).toBe('moment');
    expect(kindOf('2024-02-29', 'soon')).toBe('text');
    expect(kindOf('2024-13-45')).toBe('text');
    expect(kindOf('2024-01-01 or so')).toBe('text');
  });

  it('follows objects and lists of them', () => {
    expect(columns({ p: { a: 1 } }, { p: { b: ['x'] } }, { q: [{ c: 1 }] })).toEqual([
      {
        name: 'p',
        kind: 'object',
        list: false,
        fields: [
          { name: 'a', kind: 'integer', list: false, fields: [] },
          { name: 'b', kind: 'text', list: true, fields: [] },
        ],
      },
      {
        name: 'q',
        kind: 'object',
        list: true,
        fields: [{ name: 'c', kind: 'integer', list: false, fields: [] }],
      },
    ]);
  });

  it('takes an object of ever new keys for a dictionary, in bounded memory', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => ({ counts: { [`word${i}`]: 1 } }));
    expect(columns(...rows)).toEqual([{ name: 'counts', kind: 'mixed', list: false, fields: [] }]);
  });

  it('ends at values of any depth', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 1000; i++) deep = { deep };
    expect(isTyped(columns({ deep })[0])).toBe(false);
  });

  it('says the same whatever the order of the rows, but for the order of the columns', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer()),
    );
    const rows = fc.array(fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), value), { maxLength: 6 });
    fc.assert(
      fc.property(rows, (all) => {
        const sorted = (list: Column[]) => list.sort((a, b) => (a.name < b.name ? -1 : 1));
        expect(sorted(columns(...[...all].reverse()))).toEqual(sorted(columns(...all)));
      }),
    );
  });
});
