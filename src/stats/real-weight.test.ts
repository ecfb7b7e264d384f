import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimalRealWeight } from './real-weight.ts';

describe('optimalRealWeight', () => {
  it('is the golden ratio where real and synthetic rows are as many', () => {
    expect(optimalRealWeight(1)).toBeCloseTo((Math.sqrt(5) - 1) / 2, 15);
  });

  it('solves w^2 + k w - k = 0', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (k) => {
        const w = optimalRealWeight(k);
        expect(Math.abs(w * w + k * w - k)).toBeLessThanOrEqual(1e-12 * (1 + k));
      }),
    );
  });

  it('is nothing without real rows, and all without synthetic ones', () => {
    expect(optimalRealWeight(0)).toBe(0);
    expect(optimalRealWeight(Number.POSITIVE_INFINITY)).toBe(1);
    expect(optimalRealWeight(1e300)).toBeCloseTo(1, 12);
  });

  it('rises with the real rows and falls with the synthetic ones, and is never above one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (human, synthetic) => {
        const w = optimalRealWeight(human / synthetic);
        expect(w).toBeLessThanOrEqual(1);
        expect(optimalRealWeight((human + 1) / synthetic)).toBeGreaterThan(w - 1e-15);
        expect(optimalRealWeight(human / (synthetic + 1))).toBeLessThan(w + 1e-15);
        // Only the proportion matters.
        expect(optimalRealWeight((7 * human) / (7 * synthetic))).toBeCloseTo(w, 12);
      }),
    );
  });

  it('keeps its digits where real rows are nearly all, or nearly none', () => {
    // w* = 1 - 1/k + 2/k^2 - ... for large k, and sqrt(k) for small.
    expect(1 - optimalRealWeight(1e9 / 1)).toBeCloseTo(1e-9, 15);
    expect(optimalRealWeight(1 / 1e12) / 1e-6).toBeCloseTo(1, 5);
  });
});
