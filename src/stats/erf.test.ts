import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erf, erfc } from './erf.ts';

// Expected values: mpmath 1.4 at 50 digits, rounded to double precision.
const CASES: [number, number, number][] = [
  [0, 0.0, 1.0],
  [1e-12, 1.1283791670955126e-12, 0.9999999999988716],
  [0.1, 0.1124629160182849, 0.887537083981715],
  [0.5, 0.5204998778130465, 0.4795001221869535],
  [1, 0.8427007929497149, 0.15729920705028513],
  [1.2499, 0.922876473187532, 0.07712352681246806],
  [1.25, 0.9229001282564583, 0.07709987174354177],
  [1.5, 0.9661051464753108, 0.033894853524689274],
  [2, 0.9953222650189527, 0.004677734981047266],
  [3, 0.9999779095030014, 2.209049699858544e-5],
  [5, 0.9999999999984626, 1.537459794428035e-12],
  [5.9, 0.9999999999999999, 7.190409783550478e-17],
  [6.1, 1.0, 6.3146021501937184e-18],
  [10, 1.0, 2.088487583762545e-45],
  [20, 1.0, 5.395865611607901e-176],
  [26, 1.0, 5.663192408856143e-296],
  [-0.3, -0.3286267594591274, 1.3286267594591274],
  [-2, -0.9953222650189527, 1.9953222650189528],
  [-7, -1.0, 2.0],
];

/** Error relative to the expected value; absolute where that is 0. */
function error(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

describe('erf and erfc', () => {
  it.each(CASES)('at %d agree with mpmath to 4e-15', (x, expectedErf, expectedErfc) => {
    expect(error(erf(x), expectedErf)).toBeLessThan(4e-15);
    expect(error(erfc(x), expectedErfc)).toBeLessThan(4e-15);
  });

  it('is odd, and its complement adds up to one', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expect(erf(-x)).toBe(-erf(x));
        expect(Math.abs(erf(x) + erfc(x) - 1)).toBeLessThan(1e-15);
      }),
    );
  });

  it('reaches its limits', () => {
    expect(erf(Infinity)).toBe(1);
    expect(erf(-Infinity)).toBe(-1);
    expect(erfc(Infinity)).toBe(0);
    expect(erfc(-Infinity)).toBe(2);
    expect(erf(Number.NaN)).toBeNaN();
    expect(erfc(Number.NaN)).toBeNaN();
  });
});
