import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { regressionExperiment } from './regression-experiment.ts';

function experimentOf(features: number, samples: number, noise = 1) {
  const settings = { learner: 'least-squares', samples, parameters: { features, noise }, seed: '1' };
  return regressionExperiment(settings);
}

describe('regressionExperiment', () => {
  it('draws labels at the features of the real rows, again and again, whatever is kept', async () => {
    const { learners, real } = experimentOf(3, 8);
    const [learner] = learners;
    const initial = await real(8, new Rng('real'));
    let data = initial;
    for (let g = 0; g < 3; g++) {
      const model = await learner.fit({ data }, new Rng(g));
      const output = await learner.sample(model, 8, new Rng(g));
      expect(output.features).toEqual(initial.features);
      expect(output.labels).not.toEqual(initial.labels);
      data = g === 1 ? learner.rows.concat([initial, output]) : output;
    }
  });

  it('begins the features again where more rows are asked for than there are', async () => {
    const { learners, real } = experimentOf(1, 3);
    const initial = await real(3, new Rng(1));
    const model = await learners[0].fit({ data: initial }, new Rng(1));
    const { features } = await learners[0].sample(model, 7, new Rng(1));
    const [a, b, c] = initial.features;
    expect([...features]).toEqual([a, b, c, a, b, c, a]);
  });

  it('calls a label right within two deviations of the noise, both ends in', () => {
    const { right } = experimentOf(1, 3, 0.5);
    const labels = Float64Array.of(0, 1, -1, 1.0001, -1.0001, Number.NaN);
    expect([...right!({ features: new Float64Array(6), labels })]).toEqual([1, 1, 1, 0, 0, 0]);
  });

  it('makes no error without noise, in the first model and in the last', async () => {
    const { learners, real, measure } = experimentOf(4, 10, 0);
    const [learner] = learners;
    let data = await real(10, new Rng(1));
    const initial = data;
    for (let generation = 0; generation < 4; generation++) {
      const model = await learner.fit({ data }, new Rng(1));
      const output = await learner.sample(model, 10, new Rng(1));
      const values = await measure(
        { generation, learner, model, batch: { data }, initial, output },
        new Rng(1),
      );
      expect(values['error']).toBeLessThan(1e-24);
      data = output;
    }
  });

  it.each([
    [1, 2],
    [10, 11],
    [200, 201],
  ])('refuses %d features with %d rows, and names d + 2', (features, samples) => {
    expect(() => experimentOf(features, samples)).toThrow(
      expect.objectContaining({
        code: 'E_PARAMETER',
        message: expect.stringContaining(`from ${features + 2}, not ${samples}`),
      }),
    );
  });
});
