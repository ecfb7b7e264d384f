import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOf, GRID_BITS, gridOf, toGrid, WideSums } from './fixed-point.ts';

const safe = fc.maxSafeInteger();

function exact(sums: WideSums, i: number): bigint {
  return BigInt(sums.high[i]) * 2n ** 48n + BigInt(sums.low[i]);
}

describe('classOf', () => {
  it.each([
    [[1, -0.5], 0],
    [[1.001], 8],
    [[255, 3], 8],
    [[256], 8],
    [[-257], 16],
    [[0.003], -8],
    [[0, 0], -32],
    [[1e-30], -32],
    [[2 ** 63], 64],
  ])('of %j is %d', (vector, exponent) => {
    expect(classOf(vector)).toBe(exponent);
  });
});

describe('toGrid', () => {
  it('gives whole numbers of at most 20 bits, within half a unit of the number', () => {
    const number = fc.float({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 5 }), (vector) => {
        const exponent = classOf(vector);
        const out = new Float64Array(vector.length);
        toGrid(vector, exponent, out);
        out.forEach((q, i) => {
          expect(Number.isInteger(q)).toBe(true);
          expect(Math.abs(q)).toBeLessThanOrEqual(2 ** GRID_BITS);
          expect(Math.abs(q * gridOf(exponent) - vector[i])).toBeLessThanOrEqual(gridOf(exponent) / 2);
        });
      }),
    );
  });
});

describe('WideSums', () => {
  it('is exact beyond 2^53, for numbers of either sign', () => {
    fc.assert(
      fc.property(fc.array(safe, { maxLength: 30 }), (numbers) => {
        const sums = new WideSums(2);
        for (const n of numbers) sums.add(1, n);
        expect(exact(sums, 1)).toBe(numbers.reduce((sum, n) => sum + BigInt(n), 0n));
        expect(exact(sums, 0)).toBe(0n);
      }),
    );
  });

  it('has one form for equal sums, however they came about', () => {
    fc.assert(
      fc.property(fc.array(safe, { maxLength: 12 }), fc.nat(12), (numbers, cut) => {
        const one = new WideSums(1);
        for (const n of numbers) one.add(0, n);
        const [left, right] = [new WideSums(1), new WideSums(1)];
        for (const n of numbers.slice(cut)) right.add(0, n);
        for (const n of numbers.slice(0, cut).reverse()) left.add(0, n);
        const merged = right.merge(left);
        expect([merged.high[0], merged.low[0]]).toEqual([one.high[0], one.low[0]]);
        expect(merged.low[0]).toBeGreaterThanOrEqual(0);
        expect(merged.low[0]).toBeLessThan(2 ** 48);
      }),
    );
  });

  it('gives the nearest double, and copies apart', () => {
    const sums = new WideSums(1);
    sums.add(0, -5);
    const copy = sums.copy();
    sums.add(0, 3);
    expect([sums.value(0), copy.value(0)]).toEqual([-2, -5]);
  });
});
