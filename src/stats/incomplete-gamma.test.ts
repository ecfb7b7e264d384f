import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erf } from './erf.ts';
import { gammaP, gammaQ } from './incomplete-gamma.ts';

// Expected values: mpmath 1.4 at 50 digits, rounded to double precision.
const CASES: [number, number, number, number][] = [
  [0.5, 0.1, 0.345279153981423, 0.654720846018577],
  [0.5, 3, 0.9856941215645704, 0.01430587843542964],
  [0.1, 1e-5, 0.3323984050405033, 0.6676015949594967],
  [1, 1, 0.6321205588285577, 0.36787944117144233],
  [2.5, 10, 0.9987502694369687, 0.0012497305630313753],
  [10, 3, 0.0011024881301154798, 0.9988975118698845],
  [10, 30, 0.9999928782491372, 7.121750862815577e-6],
  [100, 80, 0.017108313035133115, 0.9828916869648668],
  [100, 130, 0.9972495916326934, 0.002750408367306526],
  [1000, 1010, 0.6276789447369947, 0.3723210552630053],
  [31.5, 60, 0.9999798930611835, 2.010693881650069e-5],
];

/** Error relative to the expected value; absolute where that is 0. */
function error(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

describe('gammaP and gammaQ', () => {
  it.each(CASES)('at a = %d, x = %d agree with mpmath to 2e-13', (a, x, p, q) => {
    expect(error(gammaP(a, x), p)).toBeLessThan(2e-13);
    expect(error(gammaQ(a, x), q)).toBeLessThan(2e-13);
  });

  it('adds up to one and rises with x', () => {
    const shape = fc.double({ min: 0.05, max: 500, noNaN: true });
    const point = fc.double({ min: 0, max: 800, noNaN: true });
    fc.assert(
      fc.property(shape, point, (a, x) => {
        expect(gammaP(a, x) + gammaQ(a, x)).toBeCloseTo(1, 13);
        expect(gammaP(a, x * 1.01)).toBeGreaterThanOrEqual(gammaP(a, x) - 1e-13);
      }),
    );
  });

  it('is the error function at a = 1/2 and the exponential at a = 1', () => {
    expect(gammaP(0.5, 1.44)).toBeCloseTo(erf(1.2), 14);
    expect(gammaQ(1, 7)).toBeCloseTo(Math.exp(-7), 16);
  });

  it('reaches its limits, and has no values outside its domain', () => {
    expect([gammaP(2, 0), gammaQ(2, 0), gammaP(2, Infinity), gammaQ(2, Infinity)]).toEqual([0, 1, 1, 0]);
    expect([gammaP(0, 1), gammaP(1, -1), gammaQ(-1, 1), gammaQ(1, Number.NaN)]).toEqual(
      Array(4).fill(Number.NaN),
    );
  });
});
