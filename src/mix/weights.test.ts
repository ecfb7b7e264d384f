import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimalHumanWeight, weightsOf } from './weights.ts';

describe('optimalHumanWeight', () => {
  it('is the golden ratio where human and synthetic rows are as many', () => {
    expect(optimalHumanWeight(70, 70)).toBeCloseTo((Math.sqrt(5) - 1) / 2, 14);
  });

  it('solves w^2 + k w - k = 0, the equation of He, Xu and Cheng', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (human, synthetic) => {
        const k = human / synthetic;
        const w = optimalHumanWeight(human, synthetic);
        expect(Math.abs(w * w + k * w - k)).toBeLessThanOrEqual(1e-12 * (1 + k));
        expect(w).toBeGreaterThanOrEqual((human / (human + synthetic)) * (1 - 1e-15));
      }),
    );
  });

  it('is one without synthetic rows and zero without human ones', () => {
    expect(optimalHumanWeight(5, 0)).toBe(1);
    expect(optimalHumanWeight(0, 5)).toBe(0);
  });
});

describe('weightsOf', () => {
  it('gives rows that weigh one on average', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.oneof(
          fc.constantFrom('none' as const, 'optimal' as const, 'auto' as const),
          fc.double({ min: 0, max: 1, noNaN: true }),
        ),
        (human, synthetic, weighting) => {
          const weights = weightsOf(weighting, { human, synthetic }, true);
          const whole = weights.human * human + weights.synthetic * synthetic;
          expect(whole / (human + synthetic)).toBeCloseTo(1, 9);
          expect((weights.human * human) / whole).toBeCloseTo(weights.humanShare, 9);
        },
      ),
    );
  });

  it('weighs by itself only where both are scarce', () => {
    expect(weightsOf('auto', { human: 10, synthetic: 30 }, false).rule).toBe('equal');
    expect(weightsOf('auto', { human: 10, synthetic: 30 }, true).rule).toBe('optimal');
    expect(weightsOf(0.8, { human: 10, synthetic: 30 }, false)).toMatchObject({
      rule: 'given',
      humanShare: 0.8,
    });
  });

  it('rises with the human rows and falls with the synthetic ones, and is never above one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (human, synthetic) => {
        const w = optimalHumanWeight(human, synthetic);
        expect(w).toBeLessThanOrEqual(1);
        expect(optimalHumanWeight(human + 1, synthetic)).toBeGreaterThan(w - 1e-15);
        expect(optimalHumanWeight(human, synthetic + 1)).toBeLessThan(w + 1e-15);
        // Only the proportion matters.
        expect(optimalHumanWeight(7 * human, 7 * synthetic)).toBeCloseTo(w, 12);
      }),
    );
  });

  it('keeps its digits where human rows are nearly all, or nearly none', () => {
    // w* = 1 - 1/k + 2/k^2 - ... for large k, and sqrt(k) for small.
    expect(1 - optimalHumanWeight(1e9, 1)).toBeCloseTo(1e-9, 15);
    expect(optimalHumanWeight(1, 1e12) / 1e-6).toBeCloseTo(1, 5);
  });

  it('gives all weight, or none, where that is what is asked for', () => {
    expect(weightsOf(1, { human: 10, synthetic: 30 }, true)).toMatchObject({ human: 4, synthetic: 0 });
    expect(weightsOf(0, { human: 10, synthetic: 30 }, true)).toMatchObject({ human: 0, synthetic: 40 / 30 });
    expect(weightsOf('optimal', { human: 0, synthetic: 0 }, true)).toMatchObject({
      rule: 'equal',
      humanShare: 0,
    });
  });

  it('leaves a mix of one kind alone', () => {
    expect(weightsOf('optimal', { human: 10, synthetic: 0 }, true)).toMatchObject({
      human: 1,
      rule: 'equal',
    });
  });
});
