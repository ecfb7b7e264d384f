import { describe, expect, it } from 'vitest';
import { stratumValues } from './stratum-values.ts';

describe('stratumValues', () => {
  it('reads fields in the order that they are asked for, nested ones by their path', () => {
    const row = { genre: 'fiction', meta: { year: 1961 } };
    expect(stratumValues(row, ['meta.year', 'genre'])).toEqual(['1961', 'fiction']);
  });

  it.each([
    ['a field that is not there', {}],
    ['null', { genre: null }],
    ['a list', { genre: ['a', 'b'] }],
    ['an object', { genre: { name: 'fiction' } }],
  ])('takes %s for no value', (_, row) => {
    expect(stratumValues(row, ['genre'])).toEqual([null]);
  });

  it('keeps what is false, zero or empty: it was said', () => {
    expect(stratumValues({ a: false, b: 0, c: '' }, ['a', 'b', 'c'])).toEqual(['false', '0', '']);
  });

  it('does not take what every object has for a field', () => {
    expect(stratumValues({}, ['constructor', '__proto__', 'toString'])).toEqual([null, null, null]);
  });
});
