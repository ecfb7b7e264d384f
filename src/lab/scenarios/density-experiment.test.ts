import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { densityExperiment } from './density-experiment.ts';

function experimentOf(bandwidth: number, seed = '1') {
  return densityExperiment({ learner: 'kernel', samples: 10, parameters: { bandwidth }, seed });
}

async function values(rows: readonly number[], bandwidth: number, weights?: readonly number[]) {
  const own = experimentOf(bandwidth);
  const [learner] = own.learners;
  const data = { values: Float64Array.from(rows), dimensions: 1 };
  const batch = { data, ...(weights === undefined ? {} : { weights: Float64Array.from(weights) }) };
  const model = await learner.fit(batch, new Rng(1));
  const step = { generation: 0, learner, model, batch, initial: data, output: data };
  return own.measure(step, new Rng(1));
}

describe('densityExperiment', () => {
  it('has the second moment of the rows and the square of the bandwidth', async () => {
    expect((await values([-1, 2, 0, 3], 0.5))['moment']).toBeCloseTo(14 / 4 + 0.25, 12);
    expect((await values([0], 2))['moment']).toBeCloseTo(4, 12);
  });

  it('counts rows by their weights', async () => {
    expect((await values([1, 5, 2], 1, [3, 0, 1]))['moment']).toBeCloseTo((3 + 4) / 4 + 1, 12);
  });

  it('has the moment of draws of the model', async () => {
    const { learners } = experimentOf(0.7);
    const data = { values: Float64Array.of(-2, 0, 1), dimensions: 1 };
    const model = await learners[0].fit({ data }, new Rng(1));
    const n = 50_000;
    const drawn = (await learners[0].sample(model, n, new Rng('draws'))).values;
    const square = drawn.reduce((sum, x) => sum + x * x, 0) / n;
    const { moment } = await values([-2, 0, 1], 0.7);
    // Var(x^2) is below 10 here.
    expect(Math.abs(square - moment)).toBeLessThan(4 * Math.sqrt(10 / n));
  });

  it('finds a model that is off less likely, and one of its own seed the same', async () => {
    const near = await values([-1, -0.3, 0, 0.3, 1], 0.5);
    const far = await values([9, 9.5, 10], 0.5);
    expect(far['likelihood']).toBeLessThan(near['likelihood'] - 50);
    expect(await values([0, 1], 0.5)).toEqual(await values([0, 1], 0.5));
  });
});
