import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { logMoments, probabilityCurvature } from './curvature.ts';

const normal = (weights: readonly number[]) => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => Math.log(weight / sum));
};

describe('logMoments', () => {
  it('is the negative entropy, and the variance about it', () => {
    const even = logMoments(normal([1, 1, 1, 1]))!;
    expect(even.mean).toBeCloseTo(-Math.log(4), 12);
    expect(even.variance).toBeCloseTo(0, 12);
    // 0.75 ln 0.75 + 0.25 ln 0.25, and p q ln(3)^2
    const uneven = logMoments(normal([3, 1]))!;
    expect(uneven.mean).toBeCloseTo(-0.5623351446188083, 12);
    expect(uneven.variance).toBeCloseTo(0.1875 * Math.log(3) ** 2, 12);
  });

  it('spreads what the head leaves over the tokens that are not named', () => {
    const whole = logMoments(normal([6, 2, 1, 1, 1, 1]))!;
    const head = logMoments(normal([6, 2, 1, 1, 1, 1]).slice(0, 2), 4)!;
    expect(head.mean).toBeCloseTo(whole.mean, 12);
    expect(head.variance).toBeCloseTo(whole.variance, 12);
  });

  it('takes the named tokens for all where nothing is known of the rest', () => {
    const head = logMoments([Math.log(0.6), Math.log(0.2)])!;
    expect(head.mean).toBeCloseTo(logMoments(normal([3, 1]))!.mean, 12);
  });

  it('takes them for all too where the vocabulary holds no other token, or is said to be smaller than they are', () => {
    const named = [Math.log(0.6), Math.log(0.2)];
    for (const others of [0, -1, -1e9, Number.NaN])
      expect(logMoments(named, others)).toEqual(logMoments(named));
  });

  it('is bounded by the entropy of the whole vocabulary, whatever of it is named', () => {
    const weights = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(weights, fc.nat(40), (all, cut) => {
        const named = normal(all).slice(0, 1 + (cut % all.length));
        const { mean, variance } = logMoments(named, all.length - named.length)!;
        expect(mean).toBeGreaterThanOrEqual(-Math.log(all.length) - 1e-9);
        expect(mean).toBeLessThanOrEqual(1e-9);
        expect(variance).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('gives nothing to tokens that cannot be, however they are written', () => {
    const two = logMoments(normal([1, 1]))!;
    for (const never of [Number.NEGATIVE_INFINITY, -9999, -1e308])
      expect(logMoments([...normal([1, 1]), never])).toEqual(two);
  });

  it('does not exist of nothing', () => {
    expect([logMoments([]), logMoments([Number.NEGATIVE_INFINITY])]).toEqual([undefined, undefined]);
    expect(logMoments([0])).toEqual({ mean: 0, variance: 0 });
  });

  it('does not depend on what all weights are multiplied with', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1 }), (weights) => {
        const own = logMoments(normal(weights))!;
        const shifted = logMoments(normal(weights).map((value) => value - 3))!;
        expect(shifted.mean).toBeCloseTo(own.mean, 8);
        expect(shifted.variance).toBeCloseTo(own.variance, 8);
        expect(own.mean).toBeLessThanOrEqual(1e-12);
      }),
    );
  });
});

describe('probabilityCurvature', () => {
  it('is the excess of likelihood in standard deviations', () => {
    // (-1 + 1.5) + (-2 + 1.5) + (-0.5 + 1) over sqrt(4), by hand
    const d = probabilityCurvature({
      logprobs: [-1, -2, -0.5],
      means: [-1.5, -1.5, -1],
      variances: [1, 2, 1],
    });
    expect(d).toBeCloseTo(0.25, 12);
  });

  it('does not exist where the model never had a choice', () => {
    expect(probabilityCurvature({ logprobs: [0], means: [0], variances: [0] })).toBeUndefined();
    expect(probabilityCurvature({ logprobs: [], means: [], variances: [] })).toBeUndefined();
  });

  it('has mean 0 and variance 1 over texts that the model drew, more where it drew more greedily, less where it did not', () => {
    const rng = new Rng('curvature');
    /** Curvature of a text of 60 tokens drawn from p^sharpness, p another one at each place. */
    const drawn = (sharpness: number) => {
      const [logprobs, means, variances]: number[][] = [[], [], []];
      for (let t = 0; t < 60; t++) {
        const logs = normal(Array.from({ length: 20 }, () => rng.next() ** 3));
        const shares = logs.map((value) => Math.exp(sharpness * value));
        let left = rng.next() * shares.reduce((sum, share) => sum + share, 0);
        const token = shares.findIndex((share) => {
          left -= share;
          return left < 0;
        });
        const moments = logMoments(logs)!;
        logprobs.push(logs[token]);
        means.push(moments.mean);
        variances.push(moments.variance);
      }
      return probabilityCurvature({ logprobs, means, variances })!;
    };
    const sample = (sharpness: number) => Array.from({ length: 1500 }, () => drawn(sharpness));
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const own = sample(1);
    const variance = mean(own.map((value) => value * value));
    // Four standard errors: 1 / sqrt(1500), and sqrt(2 / 1500) of the variance.
    expect(Math.abs(mean(own))).toBeLessThan(0.11);
    expect(Math.abs(variance - 1)).toBeLessThan(0.15);
    expect(mean(sample(1.5))).toBeGreaterThan(1);
    expect(mean(sample(0.5))).toBeLessThan(-1);
  });
});
