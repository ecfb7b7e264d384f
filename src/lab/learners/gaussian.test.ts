import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { covarianceMatrix } from '../../stats/covariance.ts';
import { gaussianLearner } from './gaussian.ts';
import { gaussianModel } from './gaussian-model.ts';
import type { Points } from './points.ts';
import { truthOf } from './truth.ts';

const line = (...values: number[]): Points => ({ values: Float64Array.from(values), dimensions: 1 });
const ONE = gaussianLearner();
const UNBIASED = gaussianLearner({ variance: 'unbiased' });
const TRUTH = gaussianModel([1, -2, 3], [4, 1, 0.5, 1, 2, -0.3, 0.5, -0.3, 1]);

async function fitted(learner: typeof ONE, data: Points, weights?: Float64Array) {
  return learner.fit(weights === undefined ? { data } : { data, weights }, new Rng(1));
}

describe('gaussianLearner', () => {
  it('divides by M, or by M - 1', async () => {
    expect((await fitted(ONE, line(1, 2, 3, 6))).covariance[0]).toBe(3.5);
    const unbiased = await fitted(UNBIASED, line(1, 2, 3, 6));
    expect(unbiased.covariance[0]).toBeCloseTo(14 / 3, 14);
    expect([...unbiased.mean]).toEqual([3]);
  });

  it('keeps its digits far from the origin', async () => {
    expect((await fitted(ONE, line(1e9 + 1, 1e9 + 3))).covariance[0]).toBe(1);
  });

  it('counts a row of weight w as w rows', async () => {
    const row = fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.integer({ min: 1, max: 4 }));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 12 }), async (rows) => {
        const weighted = await fitted(
          ONE,
          line(...rows.map(([x]) => x)),
          Float64Array.from(rows, ([, w]) => w),
        );
        const repeated = await fitted(ONE, line(...rows.flatMap(([x, w]) => new Array<number>(w).fill(x))));
        expect(weighted.mean[0]).toBeCloseTo(repeated.mean[0], 10);
        expect(weighted.covariance[0]).toBeCloseTo(repeated.covariance[0], 10);
      }),
    );
  });

  it('has the unbiased covariance of the statistics room in several dimensions', async () => {
    const learner = gaussianLearner({ dimensions: 3, variance: 'unbiased' });
    const data = await learner.sample(TRUTH, 50, new Rng(2));
    const model = await learner.fit({ data }, new Rng(1));
    const expected = covarianceMatrix(data.values, 3)!;
    model.covariance.forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at], 12);
    });
  });

  it('draws with the mean and covariance of its model, in three dimensions', async () => {
    const learner = gaussianLearner({ dimensions: 3 });
    const n = 100_000;
    const { mean, covariance } = await learner.fit(
      { data: await truthOf(learner, TRUTH)(n, new Rng('3d')) },
      new Rng(1),
    );
    mean.forEach((value, i) => {
      const error = Math.sqrt(TRUTH.covariance[i * 4] / n);
      expect(Math.abs(value - TRUTH.mean[i])).toBeLessThan(4 * error);
    });
    covariance.forEach((value, at) => {
      // Var(x y) <= 2 Var(x) Var(y) for normal variables.
      const [i, j] = [Math.floor(at / 3), at % 3];
      const error = Math.sqrt((2 * TRUTH.covariance[i * 4] * TRUTH.covariance[j * 4]) / n);
      expect(Math.abs(value - TRUTH.covariance[at])).toBeLessThan(4 * error);
    });
  });

  it('multiplies the variance by the temperature', async () => {
    const cold = await ONE.sample(gaussianModel([5], [4]), 50_000, new Rng(3), { temperature: 0.25 });
    const { mean, covariance } = await fitted(ONE, cold);
    expect(Math.abs(mean[0] - 5)).toBeLessThan(4 * Math.sqrt(1 / 50_000));
    expect(Math.abs(covariance[0] - 1)).toBeLessThan(4 * Math.sqrt(2 / 50_000));
  });

  it('gives the normal density', async () => {
    const logs = await ONE.logDensity!(gaussianModel([1], [4]), line(1, 3));
    expect(logs[0]).toBeCloseTo(-Math.log(2 * Math.sqrt(2 * Math.PI)), 12);
    expect(logs[1]).toBeCloseTo(logs[0] - 0.5, 12);
    // ln density at the mean: -(3 ln 2 pi + ln det) / 2; det = 4(2 - 0.09) - (1 + 0.15) + 0.5(-0.3 - 1).
    const at = { values: Float64Array.from(TRUTH.mean), dimensions: 3 };
    const [log] = await gaussianLearner({ dimensions: 3 }).logDensity!(TRUTH, at);
    expect(log).toBeCloseTo(-1.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(5.84), 12);
  });

  it('gives the same rows for the same generator, and others at the next call', async () => {
    const rng = new Rng(9);
    const first = await ONE.sample(gaussianModel([0]), 5, rng);
    expect(await ONE.sample(gaussianModel([0]), 5, new Rng(9))).toEqual(first);
    expect(await ONE.sample(gaussianModel([0]), 5, rng)).not.toEqual(first);
    expect((await ONE.sample(gaussianModel([0]), 0, rng)).values).toHaveLength(0);
  });

  it('stays where it is once it has collapsed', async () => {
    const point = await fitted(UNBIASED, line(2, 2, 2));
    expect(point.covariance[0]).toBe(0);
    expect([...(await UNBIASED.sample(point, 3, new Rng(1))).values]).toEqual([2, 2, 2]);
    expect([...(await UNBIASED.logDensity!(point, line(2, 2.1)))]).toEqual([Infinity, -Infinity]);
  });

  it('draws in the span of fewer rows than dimensions', async () => {
    const learner = gaussianLearner({ dimensions: 3 });
    const data = { values: Float64Array.of(0, 0, 0, 1, 2, 3), dimensions: 3 };
    const { values } = await learner.sample(await learner.fit({ data }, new Rng(1)), 20, new Rng(2));
    for (let at = 0; at < values.length; at += 3) {
      expect(values[at + 1]).toBeCloseTo(2 * values[at], 9);
      expect(values[at + 2]).toBeCloseTo(3 * values[at], 9);
    }
  });

  it('names the bound that is broken', async () => {
    await expect(fitted(ONE, line(1))).rejects.toThrow('a fit needs at least 2 samples, not 1');
    await expect(fitted(ONE, line(1, 2, 3), Float64Array.of(0, 1, 0))).rejects.toThrow('not 1');
    await expect(fitted(ONE, line(1, 2), Float64Array.of(-1, 1))).rejects.toThrow(
      'weight 0 must be a finite',
    );
    await expect(fitted(ONE, line(1, 2), Float64Array.of(1))).rejects.toThrow('1 weights for 2 rows');
    expect(() => gaussianLearner({ dimensions: 0 })).toThrow('dimensions must be a whole number from 1');
    const sample = async (bias: object, n = 1) => ONE.sample(gaussianModel([0]), n, new Rng(1), bias);
    await expect(sample({ temperature: 0 })).rejects.toThrow('temperature must be a number above 0, not 0');
    await expect(sample({ topK: 3 })).rejects.toMatchObject({ code: 'E_PARAMETER', where: 'top-k' });
    await expect(sample({}, -1)).rejects.toMatchObject({ code: 'E_PARAMETER' });
    const wide = { values: new Float64Array(4), dimensions: 2 };
    await expect(fitted(ONE, wide)).rejects.toThrow('the points have 2 dimensions, and the learner 1');
    expect(() => ONE.rows.concat([line(1), wide])).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });
});

