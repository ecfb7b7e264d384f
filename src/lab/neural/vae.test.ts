import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { covarianceMatrix } from '../../stats/covariance.ts';
import type { Points } from '../learners/points.ts';
import { reconstructionError } from './vae.ts';
import { vaeLearner } from './vae-learner.ts';
import { noiseOf } from './vae-shape.ts';

const OPTIONS = {
  shape: { pixels: 4, hidden: 16, latent: 1 },
  optimiser: { rate: 0.02, warmUp: 0.05, decay: 0, longestGradient: 1 },
  rows: 64,
  epochs: 40,
  components: 2,
};
const learner = vaeLearner(OPTIONS);

const NOISE = 0.1;

/** Two kinds of rows, three of the first to one of the second, with noise. */
function twoKinds(n: number, seed: string): Points {
  const rng = new Rng(seed);
  const kinds = [
    [0.8, 0.8, 0.2, 0.2],
    [0.2, 0.2, 0.8, 0.8],
  ];
  const values = new Float64Array(n * 4);
  for (let row = 0; row < n; row++) {
    const kind = kinds[rng.int(4) === 0 ? 1 : 0];
    for (let i = 0; i < 4; i++) values[row * 4 + i] = kind[i] + NOISE * rng.normal();
  }
  return { values, dimensions: 4 };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean log-density of the rows under what they were drawn from. */
function trueDensity({ values }: Points): number {
  let sum = 0;
  const log = (row: number, kind: number[]) =>
    kind.reduce((total, mu, i) => total - (values[row * 4 + i] - mu) ** 2 / (2 * NOISE ** 2), 0);
  for (let row = 0; row < values.length / 4; row++) {
    const both =
      0.75 * Math.exp(log(row, [0.8, 0.8, 0.2, 0.2])) + 0.25 * Math.exp(log(row, [0.2, 0.2, 0.8, 0.8]));
    sum += Math.log(both) - 2 * Math.log(2 * Math.PI) - 4 * Math.log(NOISE);
  }
  return sum / (values.length / 4);
}

describe('vaeLearner', () => {
  const data = twoKinds(400, 'train');
  const held = twoKinds(400, 'held-out');
  const model = Promise.resolve(learner.fit({ data }, new Rng('fit')));

  it('bounds the log-density of held-out rows from below, and closely', async () => {
    const bound = mean(await learner.logDensity!(await model, held));
    const truth = trueDensity(held);
    expect(bound).toBeLessThan(truth + 0.1);
    expect(bound).toBeGreaterThan(truth - 1);
  });

  it('learns the noise of the pixels', async () => {
    expect(noiseOf(await model)).toBeGreaterThan(0.8 * NOISE);
    expect(noiseOf(await model)).toBeLessThan(1.2 * NOISE);
    expect(await reconstructionError(await model, held)).toBeLessThan(1.5 * NOISE ** 2);
  });

  it('draws rows with the shares and the spread of those that it was fitted on', async () => {
    const drawn = await learner.sample(await model, 2000, new Rng('sample'));
    let second = 0;
    for (let row = 0; row < 2000; row++) if (drawn.values[row * 4] < 0.5) second += 1 / 2000;
    expect(second).toBeGreaterThan(0.18);
    expect(second).toBeLessThan(0.32);
    const [wanted, found] = [covarianceMatrix(data.values, 4)!, covarianceMatrix(drawn.values, 4)!];
    for (const [i, value] of wanted.entries()) expect(Math.abs(found[i] - value)).toBeLessThan(0.02);
  });

  it('narrows at a low temperature', async () => {
    const cold = await learner.sample(await model, 300, new Rng('cold'), { temperature: 0.1 });
    const [least, most] = [0.8, 0.2].map((centre) =>
      Array.from({ length: 300 }, (_, row) => Math.abs(cold.values[row * 4] - centre)),
    );
    expect(least.every((distance, row) => Math.min(distance, most[row]) < 0.1)).toBe(true);
  });

  it('gives the same bytes for the same seed', async () => {
    const quick = vaeLearner({ ...OPTIONS, epochs: 1 });
    const run = async () => {
      const own = await quick.fit({ data }, new Rng('same'));
      return [own, await quick.sample(own, 7, new Rng('same'))];
    };
    expect(await run()).toEqual(await run());
  });

  it('learns nothing of rows that weigh nothing', async () => {
    const weights = Float64Array.from({ length: 400 }, (_, row) => (data.values[row * 4] < 0.5 ? 0 : 1));
    const own = await learner.fit({ data, weights }, new Rng('weights'));
    const drawn = await learner.sample(own, 400, new Rng('weights'));
    const second = Array.from({ length: 400 }, (_, row) => drawn.values[row * 4]).filter((x) => x < 0.4);
    expect(second.length).toBeLessThan(8);
  });

  it('refuses what it cannot fit or give', async () => {
    expect(() => learner.fit({ data: { values: new Float64Array(4), dimensions: 4 } }, new Rng(1))).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining('at least 2') }),
    );
    expect(() => learner.fit({ data: { values: new Float64Array(6), dimensions: 3 } }, new Rng(1))).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER' }),
    );
    await expect(learner.sample(await model, 3, new Rng(1), { topK: 2 })).rejects.toMatchObject({
      code: 'E_PARAMETER',
    });
    expect(() => vaeLearner({ ...OPTIONS, shape: { pixels: 4, hidden: 0, latent: 1 } })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER' }),
    );
  });
});
