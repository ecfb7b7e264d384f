import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialLogProbability, hypergeometricLogProbability, logChoose } from './discrete.ts';

// Expected values: mpmath 1.4 at 50 digits, rounded to double precision.
const CHOOSE: [number, number, number][] = [
  [5, 2, Math.LN10],
  [52, 5, 14.77062192297037],
  [100, 50, 66.78384165201743],
  [1000000, 3, 39.654769204662266],
  [1000000000000, 5, 133.3676138368507],
  [1000000000000, 1000000, 14815502.231270712],
  [1000000000000, 500000000000, 693147180545.904],
  [30, 29, 3.4011973816621555],
];
const BINOMIAL: [number, number, number, number][] = [
  [0, 10, 0.1, -1.0536051565782631],
  [3, 10, 0.25, -1.3851658477400923],
  [10, 10, 0.9, -1.0536051565782627],
  [500, 1000, 0.5, -3.6799189920941293],
  [0, 1000000, 1e-9, -0.0010000000005],
  [2, 1000000, 1e-6, -1.6931466805597788],
  [1000000000, 2000000000, 0.5, -10.933997861522906],
  [999, 1000, 0.001, -6893.940768924506],
];
const HYPERGEOMETRIC: [number, number, number, number, number][] = [
  [1, 10, 4, 3, -Math.LN2],
  [0, 52, 4, 5, -0.4172715329567913],
  [2, 52, 13, 5, -1.2936068470085773],
  [0, 1000000, 10, 1000, -0.01000504838116581],
  [3, 1000000000000, 10000000, 1000000, -4.884029490454611],
  [10, 1000000000000, 1000000, 10000000, -2.07855614311065],
  [5, 20, 10, 10, -1.067933139579608],
  [50, 100, 60, 80, -2.1266501174415415],
];

/** Error relative to the expected value; absolute where that is 0. */
function error(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

describe('logChoose', () => {
  it.each(CHOOSE)('C(%d, %d) agrees with mpmath to 1e-14', (n, k, expected) => {
    expect(error(logChoose(n, k), expected)).toBeLessThan(1e-14);
  });

  it('follows Pascal: C(n+1, k+1) = C(n, k) + C(n, k+1)', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (n, k) => {
        const sum = Math.exp(logChoose(n, k)) + Math.exp(logChoose(n, k + 1));
        expect(error(Math.exp(logChoose(n + 1, k + 1)), sum)).toBeLessThan(1e-12);
      }),
    );
  });

  it('is log zero outside, and nothing for what is no count', () => {
    expect(logChoose(5, 6)).toBe(-Infinity);
    expect(logChoose(5, -1)).toBe(-Infinity);
    expect(logChoose(0, 0)).toBe(0);
    expect(logChoose(5.5, 2)).toBeNaN();
    expect(logChoose(-1, 0)).toBeNaN();
  });
});

describe('binomialLogProbability', () => {
  it.each(BINOMIAL)('of %d in %d at %d agrees with mpmath to 1e-12', (x, n, p, expected) => {
    expect(error(binomialLogProbability(x, n, p), expected)).toBeLessThan(1e-12);
  });

  it('adds up to one', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
        let sum = 0;
        for (let x = 0; x <= n; x++) sum += Math.exp(binomialLogProbability(x, n, p));
        expect(sum).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is certain at p = 0 and p = 1', () => {
    expect(binomialLogProbability(0, 5, 0)).toBe(0);
    expect(binomialLogProbability(1, 5, 0)).toBe(-Infinity);
    expect(binomialLogProbability(5, 5, 1)).toBe(0);
    expect(binomialLogProbability(4, 5, 1)).toBe(-Infinity);
  });

  it('is log zero outside its support, and nothing for misuse', () => {
    expect(binomialLogProbability(-1, 5, 0.5)).toBe(-Infinity);
    expect(binomialLogProbability(6, 5, 0.5)).toBe(-Infinity);
    expect(binomialLogProbability(1, 5, 1.5)).toBeNaN();
    expect(binomialLogProbability(0.5, 5, 0.5)).toBeNaN();
  });
});

describe('hypergeometricLogProbability', () => {
  it.each(HYPERGEOMETRIC)(
    'of %d, population %d, marked %d, drawn %d',
    (x, population, marked, drawn, expected) => {
      const actual = hypergeometricLogProbability(x, population, marked, drawn);
      expect(Math.abs(actual - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
    },
  );

  it('adds up to one', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), fc.nat(120), (a, b, c) => {
        const marked = Math.min(a, b);
        const population = Math.max(a, b);
        const drawn = Math.min(c, population);
        let sum = 0;
        for (let x = 0; x <= drawn; x++)
          sum += Math.exp(hypergeometricLogProbability(x, population, marked, drawn));
        expect(sum).toBeCloseTo(1, 11);
      }),
    );
  });

  it('does not care which of the two groups is called drawn', () => {
    const one = hypergeometricLogProbability(3, 50, 12, 20);
    expect(one).toBeCloseTo(hypergeometricLogProbability(3, 50, 20, 12), 13);
  });

  it('is log zero outside its support, and nothing for misuse', () => {
    expect(hypergeometricLogProbability(5, 10, 4, 6)).toBe(-Infinity);
    expect(hypergeometricLogProbability(0, 10, 4, 8)).toBe(-Infinity);
    expect(hypergeometricLogProbability(0, 0, 0, 0)).toBe(0);
    expect(hypergeometricLogProbability(1, 10, 11, 2)).toBeNaN();
    expect(hypergeometricLogProbability(1, 10, 2, 11)).toBeNaN();
    expect(hypergeometricLogProbability(1, 10.5, 2, 2)).toBeNaN();
  });
});
