import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal.ts';
import { studentCdf, studentQuantile } from './student-t.ts';

// Expected values: mpmath 1.4 at 50 digits, rounded to double precision.
const CDF: [number, number, number][] = [
  [-2, 1, 0.14758361765043326],
  [-2, 5, 0.05096973941492918],
  [-10, 5, 8.54737878714818e-5],
  [-40, 63, 8.487139960450582e-47],
  [0.1, 3, 0.5366738255995971],
  [1.5, 63, 0.9306952720538536],
  [3, 1000, 0.9986166454778809],
  [-1000000.0, 2, 4.9999999999925e-13],
  [-0.001, 0.5, 0.4997303238342438],
  [-3, 100000.0, 0.0013502304420323595],
];
const QUANTILE: [number, number, number][] = [
  [0.025, 1, -12.706204736174705],
  [0.025, 2, -4.302652729749464],
  [0.025, 5, -2.5705818356363155],
  [0.025, 63, -1.9983405425207414],
  [0.1, 3.5, -1.576576605136405],
  [1e-10, 4, -416.1751403296041],
  [0.4, 0.7, -0.3560313652346803],
  [0.00078125, 63, -3.3065975301784793],
  [1e-20, 63, -13.611356241103898],
  [0.49, 10, -0.02570289300809031],
  [0.025, 100000.0, -1.9599877075346097],
];

/** Error relative to the expected value; absolute where that is 0. */
function error(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

describe('studentCdf', () => {
  it.each(CDF)('at %d with %d degrees of freedom agrees with mpmath to 5e-12', (t, freedom, expected) => {
    expect(error(studentCdf(t, freedom), expected)).toBeLessThan(5e-12);
  });

  it('is symmetric about zero', () => {
    const freedom = fc.double({ min: 0.2, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), freedom, (t, v) => {
        expect(studentCdf(t, v) + studentCdf(-t, v)).toBeCloseTo(1, 13);
      }),
    );
  });

  it('goes over into the normal distribution', () => {
    expect(studentCdf(-2, Infinity)).toBe(normalCdf(-2));
    expect(studentCdf(-2, 1e11)).toBeCloseTo(normalCdf(-2), 11);
    expect(studentCdf(-2, 0.999e7)).toBeCloseTo(studentCdf(-2, 1.001e7), 9);
  });

  it('reaches its limits, and has no values outside its domain', () => {
    expect(studentCdf(Infinity, 3)).toBe(1);
    expect(studentCdf(-Infinity, 3)).toBe(0);
    expect(studentCdf(1, 0)).toBeNaN();
    expect(studentCdf(Number.NaN, 3)).toBeNaN();
  });
});

describe('studentQuantile', () => {
  it.each(QUANTILE)(
    'at %d with %d degrees of freedom agrees with mpmath to 1e-12',
    (p, freedom, expected) => {
      expect(error(studentQuantile(p, freedom), expected)).toBeLessThan(1e-12);
    },
  );

  it('undoes the distribution function', () => {
    const freedom = fc.double({ min: 0.5, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), freedom, (p, v) => {
        expect(error(studentCdf(studentQuantile(p, v), v), p)).toBeLessThan(1e-11);
      }),
    );
  });

  it('reaches its limits, and has no values outside its domain', () => {
    expect(studentQuantile(0.5, 4)).toBe(0);
    expect(studentQuantile(0, 4)).toBe(-Infinity);
    expect(studentQuantile(1, 4)).toBe(Infinity);
    expect(studentQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
    expect(studentQuantile(1.5, 4)).toBeNaN();
    expect(studentQuantile(0.5, -4)).toBeNaN();
  });
});
