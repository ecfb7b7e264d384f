import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { categoricalModel } from '../learners/categorical.ts';
import { uniformWeights, zipfWeights } from '../theory/drift.ts';
import { bandsOf, categoricalExperiment, categoricalValues } from './categorical-experiment.ts';

const BANDS = ['head', 'middle', 'tail'] as const;

describe('bandsOf', () => {
  it.each([10, 20, 50, 100, 1000])(
    'cuts %d equal categories at a half and nine tenths, to the category',
    (k) => {
      expect(bandsOf(categoricalModel(uniformWeights(k)))).toEqual({ middle: k / 2, tail: (9 * k) / 10 });
    },
  );

  it('gives every category to one band: head before middle before tail', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0, max: 8, noNaN: true }),
        (k, exponent) => {
          const { middle, tail } = bandsOf(categoricalModel(zipfWeights(exponent, k)));
          expect(middle).toBeGreaterThanOrEqual(1);
          expect(tail).toBeGreaterThanOrEqual(middle);
          expect(tail).toBeLessThanOrEqual(k);
        },
      ),
    );
  });

  it('has all in the head where one category has nearly all the mass', () => {
    expect(bandsOf(categoricalModel([0.99, 0.01]))).toEqual({ middle: 1, tail: 1 });
    expect(bandsOf(categoricalModel([1]))).toEqual({ middle: 1, tail: 1 });
  });
});

describe('categoricalValues', () => {
  const truth = categoricalModel(zipfWeights(1, 20));
  const bands = bandsOf(truth);

  /** By the definitions, over all categories one by one. */
  function byHand(weights: readonly number[]) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const q = weights.map((weight) => weight / total);
    const share = (from: number, to: number) => q.slice(from, to).filter((p) => p > 0).length / (to - from);
    return {
      survivors: q.filter((p) => p > 0).length,
      heterozygosity: q.reduce((sum, p) => sum + p * (1 - p), 0),
      head: share(0, bands.middle),
      middle: share(bands.middle, bands.tail),
      tail: share(bands.tail, 20),
      divergence: q.reduce(
        (sum, p, i) => sum + (p === 0 ? 0 : p * (Math.log(p) - Math.log(truth.probabilities[i]))),
        0,
      ),
    };
  }

  it('is what the definitions say', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(weights, (own) => {
        fc.pre(own.some((weight) => weight > 0));
        const values = categoricalValues(categoricalModel(own), truth, bands);
        for (const [id, value] of Object.entries(byHand(own))) expect(values[id]).toBeCloseTo(value, 10);
      }),
    );
  });

  it('leaves out the survival of a band that has no category, and never gives what is no number', () => {
    const two = categoricalModel([0.99, 0.01]);
    const values = categoricalValues(two, two, bandsOf(two));
    expect(Object.keys(values)).not.toContain('middle');
    expect(values['tail']).toBe(1);
    const one = categoricalModel([1]);
    const alone = categoricalValues(one, one, bandsOf(one));
    for (const value of Object.values(alone)) expect(Number.isFinite(value)).toBe(true);
    for (const band of BANDS.slice(1)) expect(alone).not.toHaveProperty(band);
    expect(alone).toMatchObject({ survivors: 1, heterozygosity: 0, head: 1, divergence: 0 });
  });

  it('has a divergence of 0 or more, 0 for the truth alone', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(weights, (own) => {
        const { divergence } = categoricalValues(categoricalModel(own), truth, bands);
        expect(divergence).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('categoricalExperiment', () => {
  const settings = { samples: 10, parameters: { categories: 30, exponent: 1 }, seed: '1' };

  it('never loses a category with Laplace’s rule, and does without', async () => {
    for (const [learner, least] of [
      ['laplace', 30],
      ['likelihood', 1],
    ] as const) {
      const { learners, real } = categoricalExperiment({ ...settings, learner });
      const model = await learners[0].fit({ data: await real(5, new Rng(1)) }, new Rng(1));
      expect(model.support.length).toBeGreaterThanOrEqual(least);
      if (learner === 'likelihood') expect(model.support.length).toBeLessThanOrEqual(5);
    }
  });
});
