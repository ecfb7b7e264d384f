import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { Tokenizer } from '../../text/tokenizer.ts';
import { HumanModel } from '../human-model.ts';
import { logProbability } from '../log-probability.ts';
import { NgramBuilder } from '../ngram-builder.ts';
import { tokenSurprises } from './token-surprises.ts';

describe('tokenSurprises', () => {
  it('adds up to the score of the whole', () => {
    const rng = new Rng('surprises');
    const text = (length: number) => Uint32Array.from({ length }, () => rng.int(30) ** 2 % 41);
    const builder = new NgramBuilder({ order: 3 });
    for (let i = 0; i < 50; i++) builder.add(text(20));
    const model = builder.build();
    for (const length of [0, 1, 7, 40]) {
      const tokens = text(length);
      const surprises = tokenSurprises(model, tokens, 1000)!;
      const score = logProbability(model, tokens, { vocabularySize: 1000 })!;
      expect(surprises).toHaveLength(length + 1);
      expect(-surprises.reduce((sum, value) => sum + value, 0)).toBeCloseTo(score.logProbability, 8);
    }
  });

  it('does not exist under a model of nothing', () => {
    expect(tokenSurprises(new NgramBuilder({ order: 2 }).build(), Uint32Array.of(1), 10)).toBeUndefined();
  });

  it('has the mean that the human model tells', () => {
    const tokenizer = new Tokenizer();
    const texts = Array.from({ length: 40 }, (_, i) => `the cat ${i % 7} sat on the mat ${i % 3} and slept`);
    const model = HumanModel.train(texts, tokenizer);
    const surprises = model.surprises('the dog sat on the mat', tokenizer)!;
    expect(surprises).toHaveLength(7);
    const mean = surprises.reduce((sum, value) => sum + value, 0) / surprises.length;
    expect(mean).toBeCloseTo(model.surprise('the dog sat on the mat', tokenizer)!, 10);
    expect(surprises[1]).toBeGreaterThan(surprises[2]);
  });
});
