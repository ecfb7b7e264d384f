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

  it('sees every column of a wide table, and every row of it', () => {
    const names = Array.from({ length: 500 }, (_, i) => `c${i}`);
    const row = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]));
    const found = columns(row(null), row(1), row(0.5));
    expect(found.map(({ name }) => name)).toEqual(names);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['number']));
  });

  it('stops to learn columns where each row brings new ones, and knows those that it met', () => {
    const survey = new ColumnSurvey();
    for (let i = 0; i < 30_000; i++) survey.add({ id: 'a', [`k${i}`]: 1 });
    survey.add({ id: 7 });
    const found = survey.columns();
    expect(found).toHaveLength(10_000);
    expect(found[0]).toMatchObject({ name: 'id', kind: 'mixed' });
  });

  it('takes whole numbers for integers only where 64 bits hold them', () => {
    const most = 2n ** 63n;
    expect(kindOf(most - 1n, -most)).toBe('integer');
    expect(kindOf(-(2 ** 63), Number.MAX_SAFE_INTEGER)).toBe('integer');
    for (const large of [most, -most - 1n, 2 ** 63, 1e300, Number.MAX_VALUE])
      expect(kindOf(large)).toBe('number');
    expect(kindOf(1, 1e300)).toBe('number');
    expect(kindOf(Number.NaN, Number.POSITIVE_INFINITY, -0)).toBe('number');
  });

  it('takes for days those that the calendar has', () => {
    for (const day of ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])
      expect(kindOf(day)).toBe('date');
    for (const none of ['2024-02-30', '2023-02-29', '1900-02-29', '2024-04-31', '2024-00-10', '2024-01-00'])
      expect([kindOf(none), kindOf(`${none}T10:00:00Z`)]).toEqual(['text', 'text']);
    for (const moment of ['2024-02-29T23:59', '2024-02-29T23:59:59.999+14:00', '2024-02-29T00:00:00-1200'])
      expect(kindOf(moment)).toBe('moment');
    expect(kindOf('2024-02-29T25:00:00Z')).toBe('text');
  });

  it('looks no deeper into lists than into objects, and knows a list that was always empty', () => {
    let deep: unknown = [];
    for (let i = 0; i < 5000; i++) deep = [deep];
    expect(columns({ deep })[0]).toMatchObject({ kind: 'mixed', list: false });
    expect(columns({ x: [] }, { x: [] })).toEqual([{ name: 'x', kind: 'empty', list: true, fields: [] }]);
    expect(isTyped(columns({ x: [] })[0])).toBe(false);
    expect(columns({ x: [] }, { x: [null, 'a'] })[0]).toMatchObject({ kind: 'text', list: true });
  });

  it('keeps columns apart that every object has', () => {
    const row = JSON.parse('{"__proto__": 1, "constructor": "a", "toString": {"valueOf": true}}');
    expect(columns(row).map(({ name, kind }) => [name, kind])).toEqual([
      ['__proto__', 'integer'],
      ['constructor', 'text'],
      ['toString', 'object'],
    ]);
  });
});
