import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { Rng } from '../../base/rng.ts';
import { bulkGenerator } from '../draws/generator.ts';
import { gaussianModel } from './gaussian-model.ts';
import { mixtureLearner } from './mixture.ts';
import { componentLogs, drawMixture, logSumExp, mixtureLogDensity, mixtureModel } from './mixture-model.ts';

const line = (...values: number[]) => ({ values: Float64Array.from(values), dimensions: 1 });

describe('mixtureModel', () => {
  it('brings weights to a sum of 1', () => {
    const model = mixtureModel([1, 3], [gaussianModel([0]), gaussianModel([1])]);
    expect([...model.weights]).toEqual([0.25, 0.75]);
    expect(model.dimensions).toBe(1);
  });

  it.each([
    ['a weight too many', [1, 1], [gaussianModel([0])]],
    ['a weight too few', [1], [gaussianModel([0]), gaussianModel([1])]],
    ['components of other dimensions', [1, 1], [gaussianModel([0]), gaussianModel([1, 2])]],
    ['weights that are all 0', [0, 0], [gaussianModel([0]), gaussianModel([1])]],
    ['a negative weight', [2, -1], [gaussianModel([0]), gaussianModel([1])]],
    ['nothing', [], []],
  ])('refuses %s', (_, weights, components) => {
    expect(() => mixtureModel(weights, components)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });
});

describe('logSumExp', () => {
  it('is the logarithm of the sum where that can be written down', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1 }), (logs) => {
        const plain = Math.log(logs.reduce((sum, log) => sum + Math.exp(log), 0));
        expect(logSumExp(Float64Array.from(logs))).toBeCloseTo(plain, 9);
      }),
    );
  });

  it('goes up by as much as all of its terms', () => {
    const logs = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(logs, fc.double({ min: -1e5, max: 1e5, noNaN: true }), (own, by) => {
        const up = logSumExp(Float64Array.from(own, (log) => log + by));
        expect(up - by).toBeCloseTo(logSumExp(Float64Array.from(own)), 6);
      }),
    );
  });

  it('has nothing for nothing, and Infinity where a term is', () => {
    expect(logSumExp(new Float64Array(0))).toBe(-Infinity);
    expect(logSumExp(Float64Array.of(1, Infinity, -Infinity))).toBe(Infinity);
  });
});

describe('the density of a mixture', () => {
  it('is that of its components alone where they are one and the same', () => {
    const one = gaussianModel([1, -1], [2, 0.5, 0.5, 1]);
    const several = mixtureModel([0.2, 0.5, 0.3], [one, one, one]);
    const points = { values: Float64Array.of(0, 0, 3, -2, 1, -1), dimensions: 2 };
    const alone = mixtureLogDensity(mixtureModel([1], [one]), points);
    mixtureLogDensity(several, points).forEach((log, i) => {
      expect(log).toBeCloseTo(alone[i], 12);
    });
  });

  it('is not touched by components of weight 0, not even by one that has collapsed where it is asked', () => {
    const alive = gaussianModel([0], [1]);
    const model = mixtureModel([1, 0, 0], [alive, gaussianModel([0], [0]), gaussianModel([0.5], [1e-300])]);
    const alone = mixtureLogDensity(mixtureModel([1], [alive]), line(0, 0.5, 3));
    expect([...mixtureLogDensity(model, line(0, 0.5, 3))]).toEqual([...alone]);
    const logs = new Float64Array(3);
    componentLogs(model, Float64Array.of(0), 0, logs, new Float64Array(1));
    expect([...logs.subarray(1)]).toEqual([-Infinity, -Infinity]);
  });

  it('integrates to 1', () => {
    const model = mixtureModel(
      [1, 2, 1],
      [gaussianModel([-2], [0.1]), gaussianModel([0]), gaussianModel([5], [2])],
    );
    const grid = Float64Array.from({ length: 4000 }, (_, i) => -20 + i / 100);
    const area = mixtureLogDensity(model, line(...grid)).reduce((sum, log) => sum + Math.exp(log) / 100, 0);
    expect(area).toBeCloseTo(1, 8);
  });
});

