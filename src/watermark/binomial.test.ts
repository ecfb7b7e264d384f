import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialTails, binomialUpperTail, normalUpperTail, zScore } from './binomial.ts';

function plainTail(hits: number, trials: number, p: number): number {
  let sum = 0;
  let term = (1 - p) ** trials;
  for (let k = 0; k <= trials; k++) {
    if (k >= hits) sum += term;
    term *= ((trials - k) / (k + 1)) * (p / (1 - p));
  }
  return sum;
}

describe('binomialTails', () => {
  it('differs by the chance of just so many', () => {
    const { pValue, beyond } = binomialTails(3, 5, 0.5);
    expect(pValue).toBeCloseTo(16 / 32, 14);
    expect(beyond).toBeCloseTo(6 / 32, 14);
    expect(binomialTails(5, 5, 0.5).beyond).toBe(0);
  });
});

describe('binomialUpperTail', () => {
  it('is the sum of the probabilities', () => {
    fc.assert(
      fc.property(
        fc.nat(42),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 19 }),
        (hits, trials, p) => {
          expect(binomialUpperTail(hits, trials, p / 20)).toBeCloseTo(plainTail(hits, trials, p / 20), 10);
        },
      ),
    );
  });

  it('gives the values of SciPy', () => {
    expect(binomialUpperTail(54, 247, 0.25)).toBeCloseTo(0.8885293866389095, 12);
    expect(binomialUpperTail(67, 249, 0.25)).toBeCloseTo(0.2645528349347793, 12);
  });

  it('keeps its digits far out', () => {
    expect(binomialUpperTail(500, 500, 0.5) / 2 ** -500).toBeCloseTo(1, 9);
    expect(binomialUpperTail(0, 5, 0.5)).toBe(1);
    expect(binomialUpperTail(6, 5, 0.5)).toBe(0);
  });

  it('is larger than the normal tail for short texts of small gamma: that one calls too many marked', () => {
    const exact = binomialUpperTail(13, 25, 0.25);
    expect(exact).toBeGreaterThan(3 * normalUpperTail(zScore(13, 25, 0.25)));
  });
});

describe('zScore', () => {
  it('counts standard deviations', () => {
    expect(zScore(60, 100, 0.5)).toBeCloseTo(2, 12);
    expect(normalUpperTail(1.6448536269514722)).toBeCloseTo(0.05, 12);
  });
});
