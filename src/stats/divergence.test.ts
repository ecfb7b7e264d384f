import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hellinger,
  jensenShannon,
  jensenShannonBits,
  jensenShannonTerm,
  kullbackLeibler,
} from './divergence.ts';

const pairs = fc
  .array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 30 })
  .filter((rows) => rows.some((row) => row[0] > 0) && rows.some((row) => row[1] > 0))
  .map((rows) => [rows.map((row) => row[0]), rows.map((row) => row[1])] as const);

function plainJensenShannon(a: readonly number[], b: readonly number[]): number {
  const [sumA, sumB] = [a, b].map((counts) => counts.reduce((x, y) => x + y, 0));
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const p = a[i] / sumA;
    const q = b[i] / sumB;
    if (p > 0) sum += (p / 2) * Math.log((2 * p) / (p + q));
    if (q > 0) sum += (q / 2) * Math.log((2 * q) / (p + q));
  }
  return sum;
}

describe('jensenShannon', () => {
  it('agrees with the definition', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(jensenShannon(a, b)).toBeCloseTo(plainJensenShannon(a, b), 13);
      }),
    );
  });

  it('is symmetric, not negative, and at most ln 2', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const divergence = jensenShannon(a, b)!;
        expect(divergence).toBe(jensenShannon(b, a));
        expect(divergence).toBeGreaterThanOrEqual(0);
        expect(divergence).toBeLessThanOrEqual(Math.LN2);
      }),
    );
  });

  it('is zero for equal distributions of different size, and only for them', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 9 }), ([a, b], factor) => {
        expect(
          jensenShannon(
            a,
            a.map((count) => count * factor),
          ),
        ).toBe(0);
        const [sumA, sumB] = [a, b].map((counts) => counts.reduce((x, y) => x + y, 0));
        const equal = a.every((count, i) => count * sumB === b[i] * sumA);
        expect(jensenShannon(a, b) === 0).toBe(equal);
      }),
    );
  });

  it('is ln 2, or one bit, for distributions that share nothing', () => {
    expect(jensenShannon([3, 0, 4], [0, 9, 0])).toBeCloseTo(Math.LN2, 15);
    expect(jensenShannonBits([1, 0], [0, 1])).toBeCloseTo(1, 15);
  });

  it('keeps its digits for distributions that are nearly equal', () => {
    // With p = (1 +- d)/2 against 1/2 it is d^2/8 to first order.
    const d = 1e-7;
    expect(jensenShannon([5e6 + 0.5, 5e6 - 0.5], [1, 1])! / ((d * d) / 8)).toBeCloseTo(1, 6);
  });

  it('is the sum of the terms of its types', () => {
    const terms = jensenShannonTerm(0.2, 0.5) + jensenShannonTerm(0.8, 0.5);
    expect(jensenShannon([2, 8], [5, 5])).toBeCloseTo(terms, 15);
    expect(jensenShannonTerm(0, 0)).toBe(0);
    expect(jensenShannonTerm(0.3, 0)).toBeCloseTo(0.15 * Math.LN2, 15);
  });

  it('does not exist without counts, and refuses arrays that are not aligned', () => {
    expect(jensenShannon([0, 0], [1, 2])).toBeUndefined();
    expect(jensenShannonBits([], [])).toBeUndefined();
    expect(() => jensenShannon([1], [1, 2])).toThrow(/not aligned/);
  });
});

describe('hellinger', () => {
  it('is a metric between 0 and 1', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const distance = hellinger(a, b)!;
        expect(distance).toBe(hellinger(b, a));
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(1);
        expect(hellinger(a, a)).toBe(0);
        const third = a.map((count, i) => count + b[i] + 1);
        expect(distance).toBeLessThanOrEqual(hellinger(a, third)! + hellinger(third, b)! + 1e-12);
      }),
    );
  });

  it('bounds: 1 for distributions that share nothing, and the worked value', () => {
    expect(hellinger([1, 0], [0, 1])).toBe(1);
    expect(hellinger([1, 1], [1, 3])).toBeCloseTo(Math.sqrt(1 - (Math.sqrt(1 / 8) + Math.sqrt(3 / 8))), 14);
    expect(hellinger([0], [1])).toBeUndefined();
  });
});

describe('kullbackLeibler', () => {
  it('gives the worked value', () => {
    expect(kullbackLeibler([1, 1], [1, 3])).toBeCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(2 / 3), 15);
    expect(kullbackLeibler([1, 0], [1, 3])).toBeCloseTo(Math.log(4), 15);
  });

  it('is never negative, and zero for equal distributions', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const padded = b.map((count) => count + 1);
        expect(kullbackLeibler(a, padded)).toBeGreaterThanOrEqual(0);
        expect(kullbackLeibler(a, a)).toBe(0);
      }),
    );
  });

  it('does not exist where the second lacks a type of the first', () => {
    expect(kullbackLeibler([1, 1], [1, 0])).toBeUndefined();
    expect(kullbackLeibler([0, 0], [1, 1])).toBeUndefined();
  });
});
