import { describe, expect, it } from 'vitest';
import { cellOf, cellsOf } from './cells.ts';

describe('cellOf', () => {
  it.each([
    [3, 3],
    ['3.50', 3.5],
    [' -1e3 ', -1000],
    ['.5', 0.5],
    [12n, 12],
    [true, 'true'],
    ['red', 'red'],
    [' red ', 'red'],
    ['1,5', '1,5'],
    ['0x10', '0x10'],
    [new Date(5), 5],
    [['a', 1], '["a",1]'],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ['-inf', Number.NEGATIVE_INFINITY],
    ['Infinity', Number.POSITIVE_INFINITY],
  ])('takes %o for %o', (value, cell) => {
    expect(cellOf(value)).toEqual(cell);
  });

  it.each([
    null,
    undefined,
    '',
    '  ',
    'NaN',
    'NA',
    'n/a',
    'null',
    'None',
    '?',
    Number.NaN,
    new Date(Number.NaN),
  ])('takes %o for nothing', (value) => {
    expect(cellOf(value)).toBeNull();
  });
});

describe('cellsOf', () => {
  const row = { id: 'a', age: '40', job: 'smith', meta: { size: 2 } };

  it('takes all fields but those that tell of the row', () => {
    expect({ ...cellsOf(row, undefined, (name) => name === 'id') }).toEqual({
      age: 40,
      job: 'smith',
      meta: '{"size":2}',
    });
  });

  it('takes the columns that are named, with dots into the row; one that is lacking is nothing', () => {
    expect({ ...cellsOf(row, ['meta.size', 'id', 'height'], () => true) }).toEqual({
      'meta.size': 2,
      id: 'a',
      height: null,
    });
  });
});
