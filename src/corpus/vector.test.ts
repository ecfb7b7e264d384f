import { describe, expect, it } from 'vitest';
import { faultOf, vectorOf } from './vector.ts';

describe('vectorOf', () => {
  it.each([
    ['a list of JSON', [1, 2.5]],
    ['a list written as text', ' [1, 2.5]'],
    ['doubles', Float64Array.of(1, 2.5)],
    ['wide integers beside numbers', [1n, 2.5]],
    ['floats', Float32Array.of(1, 2.5)],
  ])('reads %s', (_, value) => {
    expect(vectorOf(value)).toEqual(Float32Array.of(1, 2.5));
  });

  it('reads a column of wide integers', () => {
    expect(vectorOf(BigInt64Array.of(3n, -4n))).toEqual(Float32Array.of(3, -4));
  });

  it.each([
    [undefined],
    [null],
    [7],
    ['7'],
    ['[1, 2'],
    ['{"a": 1}'],
    [[1, '2']],
    [[1, null]],
    [[[1]]],
    [{ length: 1, 0: 1 }],
    [new DataView(new ArrayBuffer(8))],
  ])('sees none in %j', (value) => {
    expect(vectorOf(value)).toBeUndefined();
  });
});

describe('faultOf', () => {
  it.each([
    [[], 'has no numbers'],
    [[1, Number.NaN], 'holds NaN in place 2'],
    [[Number.POSITIVE_INFINITY], 'holds an infinite number in place 1'],
    [[0, 2 ** 64], 'holds 18446744073709552000 in place 2'],
  ])('of %j is "%s"', (numbers, fault) => {
    expect(faultOf(Float32Array.from(numbers))).toBe(fault);
  });

  it('is none for numbers', () => {
    expect(faultOf(Float32Array.of(0, -1e18, 1e-40))).toBeUndefined();
  });
});