describe('gaussianModel', () => {
  it('refuses what is no covariance', () => {
    expect(() => gaussianModel([0, 0], [1, 2, 2, 1])).toThrow('not positive semidefinite');
    expect(() => gaussianModel([0, 0], [1, 0.5, 0.4, 1])).toThrow('symmetric');
    expect(() => gaussianModel([0], [1, 1])).toThrow('symmetric matrix of 1 x 1');
    expect(() => gaussianModel([0], [Number.NaN])).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    expect([...gaussianModel([0, 0], [1, 1, 1, 1]).lower]).toEqual([1, 0, 1, 0]);
  });
});

describe('rows of points', () => {
  it('are joined and taken whole', () => {
    const { rows } = gaussianLearner({ dimensions: 2 });
    const a = { values: Float64Array.of(1, 2, 3, 4), dimensions: 2 };
    const b = { values: Float64Array.of(5, 6), dimensions: 2 };
    const all = rows.concat([a, b]);
    expect(rows.size(all)).toBe(3);
    expect([...rows.take(all, Uint32Array.of(2, 0, 2)).values]).toEqual([5, 6, 1, 2, 5, 6]);
    expect([...ONE.rows.take(line(7, 8, 9), Uint32Array.of(2, 0)).values]).toEqual([9, 7]);
  });
});
