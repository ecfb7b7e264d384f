import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaRegularised } from './incomplete-beta.ts';

// Expected values: mpmath 1.4 at 50 digits, rounded to double precision.
const CASES: [number, number, number, number][] = [
  [0.1, 0.5, 0.5, 0.20483276469913345],
  [0.5, 2, 3, 0.6875],
  [0.9, 2, 3, 0.9963],
  [0.01, 10, 1, 1.0000000000000002e-20],
  [0.3, 31.5, 0.5, 4.022514999112957e-18],
  [0.99, 31.5, 0.5, 0.4280272563262015],
  [0.001, 0.5, 31.5, 0.19746416878307035],
  [0.4, 100, 150, 0.5034356102985403],
  [0.41, 1000, 1500, 0.8462596847450589],
  [0.999, 5, 0.1, 0.38710164062500546],
];

/** Error relative to the expected value; absolute where that is 0. */
function error(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

describe('betaRegularised', () => {
  it.each(CASES)('at x = %d, a = %d, b = %d agrees with mpmath to 1e-12', (x, a, b, expected) => {
    expect(error(betaRegularised(x, a, b), expected)).toBeLessThan(1e-12);
  });

  it('is symmetric: I_x(a, b) = 1 - I_(1-x)(b, a)', () => {
    const shape = fc.double({ min: 0.1, max: 300, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), shape, shape, (x, a, b) => {
        expect(betaRegularised(x, a, b)).toBeCloseTo(1 - betaRegularised(1 - x, b, a, x), 11);
      }),
    );
  });

  it('is the uniform distribution at a = b = 1', () => {
    for (const x of [0, 0.2, 0.5, 0.93, 1]) expect(betaRegularised(x, 1, 1)).toBeCloseTo(x, 15);
  });

  it('uses the complement that the caller knows better', () => {
    expect(betaRegularised(1, 2, 3, 1e-20)).toBe(1);
    expect(betaRegularised(1, 1, 0.5, 1e-20)).toBeCloseTo(1 - 1e-10, 12);
  });

  it('has no values outside its domain', () => {
    expect(betaRegularised(-0.1, 1, 1)).toBeNaN();
    expect(betaRegularised(1.1, 1, 1)).toBeNaN();
    expect(betaRegularised(0.5, 0, 1)).toBeNaN();
    expect(betaRegularised(0.5, 1, -1)).toBeNaN();
  });
});
