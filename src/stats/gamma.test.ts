import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digamma, lgamma, stirlingSeries } from './gamma.ts';

// Expected values: mpmath 1.4 at 50 digits, rounded to double precision.
const LGAMMA: [number, number][] = [
  [1e-300, 690.7755278982137],
  [1e-10, 23.025850929882736],
  [0.1, 2.252712651734206],
  [0.25, 1.2880225246980774],
  [0.5, 0.5723649429247001],
  [0.75, 0.20328095143129538],
  [0.99999999, 5.772156760265731e-9],
  [1.0000001, -5.772155829918507e-8],
  [1.25, -0.09827183642181316],
  [1.4616321449683622, -0.12148629053584961],
  [1.5, -0.12078223763524522],
  [1.9999999, -4.2278430309861296e-8],
  [2.0000001, 4.227843666532498e-8],
  [2.5, 0.2846828704729192],
  [3, Math.LN2],
  [5.5, 3.9578139676187165],
  [10, 12.801827480081469],
  [11.999, 17.499865227646104],
  [12, 17.502307845873887],
  [12.5, 18.734347511936445],
  [33.3, 82.60372358165495],
  [100, 359.1342053695754],
  [1234.5, 7550.550901077895],
  [1000000.0, 12815504.569147611],
  [1000000000000.0, 26631021115915.652],
  [1e100, 2.2925850929940456e102],
];
const DIGAMMA: [number, number][] = [
  [1e-8, -100000000.57721564],
  [0.1, -10.423754940411076],
  [0.5, -1.9635100260214235],
  [1, -0.5772156649015329],
  [1.4616321449683622, -9.241265521729427e-17],
  [2, 0.42278433509846713],
  [5.5, 1.6110931485817512],
  [11.99, 2.441792283668335],
  [12, 2.442661679975812],
  [49.5, 3.8918376507263717],
  [1000000.0, 13.815510057964191],
];

/** Error relative to the expected value; absolute where that is 0. */
function error(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

describe('lgamma', () => {
  it.each(LGAMMA)('at %d agrees with mpmath to 1e-13', (x, expected) => {
    expect(error(lgamma(x), expected)).toBeLessThan(1e-13);
  });

  it('gives exactly zero at 1 and 2', () => {
    expect(lgamma(1)).toBeCloseTo(0, 16);
    expect(lgamma(2)).toBe(0);
  });

  it('keeps the recurrence ln Gamma(x+1) = ln Gamma(x) + ln x across every branch', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
        const scale = Math.max(1, Math.abs(lgamma(x)), Math.abs(Math.log(x)));
        expect(Math.abs(lgamma(x + 1) - lgamma(x) - Math.log(x)) / scale).toBeLessThan(1e-13);
      }),
    );
  });

  it('has poles and no values outside the positive line', () => {
    expect(lgamma(0)).toBe(Infinity);
    expect(lgamma(Infinity)).toBe(Infinity);
    expect(lgamma(-0.5)).toBeNaN();
    expect(lgamma(Number.NaN)).toBeNaN();
  });
});

describe('stirlingSeries', () => {
  it('is what Stirling leaves over', () => {
    const stirling = 12.5 * Math.log(12) - 12 + 0.5 * Math.log(2 * Math.PI);
    expect(stirlingSeries(12)).toBeCloseTo(lgamma(13) - stirling, 13);
  });
});

describe('digamma', () => {
  it.each(DIGAMMA)('at %d agrees with mpmath', (x, expected) => {
    expect(Math.abs(digamma(x) - expected)).toBeLessThan(2e-15 * Math.max(1, Math.abs(expected)));
  });

  it('keeps the recurrence digamma(x+1) = digamma(x) + 1/x', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), (x) => {
        expect(digamma(x + 1)).toBeCloseTo(digamma(x) + 1 / x, 11);
      }),
    );
  });

  it('has a pole at zero and no values below', () => {
    expect(digamma(0)).toBe(-Infinity);
    expect(digamma(-1)).toBeNaN();
  });
});
