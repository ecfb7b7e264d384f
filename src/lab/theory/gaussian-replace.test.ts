import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  c4,
  expectedDeviation,
  expectedLogDeterminant,
  expectedLogVariance,
  expectedSquaredShift,
  expectedSquaredWasserstein,
  expectedVariance,
  type GaussianReplace,
} from './gaussian-replace.ts';

const ML = (samples: number, refits: number): GaussianReplace => ({
  samples,
  refits,
  variance: 'likelihood',
});
const UNBIASED = (samples: number, refits: number): GaussianReplace => ({
  samples,
  refits,
  variance: 'unbiased',
});
const ALL = [
  expectedVariance,
  expectedSquaredShift,
  expectedDeviation,
  expectedSquaredWasserstein,
  expectedLogVariance,
];

describe('c4', () => {
  it('has the tabled values', () => {
    // Montgomery, Introduction to Statistical Quality Control, appendix VI.
    expect(c4(2)).toBeCloseTo(0.7979, 4);
    expect(c4(5)).toBeCloseTo(0.94, 4);
    expect(c4(10)).toBeCloseTo(0.9727, 4);
    expect(c4(25)).toBeCloseTo(0.9896, 4);
  });

  it('tends to 1 from below', () => {
    expect(c4(1e6)).toBeLessThan(1);
    expect(1 - c4(1e6)).toBeCloseTo(0.25e-6, 9);
  });
});

describe('a Gaussian that is refitted on its own draws', () => {
  it('keeps all its variance in expectation under the unbiased estimator, (1-1/M)^k under the other', () => {
    expect(expectedVariance(UNBIASED(10, 1000))).toBe(1);
    expect(expectedVariance(ML(10, 3))).toBeCloseTo(0.729, 12);
  });

  it('wanders by k/M, or up to 1', () => {
    expect(expectedSquaredShift(UNBIASED(10, 25))).toBe(2.5);
    expect(expectedSquaredShift(ML(10, 3))).toBeCloseTo(0.271, 12);
    expect(expectedSquaredShift(ML(10, 10_000))).toBeCloseTo(1, 12);
  });

  it('has the distances of its table', () => {
    expect(expectedSquaredWasserstein(ML(10, 10_000))).toBeCloseTo(2, 9);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), fc.integer({ min: 0, max: 500 }), (samples, refits) => {
        const one = c4(samples) ** refits;
        const biased = (c4(samples) * Math.sqrt(1 - 1 / samples)) ** refits;
        const unbiased = expectedSquaredWasserstein(UNBIASED(samples, refits));
        expect(unbiased).toBeCloseTo(refits / samples + 2 * (1 - one), 9);
        expect(expectedSquaredWasserstein(ML(samples, refits))).toBeCloseTo(2 * (1 - biased), 9);
      }),
    );
  });

  it('loses ln variance at the rate of digamma', () => {
    // digamma(1/2) = -gamma - 2 ln 2: Abramowitz and Stegun 6.3.3.
    const digammaHalf = -0.5772156649015329 - 2 * Math.LN2;
    expect(expectedLogVariance(UNBIASED(2, 3))).toBeCloseTo(3 * (digammaHalf + Math.LN2), 12);
    expect(expectedLogVariance(ML(2, 1))).toBeCloseTo(digammaHalf, 12);
    // For many samples the rate is -1/M.
    expect(expectedLogVariance(UNBIASED(10_000, 1))).toBeCloseTo(-1e-4, 7);
  });

  it('is untouched without a refit', () => {
    for (const setting of [ML(10, 0), UNBIASED(10, 0)]) {
      expect(ALL.map((f) => f(setting))).toEqual([1, 0, 1, 0, 0]);
    }
  });

  it('obeys Jensen: E[s]^2 <= E[s2], and E[ln s2] <= ln E[s2]', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 1, max: 200 }), (samples, refits) => {
        for (const setting of [ML(samples, refits), UNBIASED(samples, refits)]) {
          expect(expectedDeviation(setting) ** 2).toBeLessThan(expectedVariance(setting) + 1e-15);
          expect(expectedLogVariance(setting)).toBeLessThan(Math.log(expectedVariance(setting)));
        }
      }),
    );
  });

  it.each(ALL)('refuses fewer than 2 samples, or refits that are no number', (f) => {
    for (const bad of [ML(1, 1), ML(2.5, 1), ML(10, -1), ML(10, Number.NaN), UNBIASED(0, 1)]) {
      expect(() => f(bad)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    }
    expect(() => f(ML(1, 1))).toThrow('samples must be a whole number from 2, not 1');
  });
});

describe('expectedLogDeterminant', () => {
  it('is the log variance in one dimension', () => {
    for (const setting of [ML(10, 7), UNBIASED(5, 3)]) {
      expect(expectedLogDeterminant(setting, 1)).toBeCloseTo(expectedLogVariance(setting), 12);
    }
  });

  it('falls faster in more dimensions, and needs more samples than there are', () => {
    const perDimension = (d: number) => expectedLogDeterminant(UNBIASED(12, 1), d) / d;
    expect(perDimension(5)).toBeLessThan(perDimension(2));
    expect(() => expectedLogDeterminant(UNBIASED(3, 1), 3)).toThrow('from 4');
  });
});
