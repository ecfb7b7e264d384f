import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSum } from './exact-sum.ts';
import { mean, standardDeviation, variance } from './moments.ts';

function sums(values: readonly number[]): [number, ExactSum, ExactSum] {
  const sum = new ExactSum();
  const squares = new ExactSum();
  for (const value of values) {
    sum.add(value);
    squares.addSquare(value);
  }
  return [values.length, sum, squares];
}

describe('moments from exact sums', () => {
  it('gives the mean and the unbiased variance', () => {
    const [n, sum, squares] = sums([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean(n, sum)).toBe(5);
    expect(variance(n, sum, squares)).toBe(32 / 7);
    expect(standardDeviation(n, sum, squares)).toBe(Math.sqrt(32 / 7));
  });

  it('loses nothing where the mean dwarfs the spread', () => {
    const large = 2 ** 32 - 10;
    expect(variance(...sums([large, large + 1, large + 2]))).toBe(1);
  });

  it('is never negative, and zero for equal values', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 32 }), { minLength: 2, maxLength: 40 }), (values) => {
        const v = variance(...sums(values));
        if (new Set(values).size === 1) expect(v).toBe(0);
        else expect(v).toBeGreaterThan(0);
      }),
    );
  });

  it('does not move when all values are shifted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 2, maxLength: 20 }), fc.nat(1e9), (values, shift) => {
        expect(variance(...sums(values.map((value) => value + shift)))).toBe(variance(...sums(values)));
      }),
    );
  });

  it('does not exist for too few values', () => {
    expect(mean(0, new ExactSum())).toBeUndefined();
    expect(variance(...sums([7]))).toBeUndefined();
    expect(standardDeviation(...sums([]))).toBeUndefined();
  });
});
