import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import type { MixtureModel } from '../learners/mixture-model.ts';
import type { Points } from '../learners/points.ts';
import { mixtureExperiment, ring } from './mixture-experiment.ts';

function experimentOf(components: number, spread = 0.12, learner = 'em') {
  return mixtureExperiment({ learner, samples: 100, parameters: { components, spread }, seed: '1' });
}

const points = (...rows: readonly (readonly [number, number])[]): Points => ({
  values: Float64Array.from(rows.flat()),
  dimensions: 2,
});

/** What is measured of a model that put `output` out. */
async function measured(components: number, output: Points, model: MixtureModel = ring(components, 0.12)) {
  const own = experimentOf(components);
  const [learner] = own.learners;
  const step = { generation: 0, learner, model, batch: { data: output }, initial: output, output };
  return own.measure(step, new Rng(1));
}

/** The point in the middle of mode i. */
function mode(i: number, components: number): [number, number] {
  const angle = (2 * Math.PI * i) / components;
  return [Math.cos(angle), Math.sin(angle)];
}

describe('the modes that are covered', () => {
  it.each([1, 2, 3, 7, 8, 64])('are all of %d where each has a point in its middle', async (components) => {
    const all = Array.from({ length: components }, (_, i) => mode(i, components));
    expect((await measured(components, points(...all)))['modes']).toBe(components);
  });

  it.each([2, 5, 8])('are one of %d where all points are at one', async (components) => {
    for (let i = 0; i < components; i++) {
      const same = new Array<[number, number]>(20).fill(mode(i, components));
      expect((await measured(components, points(...same)))['modes']).toBe(1);
    }
  });

  it('need a fifth of their share', async () => {
    // Of 4 modes each should have 25 of 100: 5 are enough, 4 are not.
    const rows = (few: number) =>
      points(...Array.from({ length: 100 }, (_, i) => mode(i < few ? 1 : i % 2 === 0 ? 2 : 3, 4)));
    expect((await measured(4, rows(5)))['modes']).toBe(3);
    expect((await measured(4, rows(4)))['modes']).toBe(2);
  });

  it('are found on both sides of the angle at which a turn ends', async () => {
    // Mode 1 of 2 lies at half a turn, where the angle leaps from pi to minus pi.
    const rows = points([-1, 1e-9], [-1, -1e-9], [-1, 0], [-1, -0]);
    expect((await measured(2, rows))['modes']).toBe(1);
  });
});

describe('precision and likelihood', () => {
  it('are 0 and low where the model is far from the truth', async () => {
    const far = points([50, 50], [-50, 0]);
    expect((await measured(4, far))['precision']).toBe(0);
    const [off, own] = await Promise.all([
      measured(4, far, ring(4, 0.01)).then((values) => values['likelihood']),
      measured(4, far).then((values) => values['likelihood']),
    ]);
    expect(off).toBeLessThan(own - 10);
  });

  it('is the negative entropy for separate modes of the truth', async () => {
    // ln of the number of modes and the entropy of one; 500 points leave an error of about 1/sqrt(500).
    const entropy = Math.log(4) + 1 + Math.log(2 * Math.PI * 0.12 ** 2);
    const { likelihood } = await measured(4, points([1, 0]));
    expect(Math.abs(likelihood + entropy)).toBeLessThan(4 / Math.sqrt(500));
  });

  it('is 0.99 for draws of the truth', async () => {
    const { real } = experimentOf(6);
    const { precision } = await measured(6, (await real(20_000, new Rng('truth'))) as Points);
    // Of the threshold and of the draws: two binomial errors of 0.0007.
    expect(Math.abs(precision - 0.99)).toBeLessThan(0.005);
  });
});

describe('mixtureExperiment', () => {
  it('has a class of half as many components beside the one that can hold the truth, first where it was asked for', async () => {
    const counts = async (learner: string, components: number) => {
      const { learners, real } = experimentOf(components, 0.12, learner);
      const data = await real(100, new Rng(1));
      return Promise.all(
        learners.map(async (own) => (await own.fit({ data }, new Rng(1))).components.length),
      );
    };
    expect(await counts('em', 6)).toEqual([6, 3]);
    expect(await counts('em-narrow', 6)).toEqual([3, 6]);
    expect(await counts('em-narrow', 1)).toEqual([1, 1]);
  });

  it('holds all models of one seed against the same points, and other seeds against others', () => {
    const values = (seed: string) =>
      mixtureExperiment({ learner: 'em', samples: 10, parameters: { components: 3, spread: 0.2 }, seed });
    const at = (seed: string) => {
      const own = values(seed);
      const output = points([1, 0]);
      const step = { generation: 0, learner: own.learners[0], model: ring(3, 0.2), output };
      return own.measure({ ...step, batch: { data: output }, initial: output }, new Rng(9));
    };
    expect(at('a')).toEqual(at('a'));
    expect(at('a')).not.toEqual(at('b'));
  });
});
