import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { categoricalLearner, categoricalModel } from './categorical.ts';
import { truthOf } from './truth.ts';

describe('truthOf', () => {
  const learner = categoricalLearner(3);
  const real = truthOf(learner, categoricalModel([1, 0, 2]));

  it('draws what the learner would draw from that model, without a bias', async () => {
    const model = categoricalModel([1, 0, 2]);
    expect(await real(50, new Rng(3))).toEqual(await learner.sample(model, 50, new Rng(3)));
    expect(await real(0, new Rng(3))).toHaveLength(0);
  });

  it('refuses numbers of rows that are none', () => {
    expect(() => real(-1, new Rng(1))).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });
});
