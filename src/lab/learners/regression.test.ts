import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { LeastSquares } from './least-squares.ts';
import { excessError, type LabelledRows, regressionLearner } from './regression.ts';

const TWO = regressionLearner({ features: 2 });
const ROWS: LabelledRows = {
  features: Float64Array.of(1, 0, 0, 1, 1, 1, 1, -1, 2, 3),
  labels: Float64Array.of(2, -1, 1, 3, 1),
};

describe('regressionLearner', () => {
  it('finds the coefficients of labels without noise', async () => {
    const learner = regressionLearner({ features: 3, noise: 0 });
    const truth = { coefficients: Float64Array.of(1, -2, 0.5) };
    const data = await learner.sample(truth, 10, new Rng(1));
    const model = await learner.fit({ data }, new Rng(1));
    expect(excessError(model.coefficients, truth.coefficients)).toBeLessThan(1e-24);
  });

  it('leaves residuals that are orthogonal to the features', async () => {
    const { coefficients } = await TWO.fit({ data: ROWS }, new Rng(1));
    for (const j of [0, 1]) {
      let dot = 0;
      ROWS.labels.forEach((label, row) => {
        const [x, y] = ROWS.features.subarray(2 * row, 2 * row + 2);
        dot += ROWS.features[2 * row + j] * (label - coefficients[0] * x - coefficients[1] * y);
      });
      expect(dot).toBeCloseTo(0, 12);
    }
  });

  it('counts a row of weight w as w rows', async () => {
    const weights = Float64Array.of(1, 2, 0, 3, 1);
    const weighted = await TWO.fit({ data: ROWS, weights }, new Rng(1));
    const repeated = TWO.rows.take(ROWS, Uint32Array.of(0, 1, 1, 3, 3, 3, 4));
    const plain = await TWO.fit({ data: repeated }, new Rng(1));
    expect(excessError(weighted.coefficients, plain.coefficients)).toBeLessThan(1e-24);
  });

  it('shrinks towards 0 with a ridge', async () => {
    const one = regressionLearner({ features: 1, ridge: 2 });
    const data = { features: Float64Array.of(1, 1, 1), labels: Float64Array.of(1, 2, 3) };
    const { coefficients } = await one.fit({ data }, new Rng(1));
    // sum xy / (sum x^2 + ridge).
    expect(coefficients[0]).toBeCloseTo(6 / 5, 12);
  });

  it('uses one design again and again where one is given', async () => {
    const design = Float64Array.of(1, 2, 3, 4, 5, 6);
    const learner = regressionLearner({ features: 2, design });
    const { features } = await learner.sample({ coefficients: Float64Array.of(0, 0) }, 4, new Rng(1));
    expect([...features]).toEqual([1, 2, 3, 4, 5, 6, 1, 2]);
    const fresh = await TWO.sample({ coefficients: Float64Array.of(0, 0) }, 4, new Rng(1));
    const other = await TWO.sample({ coefficients: Float64Array.of(0, 0) }, 4, new Rng(2));
    expect(fresh.features).not.toEqual(other.features);
  });

  it('has label noise of the variance that the temperature multiplies', async () => {
    const n = 50_000;
    const learner = regressionLearner({ features: 1, noise: 2 });
    const zero = { coefficients: Float64Array.of(0) };
    const { labels } = await learner.sample(zero, n, new Rng(7), { temperature: 0.25 });
    const square = labels.reduce((sum, y) => sum + y * y, 0) / n;
    expect(Math.abs(square - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  });

  it('gives the density of a label given its features', async () => {
    const learner = regressionLearner({ features: 1, noise: 2 });
    const data = { features: Float64Array.of(1, 1), labels: Float64Array.of(3, 5) };
    const logs = await learner.logDensity!({ coefficients: Float64Array.of(3) }, data);
    expect(logs[0]).toBeCloseTo(-Math.log(2 * Math.sqrt(2 * Math.PI)), 12);
    expect(logs[1]).toBeCloseTo(logs[0] - 0.5, 12);
  });

  it('names the bound that is broken', () => {
    const three = TWO.rows.take(ROWS, Uint32Array.of(0, 1, 2));
    expect(() => TWO.fit({ data: three }, new Rng(1))).toThrow('a fit needs at least 4 samples, not 3');
    const same = TWO.rows.take(ROWS, Uint32Array.of(0, 0, 0, 0));
    expect(() => TWO.fit({ data: same }, new Rng(1))).toThrow('linearly dependent');
    expect(() => regressionLearner({ features: 2, design: new Float64Array(3) })).toThrow('no rows of 2');
    expect(() => regressionLearner({ features: 2, noise: -1 })).toThrow('noise must be a number from 0');
  });

  it('joins rows with their labels', () => {
    const all = TWO.rows.concat([ROWS, TWO.rows.take(ROWS, Uint32Array.of(4))]);
    expect(TWO.rows.size(all)).toBe(6);
    expect([...all.features.subarray(10)]).toEqual([2, 3]);
    expect(all.labels[5]).toBe(1);
  });
});

describe('LeastSquares', () => {
  it('keeps its digits where normal equations lose them (Läuchli 1961)', () => {
    const e = 1e-9;
    const design = [1, 1, e, 0, 0, e];
    const x = LeastSquares.of(design, 2)!.solve(Float64Array.of(2, e, e));
    expect(x[0]).toBeCloseTo(1, 6);
    expect(x[1]).toBeCloseTo(1, 6);
  });

  it('solves square systems exactly, and none without a solution', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (x) => {
          const design = [4, 1, 0, 1, 3, -1, 0, -1, 2];
          const labels = Float64Array.from([0, 1, 2], (i) =>
            x.reduce((sum, value, j) => sum + design[3 * i + j] * value, 0),
          );
          LeastSquares.of(design, 3)!
            .solve(labels)
            .forEach((value, j) => {
              expect(value).toBeCloseTo(x[j], 10);
            });
        },
      ),
    );
    expect(LeastSquares.of([1, 2, 2, 4, 3, 6], 2)).toBeUndefined();
    expect(LeastSquares.of([0, 0], 1)).toBeUndefined();
    expect(LeastSquares.of([1, Number.NaN], 1)).toBeUndefined();
  });
});
