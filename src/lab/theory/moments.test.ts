import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accumulatedVariance, subsampledVariance } from './gaussian-pool.ts';
import {
  c4,
  expectedDeviation,
  expectedLogDeterminant,
  expectedLogVariance,
  expectedVariance,
} from './gaussian-replace.ts';
import { accumulatedSecondMoment, replacedSecondMoment } from './kernel-density.ts';
import { bestRealWeight, keptAccuracy, pooledRealWeight, steadyVariance } from './real-share.ts';

/** Closed forms held against moments that are followed step by step. */

describe('a pool of Gaussian draws, its moments merged batch by batch', () => {
  it('has the variance of accumulation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 80 }), fc.integer({ min: 1, max: 60 }), (n, fit) => {
        // Fit 1: E[sum of squares] / n of n real rows.
        let variance = (n - 1) / n;
        for (let t = 1; t < fit; t++) {
          const size = t * n;
          // Squares within the pool, within the batch, and of the distance of their means (Chan, Golub, LeVeque 1979).
          const within = size * variance + (n - 1) * variance;
          const between = ((size * n) / (size + n)) * (variance / n);
          variance = (within + between) / (size + n);
        }
        expect(accumulatedVariance(n, fit)).toBeCloseTo(variance, 11);
      }),
    );
  });

  it('has the variance of subsamples without replacement', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 80 }), fc.integer({ min: 1, max: 60 }), (n, fit) => {
        // Unbiased variance of the pool; of a subsample the fit has (1 - 1/n) of it, its mean wanders by h/n (1 - n/T).
        let pool = 1;
        for (let t = 1; t < fit; t++) {
          const size = t * n;
          const fitted = (1 - 1 / n) * pool;
          const distance = fitted / n + (pool / n) * (1 - n / size);
          const squares = (size - 1) * pool + (n - 1) * fitted + ((size * n) / (size + n)) * distance;
          pool = squares / (size + n - 1);
        }
        expect(subsampledVariance(n, fit)).toBeCloseTo((1 - 1 / n) * pool, 11);
      }),
    );
  });
});

describe('a Gaussian with two draws a generation', () => {
  const two = (refits: number, variance: 'unbiased' | 'likelihood') => ({ samples: 2, refits, variance });

  it('has the mean deviation of |x - y|', () => {
    // s = |x - y| / sqrt 2 unbiased, and E|x - y| = 2 / sqrt pi.
    expect(c4(2)).toBeCloseTo(Math.sqrt(2 / Math.PI), 14);
    expect(expectedDeviation(two(3, 'unbiased'))).toBeCloseTo((2 / Math.PI) ** 1.5, 12);
    expect(expectedDeviation(two(1, 'likelihood'))).toBeCloseTo(1 / Math.sqrt(Math.PI), 12);
    expect(expectedVariance(two(5, 'likelihood'))).toBeCloseTo(2 ** -5, 14);
  });

  it('loses ln 2 more a refit under maximum likelihood than without bias', () => {
    for (const refits of [1, 7]) {
      const lost =
        expectedLogVariance(two(refits, 'unbiased')) - expectedLogVariance(two(refits, 'likelihood'));
      expect(lost).toBeCloseTo(refits * Math.LN2, 12);
    }
  });

  it('has c4 that satisfies c4(M) c4(M + 1) = (M - 1) / sqrt(M (M - 1)) for every M', () => {
    // Gamma(M/2 + 1/2) / Gamma(M/2 - 1/2) = (M - 1)/2.
    for (let samples = 2; samples < 400; samples++) {
      const product = c4(samples) * c4(samples + 1);
      expect(product).toBeCloseTo((samples - 1) / Math.sqrt(samples * (samples - 1)), 10);
    }
  });
});

