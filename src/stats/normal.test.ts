import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal.ts';

// Expected values: mpmath 1.4 at 50 digits, rounded to double precision.
const CDF: [number, number][] = [
  [-37, 5.725571222524577e-300],
  [-20, 2.7536241186062337e-89],
  [-8, 6.220960574271784e-16],
  [-3, 0.0013498980316300946],
  [-1.959963984540054, 0.025000000000000012],
  [-0.5, 0.3085375387259869],
  [0, 0.5],
  [0.3, 0.6179114221889527],
  [1, 0.8413447460685429],
  [2, 0.9772498680518208],
  [5, 0.9999997133484281],
  [8, 0.9999999999999993],
];
const QUANTILE: [number, number][] = [
  [1e-300, -37.0470962993612],
  [1e-100, -21.273453560965326],
  [1e-16, -8.222082216130435],
  [1e-8, -5.612001244174789],
  [0.001, -3.0902323061678136],
  [0.025, -1.9599639845400543],
  [0.05, -1.6448536269514726],
  [0.3, -0.5244005127080408],
  [0.45, -0.12566134685507402],
];

/** Error relative to the expected value; absolute where that is 0. */
function error(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

describe('normalCdf', () => {
  it.each(CDF)('at %d agrees with mpmath to 2e-13, also far in the tail', (x, expected) => {
    expect(error(normalCdf(x), expected)).toBeLessThan(2e-13);
  });

  it('is a half at zero and symmetric', () => {
    expect(normalCdf(0)).toBe(0.5);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 9, noNaN: true }), (x) => {
        expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 14);
      }),
    );
  });
});

describe('normalQuantile', () => {
  it.each(QUANTILE)('at %d agrees with mpmath to 1e-14', (p, expected) => {
    expect(error(normalQuantile(p), expected)).toBeLessThan(1e-14);
  });

  it('gives 1.959964 for the two-sided 95% interval', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  });

  it('undoes the distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(error(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-13);
      }),
    );
  });

  it('is infinite at the ends and nothing outside', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(1.1)).toBeNaN();
    expect(normalQuantile(5e-324)).toBeLessThan(-38);
  });
});
