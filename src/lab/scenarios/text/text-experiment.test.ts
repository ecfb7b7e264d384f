import { beforeAll, describe, expect, it } from 'vitest';
import { brown } from '../../../../test/fixtures/brown.ts';
import { Rng } from '../../../base/rng.ts';
import type { Example } from '../../../corpus/example.ts';
import { ngramLearner } from '../../learners/ngram.ts';
import type { HumanText } from './human-text.ts';
import { type TextModels, textExperiment } from './text-experiment.ts';
import { humanSides, verdictsOf } from './text-verdicts.ts';
import { WordCodec } from './vocabulary.ts';

let human: HumanText;
beforeAll(() => {
  const [training, holdout, reservoir] = brown('text experiment', [25_000, 25_000, 25_000]);
  human = { training, holdout, reservoir };
});

/** Bigram models of `human`; `words` is left to the experiment, which finds them in the text. */
function models(): TextModels<unknown> {
  const codec = new WordCodec();
  const rows = (part: readonly Example[]) => part.map(({ text }) => codec.encode(text));
  const [training, holdout] = [rows(human.training), rows(human.holdout).slice(0, 100)];
  return {
    learners: [ngramLearner({ order: 2, vocabularySize: codec.size + 2 })] as TextModels<unknown>['learners'],
    training,
    holdout,
    decode: (row) => codec.decode(row),
    events: (row) => row.length + 1,
  };
}

async function measured(own: TextModels<unknown>) {
  const experiment = textExperiment(human, own, 80);
  const initial = await experiment.real(80, new Rng(1));
  const [learner] = own.learners;
  const model = await learner.fit({ data: initial }, new Rng(2));
  const output = await learner.sample(model, 80, new Rng(3));
  const step = { generation: 0, learner, model, batch: { data: initial }, initial, output };
  return { values: await experiment.measure(step, new Rng(4)), output, own };
}

describe('textExperiment', () => {
  it('measures a model, the same whether words are ids of their own or found in the text', async () => {
    const { values } = await measured(models());
    const direct = await measured({ ...models(), words: (row) => row });
    expect(direct.values).toEqual(values);
    expect(Object.keys(values).sort()).toEqual(['distinct-1', 'distinct-2', 'own', 'perplexity', 'tail']);
    expect(values['own']).toBeLessThan(values['perplexity']);
  });

  it('gives a perplexity by word: the exponential of the mean of minus the logarithms', async () => {
    const { values, own } = await measured(models());
    const experiment = textExperiment(human, own, 80);
    const initial = await experiment.real(80, new Rng(1));
    const model = await own.learners[0].fit({ data: initial }, new Rng(2));
    const logs = await own.learners[0].logDensity!(model, own.holdout);
    const events = own.holdout.reduce((sum, row) => sum + row.length + 1, 0);
    expect(values['perplexity']).toBeCloseTo(Math.exp(-logs.reduce((sum, log) => sum + log, 0) / events), 8);
  });

  it('draws different real rows, of those to train on alone', async () => {
    const own = models();
    const experiment = textExperiment(human, own, 80);
    const drawn = await experiment.real(80, new Rng(1));
    expect(new Set(drawn).size).toBe(80);
    for (const row of drawn) expect(own.training).toContain(row);
    expect(await experiment.real(80, new Rng(2))).not.toEqual(drawn);
  });

  it('refuses more samples than there is text, and fewer than 4', () => {
    const own = models();
    for (const samples of [3, own.training.length + 1]) {
      expect(() => textExperiment(human, own, samples)).toThrow(
        expect.objectContaining({ code: 'E_PARAMETER' }),
      );
    }
  });
});

describe('verdictsOf', () => {
  it('has one for every output, and does not call human text collapsed', () => {
    const sides = humanSides(human.holdout, human.reservoir);
    const texts = human.training.map(({ text }) => text);
    const verdicts = verdictsOf(sides, [texts, texts.map(() => texts[0])]);
    expect(verdicts).toHaveLength(2);
    expect(['healthy', 'inconclusive', 'narrow', 'shifted']).toContain(verdicts[0]);
    expect(['early', 'late', 'shifted']).toContain(verdicts[1]);
  });
});