describe('expectedLogDeterminant', () => {
  it('is 0 without a refit, and refuses what the other forms refuse', () => {
    expect(expectedLogDeterminant({ samples: 9, refits: 0, variance: 'unbiased' }, 3)).toBe(0);
    for (const refits of [-1, 0.5, Number.NaN]) {
      expect(() => expectedLogDeterminant({ samples: 9, refits, variance: 'unbiased' }, 3)).toThrow(
        expect.objectContaining({ code: 'E_PARAMETER', where: 'refits' }),
      );
    }
  });

  it('is by hand for two dimensions and three draws', () => {
    // Half-integer digammas: psi(1) + psi(1/2), each log chi-squared over 2 degrees of freedom.
    const euler = 0.5772156649015329;
    const expected = -euler + (-euler - 2 * Math.LN2);
    expect(expectedLogDeterminant({ samples: 3, refits: 1, variance: 'unbiased' }, 2)).toBeCloseTo(
      expected,
      12,
    );
  });
});

describe('data that a kernel density blurs', () => {
  it('has the second moment of a pool, batch by batch', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.integer({ min: 0, max: 40 }),
        (bandwidth, generations) => {
          // A draw is a row of the pool plus noise; the pool is the mean of all batches so far.
          let last = 1;
          let pool = 1;
          for (let t = 1; t <= generations; t++) {
            last += bandwidth ** 2;
            pool = (t * pool + (pool + bandwidth ** 2)) / (t + 1);
          }
          expect(replacedSecondMoment(bandwidth, generations)).toBeCloseTo(last, 9);
          expect(accumulatedSecondMoment(bandwidth, generations)).toBeCloseTo(pool, 9);
        },
      ),
    );
  });
});

describe('weights on real data over the whole range of numbers', () => {
  const wide = fc.double({ min: -290, max: 300, noNaN: true }).map((power) => 10 ** power);

  it('lie between 0 and 1 and grow with the ratio', () => {
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        for (const weight of [bestRealWeight(a), pooledRealWeight(a)]) {
          expect(weight > 0 && weight <= 1).toBe(true);
        }
        if (a <= b) expect(bestRealWeight(a)).toBeLessThanOrEqual(bestRealWeight(b) * (1 + 1e-14));
      }),
    );
  });

  it('solve w^2 = k (1 - w), where the steady variance is least', () => {
    fc.assert(
      fc.property(wide, (k) => {
        const weight = bestRealWeight(k);
        // 1 - w has few digits left where k is great.
        if (k < 1e6) expect((weight * weight) / (k * (1 - weight))).toBeCloseTo(1, 6);
        expect(steadyVariance(k, weight) / weight).toBeCloseTo(1, 6);
      }),
    );
  });

  it('have the limits sqrt(k) for few real rows and 1 for many', () => {
    expect(bestRealWeight(1e-20) / 1e-10).toBeCloseTo(1, 8);
    expect(bestRealWeight(1e200)).toBe(1);
    expect(bestRealWeight(Number.MAX_VALUE)).toBe(1);
  });

  it('leave a steady variance of k / 2w where they are small: digits are not lost to 1 - (1 - w)^2', () => {
    for (const weight of [1e-6, 1e-12, 1e-20]) {
      expect((steadyVariance(3, weight) * 2 * weight) / 3).toBeCloseTo(1, 5);
    }
  });
});

describe('keptAccuracy', () => {
  it('does not exist where nothing is kept', () => {
    expect(keptAccuracy(0, 0.5, 0)).toBeUndefined();
    expect(keptAccuracy(0, 0.5, 0.1)).toBe(0);
    expect(keptAccuracy(1, 0.5, 0)).toBe(1);
  });

  it('is a share, and better the better the verifier', () => {
    const rate = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), rate, rate, (accuracy, right, wrong) => {
        const kept = keptAccuracy(accuracy, right, wrong)!;
        expect(kept >= 0 && kept <= 1).toBe(true);
        expect(keptAccuracy(accuracy, right, wrong / 2)!).toBeGreaterThanOrEqual(kept - 1e-12);
        if (right >= wrong) expect(kept).toBeGreaterThanOrEqual(accuracy - 1e-12);
      }),
    );
  });
});
