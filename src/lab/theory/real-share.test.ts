import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestRealWeight,
  breakdownErrorRate,
  keptAccuracy,
  leastUsefulAccuracy,
  pooledRealWeight,
  steadyVariance,
} from './real-share.ts';

const ratio = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const rate = fc.double({ min: 0.01, max: 1, noNaN: true });

describe('bestRealWeight', () => {
  it('is the golden ratio where real and synthetic rows are as many', () => {
    expect(bestRealWeight(1)).toBeCloseTo((Math.sqrt(5) - 1) / 2, 14);
    expect(bestRealWeight(1)).toBeCloseTo(0.618, 3);
  });

  it('gives a steady variance that equals it, and none is lower', () => {
    fc.assert(
      fc.property(ratio, fc.double({ min: 0.01, max: 1, noNaN: true }), (k, other) => {
        const best = bestRealWeight(k);
        expect(steadyVariance(k, best)).toBeCloseTo(best, 9);
        expect(steadyVariance(k, other)).toBeGreaterThan(best - 1e-9);
      }),
    );
  });

  it('keeps its digits where there is hardly a synthetic row', () => {
    expect(1 - bestRealWeight(1e12)).toBeCloseTo(1e-12, 15);
  });
});

describe('steadyVariance', () => {
  it('is two thirds for naive pooling of equal parts', () => {
    expect(pooledRealWeight(1)).toBe(0.5);
    expect(steadyVariance(1, 0.5)).toBeCloseTo(0.667, 3);
  });

  it('is that of real data alone without synthetic ones', () => {
    expect(steadyVariance(3, 1)).toBe(1);
  });

  it('refuses a weight of 0, with which the mean wanders for ever', () => {
    expect(() => steadyVariance(1, 0)).toThrow('weight must be a number above 0, not 0');
    expect(() => steadyVariance(1, 1.5)).toThrow('from 0 to 1, not 1.5');
    expect(() => bestRealWeight(0)).toThrow('ratio must be a number above 0, not 0');
  });
});

describe('a verifier', () => {
  it('lets half of what it keeps be right exactly at the breakdown point', () => {
    fc.assert(
      fc.property(rate, rate, (right, wrong) => {
        const errors = breakdownErrorRate(right, wrong);
        expect(keptAccuracy(1 - errors, right, wrong)).toBeCloseTo(0.5, 10);
        expect(leastUsefulAccuracy(right, wrong)).toBeCloseTo(1 - errors, 10);
      }),
    );
  });

  it('allows any error where it refuses all wrong rows, and a half where it tells nothing', () => {
    expect(breakdownErrorRate(0.9, 0)).toBe(1);
    expect(breakdownErrorRate(0.4, 0.4)).toBe(0.5);
    expect(keptAccuracy(0.3, 0.5, 0)).toBe(1);
    expect(keptAccuracy(0.3, 0.7, 0.7)).toBeCloseTo(0.3, 12);
  });

  it('refuses rates that are none', () => {
    for (const bad of [
      () => breakdownErrorRate(0, 0.1),
      () => breakdownErrorRate(1.1, 0.1),
      () => keptAccuracy(-0.1, 0.5, 0.5),
      () => leastUsefulAccuracy(0.5, Number.NaN),
    ]) {
      expect(bad).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    }
  });
});
