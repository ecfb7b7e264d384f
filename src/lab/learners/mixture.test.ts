import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { gaussianLearner } from './gaussian.ts';
import { gaussianModel } from './gaussian-model.ts';
import { mixtureLearner } from './mixture.ts';
import { logSumExp, type MixtureModel, mixtureModel } from './mixture-model.ts';
import type { Points } from './points.ts';

const TRUTH = mixtureModel([0.3, 0.7], [gaussianModel([-3], [0.25]), gaussianModel([2], [1])]);
const TWO = mixtureLearner({ components: 2 });

function byMean({ weights, components }: MixtureModel) {
  return components
    .map(({ mean, covariance }, j) => ({ weight: weights[j], mean: mean[0], variance: covariance[0] }))
    .sort((a, b) => a.mean - b.mean);
}

async function meanLog(model: MixtureModel, data: Points): Promise<number> {
  const logs = await TWO.logDensity!(model, data);
  return logs.reduce((sum, log) => sum + log, 0) / logs.length;
}

/** The share of the density of `model` to the power p below x, by the trapezoid rule. */
function powerCdf(model: MixtureModel, power: number, x: number): number {
  const density = (at: number) =>
    Math.exp(
      power * (TWO.logDensity!(model, { values: Float64Array.of(at), dimensions: 1 }) as Float64Array)[0],
    );
  let below = 0;
  let all = 0;
  for (let at = -30; at < 30; at += 0.01) {
    const area = density(at);
    all += area;
    if (at < x) below += area;
  }
  return below / all;
}

describe('mixtureLearner', () => {
  it('finds the components that the data have', async () => {
    const n = 20_000;
    const data = await TWO.sample(TRUTH, n, new Rng('data'));
    const [left, right] = byMean(await TWO.fit({ data }, new Rng('start')));
    expect(Math.abs(left.weight - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / n));
    expect(Math.abs(left.mean + 3)).toBeLessThan(4 * Math.sqrt(0.25 / (0.3 * n)));
    expect(Math.abs(left.variance - 0.25)).toBeLessThan(6 * Math.sqrt((2 * 0.25 ** 2) / (0.3 * n)));
    expect(Math.abs(right.mean - 2)).toBeLessThan(4 * Math.sqrt(1 / (0.7 * n)));
    expect(Math.abs(right.variance - 1)).toBeLessThan(6 * Math.sqrt(2 / (0.7 * n)));
  });

  it('raises the likelihood with every iteration', async () => {
    const data = await TWO.sample(TRUTH, 500, new Rng('em'));
    let last = -Infinity;
    for (let iterations = 0; iterations < 8; iterations++) {
      const learner = mixtureLearner({ components: 2, iterations, tolerance: 0 });
      const log = await meanLog(await learner.fit({ data }, new Rng(4)), data);
      expect(log).toBeGreaterThan(last - 1e-9);
      last = log;
    }
  });

  it('is a Gaussian where it has one component', async () => {
    const one = mixtureLearner({ components: 1, dimensions: 2 });
    const data = { values: Float64Array.of(0, 1, 2, 5, 4, 2, 1, 1), dimensions: 2 };
    const { components } = await one.fit({ data }, new Rng(1));
    const plain = await gaussianLearner({ dimensions: 2 }).fit({ data }, new Rng(1));
    components[0].covariance.forEach((value, at) => {
      expect(value).toBeCloseTo(plain.covariance[at], 4);
    });
  });

  it('counts a row of weight w as w rows', async () => {
    const values = Float64Array.of(-3, -2.5, -3.2, 2, 2.5, 1);
    const weighted = mixtureLearner({ components: 2, tolerance: 0 });
    const a = await weighted.fit(
      { data: { values, dimensions: 1 }, weights: Float64Array.of(2, 1, 1, 1, 3, 1) },
      new Rng(2),
    );
    const repeated = Float64Array.of(-3, -3, -2.5, -3.2, 2, 2.5, 2.5, 2.5, 1);
    const b = await weighted.fit({ data: { values: repeated, dimensions: 1 } }, new Rng(2));
    byMean(a).forEach((component, j) => {
      expect(component.mean).toBeCloseTo(byMean(b)[j].mean, 4);
      expect(component.weight).toBeCloseTo(byMean(b)[j].weight, 4);
    });
  });

  it('survives data that are one point, and more components than points that differ', async () => {
    const data = { values: new Float64Array(6).fill(2), dimensions: 1 };
    const model = await mixtureLearner({ components: 3 }).fit({ data }, new Rng(1));
    expect(model.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    const { values } = await mixtureLearner({ components: 3 }).sample(model, 100, new Rng(2));
    for (const value of values) expect(Math.abs(value - 2)).toBeLessThan(0.1);
  });

  it('keeps a variance at the floor', async () => {
    const data = { values: Float64Array.of(0, 0, 0, 10), dimensions: 1 };
    const model = await mixtureLearner({ components: 2, floor: 0.01 }).fit({ data }, new Rng(1));
    // The variance of all rows is 18.75.
    for (const { covariance } of model.components) expect(covariance[0]).toBeGreaterThan(0.18);
  });

  it.each([0.4, 2.5])('draws exactly from the density to the power 1/T at T = %d', async (temperature) => {
    const n = 20_000;
    const overlapping = mixtureModel([0.4, 0.6], [gaussianModel([-1], [1]), gaussianModel([1], [0.5])]);
    const { values } = await TWO.sample(overlapping, n, new Rng('warm'), { temperature });
    for (const x of [-2, -0.5, 0.5, 1, 2]) {
      const share = values.reduce((sum, value) => sum + (value < x ? 1 : 0), 0) / n;
      const p = powerCdf(overlapping, 1 / temperature, x);
      // 0.01 is the step of the integral.
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n) + 0.005);
    }
  });

  it('has the density of the sum of its parts', async () => {
    const at = Float64Array.of(-3, 0, 2);
    const logs = await TWO.logDensity!(TRUTH, { values: at, dimensions: 1 });
    const phi = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    at.forEach((x, i) => {
      const density = 0.3 * phi((x + 3) / 0.5) * 2 + 0.7 * phi(x - 2);
      expect(logs[i]).toBeCloseTo(Math.log(density), 10);
    });
    // Where densities underflow their logarithms do not.
    const [far] = await TWO.logDensity!(TRUTH, { values: Float64Array.of(100), dimensions: 1 });
    expect(far).toBeCloseTo(Math.log(0.7) - 0.9189385332046728 - 98 ** 2 / 2, 6);
  });

  it('names the bound that is broken', async () => {
    const two = { values: Float64Array.of(1, 2), dimensions: 1 };
    expect(() => mixtureLearner({ components: 3 }).fit({ data: two }, new Rng(1))).toThrow(
      'a fit needs at least 3 samples, not 2',
    );
    expect(() => mixtureLearner({ components: 0 })).toThrow('components must be a whole number from 1');
    expect(() => mixtureLearner({ components: 1, floor: 0 })).toThrow('floor must be a number above 0');
    expect(() => mixtureModel([1], [])).toThrow('one weight a component');
    expect(() => TWO.sample(TRUTH, 1, new Rng(1), { topK: 2 })).toThrow('has no top-k');
  });
});

describe('logSumExp', () => {
  it('neither overflows nor loses what is lost', () => {
    expect(logSumExp(Float64Array.of(1000, 1000))).toBeCloseTo(1000 + Math.LN2, 12);
    expect(logSumExp(Float64Array.of(-Infinity, -Infinity))).toBe(-Infinity);
    expect(logSumExp(Float64Array.of(-Infinity, 3))).toBe(3);
  });
});
