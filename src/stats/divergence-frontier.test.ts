import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontierIntegral, mauve } from './divergence-frontier.ts';

/** Two histograms of the same bins. */
const pair = fc
  .array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 2, maxLength: 10 })
  .filter((bins) => bins.some(([a]) => a > 0) && bins.some(([, b]) => b > 0))
  .map((bins) => {
    const share = (side: 0 | 1) => {
      const sum = bins.reduce((total, bin) => total + bin[side], 0);
      return bins.map((bin) => bin[side] / sum);
    };
    return [share(0), share(1)] as const;
  });

/** Twice the mean over mixture weights, by the midpoint rule. */
function integrated(p: readonly number[], q: readonly number[]): number {
  const steps = 4000;
  let sum = 0;
  for (let s = 0; s < steps; s++) {
    const w = (s + 0.5) / steps;
    for (let i = 0; i < p.length; i++) {
      const mixed = w * p[i] + (1 - w) * q[i];
      if (p[i] > 0) sum += w * p[i] * Math.log(p[i] / mixed);
      if (q[i] > 0) sum += (1 - w) * q[i] * Math.log(q[i] / mixed);
    }
  }
  return (2 * sum) / steps;
}

describe('mauve and the frontier integral', () => {
  it.each([
    [[0.5, 0.3, 0.2], [0.2, 0.3, 0.5], 0.82141, 0.0891395],
    [[1, 0], [0, 1], 0.0040721, 1],
  ])('are the reference values of %j and %j', (p, q, area, integral) => {
    expect(mauve(p, q)).toBeCloseTo(area, 6);
    expect(frontierIntegral(p, q)).toBeCloseTo(integral, 7);
  });

  it('are 1 and 0 for equal histograms, two bins too', () => {
    expect(mauve([0.5, 0.5], [0.5, 0.5])).toBe(1);
    expect(frontierIntegral([0.5, 0.5], [0.5, 0.5])).toBe(0);
    fc.assert(
      fc.property(pair, ([p]) => {
        expect(mauve(p, p)).toBeCloseTo(1, 9);
        expect(frontierIntegral(p, p)).toBe(0);
      }),
    );
  });

  it('are symmetric, and lie between those of equal and of disjoint histograms', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        expect(mauve(p, q)).toBeCloseTo(mauve(q, p), 9);
        expect(frontierIntegral(p, q)).toBeCloseTo(frontierIntegral(q, p), 9);
        expect(mauve(p, q)).toBeGreaterThan(0.004);
        expect(mauve(p, q)).toBeLessThanOrEqual(1 + 1e-12);
        expect(frontierIntegral(p, q)).toBeGreaterThanOrEqual(0);
        expect(frontierIntegral(p, q)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('integrate what they say, where bins are nearly equal too', () => {
    for (const [p, q] of [
      [
        [0.6, 0.4],
        [0.1, 0.9],
      ],
      [
        [0.5, 0.5, 0],
        [0.25, 0.25, 0.5],
      ],
      [
        [0.5001, 0.4999],
        [0.5, 0.5],
      ],
    ])
      expect(frontierIntegral(p, q)).toBeCloseTo(integrated(p, q), 6);
  });

  it('does not change where a bin is split in equal parts of both', () => {
    expect(mauve([0.25, 0.25, 0.5], [0.4, 0.4, 0.2])).toBeCloseTo(mauve([0.5, 0.5], [0.8, 0.2]), 9);
  });
});