describe('drawMixture', () => {
  const TWO = mixtureModel([0.2, 0.8], [gaussianModel([-5], [0.25]), gaussianModel([5], [4])]);

  it('draws each component by its weight', () => {
    const values = drawMixture(TWO, 10_000, 1, bulkGenerator(new Rng('share')));
    const left = values.reduce((sum, x) => sum + (x < 0 ? 1 : 0), 0);
    // P(x < 0) = 0.2 + 0.8 x 0.0062; standard deviation 40.
    expect(Math.abs(left - 2050)).toBeLessThan(170);
  });

  it('draws the same for the same state, and nothing for nothing', () => {
    const draw = (n: number) => drawMixture(TWO, n, 0.5, bulkGenerator(new Rng('same')));
    expect(draw(20)).toEqual(draw(20));
    expect(draw(0)).toHaveLength(0);
  });

  it('weighs separate components by the power of their height times their width when it is cold', () => {
    // Far apart, component j has the share w^p s^(1-p) at power p: at T = 0.5 0.04/0.5 against 0.64/2.
    const cold = drawMixture(TWO, 20_000, 0.5, bulkGenerator(new Rng('cold')));
    const expected = 0.08 / (0.08 + 0.32);
    const left = cold.reduce((sum, x) => sum + (x < 0 ? 1 : 0), 0) / 20_000;
    // What of the wide one lies below 0 is 2e-4 of it.
    expect(Math.abs(left - expected)).toBeLessThan(
      4 * Math.sqrt((expected * (1 - expected)) / 20_000) + 3e-4,
    );
  });

  it('multiplies the variance of a single component by the temperature', () => {
    const one = mixtureModel([1], [gaussianModel([3], [4])]);
    for (const temperature of [0.1, 1, 7]) {
      const values = drawMixture(one, 20_000, temperature, bulkGenerator(new Rng(`${temperature}`)));
      const square = values.reduce((sum, x) => sum + (x - 3) ** 2, 0) / 20_000;
      expect(Math.abs(square / (4 * temperature) - 1)).toBeLessThan(4 * Math.sqrt(2 / 20_000));
    }
  });

  it('draws at the highest peak most of the time when it is cold, and says so where it is too cold to draw', () => {
    const peaked = mixtureModel([0.3, 0.7], [gaussianModel([-5], [0.25]), gaussianModel([5], [4])]);
    const values = drawMixture(peaked, 300, 0.1, bulkGenerator(new Rng('peak')));
    // 0.3^10 / 0.5^9 against 0.7^10 / 2^9.
    const share = 1 / (1 + (0.7 / 0.3) ** 10 / 4 ** 9);
    const left = values.reduce((sum, x) => sum + (x < 0 ? 1 : 0), 0) / 300;
    expect(Math.abs(left - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 300));
    expect(() => drawMixture(peaked, 1, 1e-4, bulkGenerator(new Rng('ice')))).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', where: 'temperature' }),
    );
  });

  it('leaves components of weight 0 alone at every temperature', () => {
    const model = mixtureModel([1, 0], [gaussianModel([0], [1]), gaussianModel([1000], [1])]);
    for (const temperature of [0.5, 1, 2]) {
      const values = drawMixture(model, 2000, temperature, bulkGenerator(new Rng('zero')));
      expect(Math.max(...values)).toBeLessThan(100);
    }
  });
});

describe('mixtureLearner, where it is tempted to break', () => {
  const NUMBERS = (values: Iterable<number>) => [...values].every(Number.isFinite);

  it('gives numbers and weights that sum to 1, whatever the rows and their weights', async () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 2 })), {
      minLength: 3,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 3 }), fc.nat(), async (own, components, seed) => {
        fc.pre(own.filter(([, weight]) => weight > 0).length >= 3);
        const learner = mixtureLearner({ components, iterations: 30 });
        const batch = {
          data: line(...own.map(([x]) => x)),
          weights: Float64Array.from(own, ([, weight]) => weight),
        };
        const model = await learner.fit(batch, new Rng(seed));
        expect(model.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
        for (const { mean, covariance } of model.components) {
          expect(NUMBERS(mean)).toBe(true);
          expect(covariance[0]).toBeGreaterThan(0);
        }
        expect(NUMBERS(await learner.logDensity!(model, batch.data))).toBe(true);
      }),
      { numRuns: runs(60) },
    );
  });

  it.each([1e-3, 1e-9, 1e-18, 1e-30])(
    'bears rows on a line of the plane with a floor of %d',
    async (floor) => {
      const values = Float64Array.from({ length: 40 }, (_, i) => (i >> 1) * (i % 2 === 0 ? 1 : 3));
      const learner = mixtureLearner({ components: 2, dimensions: 2, floor });
      const model = await learner.fit({ data: { values, dimensions: 2 } }, new Rng(4));
      expect(NUMBERS(model.weights)).toBe(true);
      for (const { mean, covariance } of model.components)
        expect(NUMBERS([...mean, ...covariance])).toBe(true);
    },
  );

  it('takes the k-means assignment as it is with no iteration', async () => {
    const data = line(0, 0.1, 10, 10.1, 10.2);
    const { weights } = await mixtureLearner({ components: 2, iterations: 0 }).fit({ data }, new Rng(2));
    expect([...weights].sort()).toEqual([0.4, 0.6]);
  });

  it('finds the mean and the spread of all rows with one component, whatever the start', async () => {
    const data = line(1, 2, 3, 6);
    for (const seed of [1, 2, 3]) {
      const { components } = await mixtureLearner({ components: 1, floor: 1e-12 }).fit(
        { data },
        new Rng(seed),
      );
      expect(components[0].mean[0]).toBeCloseTo(3, 10);
      expect(components[0].covariance[0]).toBeCloseTo(3.5, 8);
    }
  });

  it('moves with its rows, and widens with them', async () => {
    const rows = [-3, -2.5, -3.4, 2, 2.5, 1, 3.1];
    const learner = mixtureLearner({ components: 2, tolerance: 0, iterations: 40 });
    const plain = await learner.fit({ data: line(...rows) }, new Rng(6));
    const moved = await learner.fit({ data: line(...rows.map((x) => 100 + 8 * x)) }, new Rng(6));
    plain.components.forEach(({ mean, covariance }, j) => {
      expect(moved.weights[j]).toBeCloseTo(plain.weights[j], 8);
      expect(moved.components[j].mean[0]).toBeCloseTo(100 + 8 * mean[0], 6);
      expect(moved.components[j].covariance[0]).toBeCloseTo(64 * covariance[0], 5);
    });
  });
});
