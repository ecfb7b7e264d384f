import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { zipfWeights } from '../theory/drift.ts';
import { factorialEffects, shapleyValues } from './factorial.ts';
import { mixtureStudy } from './mixture-study.ts';
import { shareOf } from './share.ts';
import { softmaxFit } from './softmax-fit.ts';
import { studyOf } from './studies.ts';
import { cellOf, type Limit } from './study.ts';

describe('softmaxFit', () => {
  const truth = (() => {
    const weights = zipfWeights(1, 12);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  })();
  const likelihood = (p: Float64Array) => truth.reduce((sum, q, i) => sum + q * Math.log(p[i]), 0);

  it('is uniform before its first step', () => {
    expect([...softmaxFit([0.7, 0.2, 0.1], { steps: 0, step: 1 })]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    // And where the step is nothing.
    for (const p of softmaxFit([0.7, 0.3], { steps: 9, step: 0 })) expect(p).toBe(0.5);
  });

  it('goes one step by hand', () => {
    // theta = 0.5 (p - 1/2) = +-0.1.
    const [a] = softmaxFit([0.7, 0.3], { steps: 1, step: 0.5 });
    expect(a).toBeCloseTo(Math.exp(0.1) / (Math.exp(0.1) + Math.exp(-0.1)), 14);
  });

  it('raises the likelihood with every step where steps are small, and ends at the truth', () => {
    let last = -Infinity;
    for (let steps = 0; steps < 60; steps += 3) {
      const own = likelihood(softmaxFit(truth, { steps, step: 0.5 }));
      expect(own).toBeGreaterThanOrEqual(last - 1e-12);
      last = own;
    }
    softmaxFit(truth, { steps: 20_000, step: 1 }).forEach((p, i) => {
      expect(p).toBeCloseTo(truth[i], 6);
    });
  });

  it('is a distribution after any number of steps of any size, however far it overshoots', () => {
    const frequencies = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        frequencies,
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 5000 }),
        (own, steps, step) => {
          const total = own.reduce((sum, weight) => sum + weight, 0);
          fc.pre(total > 0);
          const fitted = softmaxFit(
            own.map((weight) => weight / total),
            { steps, step },
          );
          expect(fitted.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
          expect(fitted.every((p) => p >= 0 && p <= 1)).toBe(true);
        },
      ),
    );
  });
});

describe('shareOf', () => {
  it('is the ratio of the means, not the mean of the ratios', () => {
    expect(shareOf([1, 4], [2, 5]).share).toBeCloseTo(5 / 7, 14);
  });

  it('has no interval for one replicate, and no share of nothing', () => {
    expect(shareOf([1], [4])).toEqual({ share: 0.25 });
    expect(shareOf([1, -1], [0, 0])).toEqual({});
    expect(shareOf([1, 2], [3, -3])).toEqual({});
    expect(shareOf([], [])).toEqual({});
  });

  it('has an interval of no width where every part is the same share of its whole', () => {
    const { share, shareInterval } = shareOf([1, 2, 5], [4, 8, 20]);
    expect(share).toBe(0.25);
    expect(shareInterval![0]).toBeCloseTo(0.25, 12);
    expect(shareInterval![1]).toBeCloseTo(0.25, 12);
  });

  it('is the ratio estimator of Cochran with Student’s t', () => {
    // R = 6/12; residuals 0.5 and -0.5: error sqrt(0.5 / 1 / 2) / 6, t(0.975, 1) = 12.7062.
    const { shareInterval } = shareOf([2.5, 3.5], [4, 8]);
    const half = (12.7062047364 * Math.sqrt(0.5 / 2)) / 6;
    expect(shareInterval![1] - 0.5).toBeCloseTo(half, 6);
    expect(shareInterval![0] + shareInterval![1]).toBeCloseTo(1, 10);
  });

  it('covers the true ratio in 95% of samples', () => {
    const rng = new Rng('shares');
    let covered = 0;
    for (let i = 0; i < 1500; i++) {
      const wholes = Array.from({ length: 12 }, () => 10 + rng.normal());
      const parts = wholes.map((whole) => 0.3 * whole + 0.5 * rng.normal());
      const [low, high] = shareOf(parts, wholes).shareInterval!;
      if (low <= 0.3 && high >= 0.3) covered++;
    }
    // Binomial: 1425, standard deviation 8.4.
    expect(Math.abs(covered - 1425)).toBeLessThan(42);
  });

  it('goes with both alike: scaling them changes no share', () => {
    const pair = fc.tuple(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: 1, max: 5, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 6 }), (pairs) => {
        const parts = pairs.map(([part]) => part);
        const wholes = pairs.map(([, whole]) => whole);
        const scaled = shareOf(
          parts.map((x) => 8 * x),
          wholes.map((x) => 8 * x),
        );
        expect(scaled.share).toBeCloseTo(shareOf(parts, wholes).share!, 9);
        expect(scaled.shareInterval![0]).toBeCloseTo(shareOf(parts, wholes).shareInterval![0], 6);
      }),
    );
  });
});

describe('effects of any number of factors', () => {
  it('are the one difference there is for one factor', () => {
    expect(shapleyValues([2, 7], 1)).toEqual([5]);
    expect(factorialEffects([2, 7], 1)).toEqual([{ factors: [0], value: 5 }]);
  });

  it('by hand for two factors', () => {
    // None 1, first 4, second 2, both 9.
    expect(shapleyValues([1, 4, 2, 9], 2)).toEqual([5, 3]);
    expect(factorialEffects([1, 4, 2, 9], 2)).toEqual([
      { factors: [0], value: 5 },
      { factors: [1], value: 3 },
      { factors: [0, 1], value: 4 },
    ]);
  });

  it('are 2^f - 1, main effects first', () => {
    const sizes = factorialEffects(new Float64Array(16), 4).map(({ factors }) => factors.length);
    expect(sizes).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4]);
  });
});

describe('the mixture study', () => {
  const losses = (set: number, limit: Limit = 'early-stopped', samples = 100) =>
    mixtureStudy({ learner: 'mixture', samples, generations: 2, limit }).losses(cellOf(set), new Rng('m'));

  it('loses next to nothing without an error: quadrature and EM to its end give the truth back', async () => {
    for (const loss of await losses(0)) expect(loss).toBeLessThan(1e-4);
  });

  it('has an expressivity error that two components cannot avoid, and a regularised solver that adds to it', async () => {
    const [narrow] = await losses(2);
    expect(narrow).toBeGreaterThan(0.01);
    const regularised = await losses(4, 'regularised');
    expect(regularised[0]).toBeGreaterThan(1e-3);
    // Three hundredths of the variance are added again at every generation.
    expect(regularised[2]).toBeGreaterThan(regularised[0]);
  });

  it('bears the fewest samples that it allows', async () => {
    const { leastSamples } = studyOf('mixture');
    for (const set of [1, 7]) {
      for (const loss of await losses(set, 'early-stopped', leastSamples)) {
        expect(loss >= 0 && loss <= Math.LN2 + 1e-12).toBe(true);
      }
    }
  });
});

describe('studyOf', () => {
  it.each([
    ['mixtur', 'Did you mean "mixture"?'],
    ['', 'Known: mixture, categorical, transformer.'],
  ])('does not know %j', (name, hint) => {
    expect(() => studyOf(name)).toThrow(
      expect.objectContaining({
        code: 'E_PARAMETER',
        where: '--learner',
        hint: expect.stringContaining(hint),
      }),
    );
  });
});
