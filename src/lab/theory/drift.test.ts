import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collapseTimeDiffusion,
  heterozygosity,
  keptHeterozygosity,
  keptHeterozygosityWithReal,
  plateauWithFixedReal,
  plateauWithReal,
  probabilities,
  survivorsOfOneRefit,
  uniformWeights,
  zipfWeights,
} from './drift.ts';
import { DriftChain, expectedCollapseTime, expectedSurvivors } from './drift-chain.ts';

const weights = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 2, maxLength: 8 });

describe('heterozygosity', () => {
  it('is 1 - 1/K for K equal categories, and 0 for one', () => {
    expect(heterozygosity(uniformWeights(10))).toBeCloseTo(0.9, 14);
    expect(heterozygosity([3])).toBe(0);
  });

  it('falls by 1 - 1/M a refit', () => {
    expect(keptHeterozygosity(50, 2)).toBeCloseTo(0.98 ** 2, 14);
    expect(keptHeterozygosity(1, 1)).toBe(0);
  });
});

describe('plateaus with real rows', () => {
  it('has the values of the source at M = 100', () => {
    expect(plateauWithReal(100, 10)).toBeCloseTo(0.9497, 4);
    expect(plateauWithReal(100, 1)).toBeCloseTo(0.664, 3);
  });

  it('is where the recursion ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 60 }), (samples, real) => {
        fc.pre(real <= samples);
        expect(keptHeterozygosityWithReal(samples, real, 3000)).toBeCloseTo(
          plateauWithReal(samples, real),
          9,
        );
      }),
    );
  });

  it('is replacement without real rows, and one refit where all are real', () => {
    expect(keptHeterozygosityWithReal(30, 0, 12)).toBeCloseTo(keptHeterozygosity(30, 12), 12);
    expect(keptHeterozygosityWithReal(30, 5, 0)).toBe(1);
    expect(plateauWithReal(30, 0)).toBe(0);
    expect(plateauWithReal(30, 30)).toBeCloseTo(1 - 1 / 30, 14);
  });

  it('lies lower where the real rows are always the same', () => {
    expect(plateauWithFixedReal(30, 30)).toBeCloseTo(1 - 1 / 30, 14);
    expect(plateauWithFixedReal(50, 1)).toBe(0);
    expect(plateauWithFixedReal(100, 10)).toBeLessThan(plateauWithReal(100, 10));
  });

  it('refuses more real rows than rows', () => {
    expect(() => plateauWithReal(100, 101)).toThrow('real must be a whole number from 0 to 100, not 101');
    expect(() => plateauWithFixedReal(100, 0)).toThrow('from 1');
  });
});

describe('expectedSurvivors', () => {
  it('is 1 - (1-p)^M of each category after one refit', () => {
    expect(survivorsOfOneRefit([1, 1], 1)).toBeCloseTo(1, 14);
    expect(survivorsOfOneRefit([1, 3], 2)).toBeCloseTo(1 - 0.75 ** 2 + 1 - 0.25 ** 2, 14);
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 40 }), (given, samples) => {
        expect(expectedSurvivors(given, samples, 1)).toBeCloseTo(survivorsOfOneRefit(given, samples), 9);
      }),
    );
  });

  it('is the whole spectrum summed by hand for M = 2', () => {
    // Two draws of two equal categories: both alive with 1/2 each refit, for ever after one when one is gone.
    for (const refits of [1, 2, 5])
      expect(expectedSurvivors([1, 1], 2, refits)).toBeCloseTo(1 + 0.5 ** refits, 12);
  });

  it('never grows, and ends at one', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 2, max: 20 }), (given, samples) => {
        const two = expectedSurvivors(given, samples, 2);
        expect(two).toBeLessThanOrEqual(expectedSurvivors(given, samples, 1) + 1e-9);
        expect(expectedSurvivors(given, samples, 2000)).toBeCloseTo(1, 6);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses weights and sizes that are none', () => {
    expect(() => expectedSurvivors([], 10, 1)).toThrow('weights must have a finite sum above 0, not 0');
    expect(() => expectedSurvivors([1, -1], 10, 1)).toThrow('weights[1]');
    expect(() => expectedSurvivors([1, 1], 4001, 1)).toThrow('from 1 to 4000');
    expect(() => expectedSurvivors([1, 1], 10, 0)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });
});

describe('collapse time', () => {
  it('is 1.896 M for ten equal categories, 2 ln 2 M for two, in the diffusion limit', () => {
    // -20 x 0.9 ln 0.9.
    expect(collapseTimeDiffusion(uniformWeights(10), 1)).toBeCloseTo(1.89649, 5);
    expect(collapseTimeDiffusion(uniformWeights(10), 500) / 500).toBeCloseTo(1.89649, 5);
    expect(collapseTimeDiffusion([1, 1], 1)).toBeCloseTo(2 * Math.LN2, 14);
    expect(collapseTimeDiffusion([1], 100)).toBe(0);
  });

  it('is exactly 2 for two draws of two categories', () => {
    // Each refit ends it with probability 1/2.
    expect(expectedCollapseTime([1, 1], 2)).toBeCloseTo(2, 12);
  });

  it('comes near the diffusion limit as samples grow, from below', () => {
    for (const given of [uniformWeights(10), zipfWeights(1.5, 30)]) {
      const ratios = [20, 100, 400].map(
        (samples) => expectedCollapseTime(given, samples) / collapseTimeDiffusion(given, samples),
      );
      expect(ratios[0]).toBeLessThan(ratios[1]);
      expect(ratios[1]).toBeLessThan(ratios[2]);
      expect(ratios[2]).toBeLessThan(1);
      expect(ratios[2]).toBeGreaterThan(0.99);
    }
  });

  it('refuses a truth that has collapsed', () => {
    expect(() => expectedCollapseTime([1, 0], 10)).toThrow('collapsed already');
  });
});

describe('DriftChain', () => {
  it('absorbs a category with the probability of its share', () => {
    const chain = new DriftChain(12);
    const gone = chain.extinction(4000);
    gone.forEach((chance, count) => {
      expect(chance).toBeCloseTo(1 - count / 12, 9);
    });
  });
});

it('has weights of Zipf that fall with the rank', () => {
  expect([...zipfWeights(1, 4)]).toEqual([1, 1 / 2, 1 / 3, 1 / 4]);
  expect([...zipfWeights(0, 2)]).toEqual([1, 1]);
  expect(() => zipfWeights(Number.NaN, 2)).toThrow('the exponent must be a number from 0, not NaN');
  expect(probabilities([1, 3])).toEqual(Float64Array.of(0.25, 0.75));
});
