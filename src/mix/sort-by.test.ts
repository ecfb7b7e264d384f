import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortBy } from './sort-by.ts';

const all = (length: number) => Uint32Array.from({ length }, (_, i) => i);
const sorted = (values: readonly number[], descending = false) => [
  ...sortBy(all(values.length), Float64Array.from(values), descending),
];

/** Few values, so that many are equal; and all that a number can be but NaN. */
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, Number.MIN_VALUE, -Number.MIN_VALUE, Infinity, -Infinity),
  fc.double({ noNaN: true }),
);

describe('sortBy', () => {
  it('sorts as a comparison does, equal values by place, up and down', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), fc.boolean(), (values, descending) => {
        const sign = descending ? -1 : 1;
        const order = (a: number, b: number) => (a === b ? 0 : a < b ? -sign : sign);
        const expected = [...values.keys()].sort((a, b) => order(values[a], values[b]) || a - b);
        expect(sorted(values, descending)).toEqual(expected);
      }),
    );
  });

  it('keeps the order of equal values that it is given, whichever that is', () => {
    const values = Float64Array.of(2, 1, 2, 1, 2);
    const given = Uint32Array.of(4, 3, 0, 1, 2);
    expect([...sortBy(given, values)]).toEqual([3, 1, 4, 0, 2]);
    expect([...sortBy(given, values, true)]).toEqual([4, 0, 2, 3, 1]);
    expect([...given]).toEqual([4, 3, 0, 1, 2]);
  });

  it('takes both zeros for one', () => {
    expect(sorted([0, -0, 0, -0])).toEqual([0, 1, 2, 3]);
    expect(sorted([-0, 0, -0], true)).toEqual([0, 1, 2]);
  });

  it('sorts some of the places, by values of all', () => {
    expect([...sortBy(Uint32Array.of(0, 3, 2), Float64Array.of(9, 0, 5, 7))]).toEqual([2, 3, 0]);
    expect(sorted([])).toEqual([]);
    expect(sorted([3])).toEqual([0]);
  });
});
