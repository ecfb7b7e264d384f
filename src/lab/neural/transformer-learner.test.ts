import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { transformerLearner } from './transformer-learner.ts';

const TRAINING = {
  shape: { vocabulary: 6, context: 4, width: 16, heads: 1, layers: 1 },
  optimiser: { rate: 0.02, warmUp: 0.1, decay: 0, longestGradient: 1 },
  rows: 2,
  epochs: 2,
};

describe('transformerLearner', () => {
  const learner = transformerLearner(TRAINING);
  const documents = [Uint32Array.of(1, 2), Uint32Array.of(3), Uint32Array.of(4, 5, 1, 2, 3)];

  it('fits, writes as many documents as it is asked for, and scores them', async () => {
    const model = await learner.fit({ data: documents }, new Rng(1));
    const written = await learner.sample(model, 3, new Rng(2), { temperature: 0.5, topK: 2 });
    expect(learner.rows.size(written)).toBe(3);
    const scores = await learner.logDensity!(model, documents);
    expect(scores).toHaveLength(3);
    expect(scores.every((score) => score < 0)).toBe(true);
  });

  it('joins and takes documents as rows', () => {
    const { concat, take, size } = learner.rows;
    expect(take(documents, Uint32Array.of(2, 0, 0))).toEqual([documents[2], documents[0], documents[0]]);
    expect(size(concat([documents, [], documents]))).toBe(6);
  });

  it('refuses what is out of bounds, naming the bound', async () => {
    const refused = (message: string) =>
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining(message) });
    expect(() => learner.fit({ data: [] }, new Rng(1))).toThrow(refused('at least 1'));
    expect(() => learner.fit({ data: documents, weights: Float64Array.of(1, -1, 1) }, new Rng(1))).toThrow(
      refused('weight 1'),
    );
    const model = await learner.fit({ data: documents }, new Rng(1));
    expect(() => learner.sample(model, 1.5, new Rng(1))).toThrow(refused('whole number'));
    expect(() => learner.sample(model, 1, new Rng(1), { temperature: 0 })).toThrow(refused('above 0'));
    expect(() => learner.sample(model, 1, new Rng(1), { topK: 0 })).toThrow(refused('from 1'));
    const shape = (more: object) => () =>
      transformerLearner({ ...TRAINING, shape: { ...TRAINING.shape, ...more } });
    expect(shape({ vocabulary: 1 })).toThrow(refused('from 2'));
    expect(shape({ context: 1 })).toThrow(refused('from 2'));
    expect(shape({ heads: 3 })).toThrow(refused('width / heads'));
    expect(shape({ layers: 0 })).toThrow(refused('layers'));
    expect(() => transformerLearner({ ...TRAINING, rows: 0 })).toThrow(refused('rows'));
    expect(() => transformerLearner({ ...TRAINING, epochs: 0 })).toThrow(refused('epochs'));
  });
});
