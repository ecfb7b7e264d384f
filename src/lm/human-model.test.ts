import { beforeAll, describe, expect, it } from 'vitest';
import { readBrown } from '../../examples/demo/brown.ts';
import { Rng } from '../base/rng.ts';
import { pieces, Tokenizer } from '../text/tokenizer.ts';
import { HumanModel } from './human-model.ts';

const tokenizer = new Tokenizer();

describe('HumanModel on the Brown corpus', () => {
  let model: HumanModel;
  let others: string[];

  beforeAll(() => {
    const texts = readBrown().map(({ words }) => words.join(' '));
    new Rng('split').shuffle(texts);
    model = HumanModel.train(texts.slice(0, 12_000), tokenizer);
    others = texts.slice(12_000).filter((text) => text.split(' ').length >= 20);
  });

  const strangenessOf = (text: string) => model.strangeness(text, tokenizer);

  it('finds about two in a hundred human texts strange that it has never met', () => {
    const strange = others.filter((text) => strangenessOf(text) !== undefined).length / others.length;
    expect(others.length).toBeGreaterThan(1000);
    // Ranges are quantiles of some hundred texts: their error and that of the count make up a hundredth.
    expect(strange).toBeGreaterThan(0.005);
    expect(strange).toBeLessThan(0.045);
  });

  it('finds a third of texts garbled whose words were shuffled', () => {
    const rng = new Rng('words');
    const shuffled = others.slice(0, 300).map((text) => rng.shuffle(text.split(' ')).join(' '));
    const garbled = shuffled.filter((text) => strangenessOf(text) === 'garbled').length;
    // A trigram model that has read 300,000 words is often as surprised by names as by disorder.
    expect(garbled).toBeGreaterThan(90);
  });

  it('finds a phrase said over and over bland', () => {
    expect(strangenessOf('it was one of the best of the best . '.repeat(6))).toBe('bland');
  });

  it('can be sent to another thread', () => {
    const copy = new HumanModel(structuredClone(model.parts));
    for (const text of others.slice(0, 20)) {
      expect(copy.surprise(text, tokenizer)).toBe(model.surprise(text, tokenizer));
      expect(copy.strangeness(text, tokenizer)).toBe(model.strangeness(text, tokenizer));
    }
  });

  it('scores the same whatever it has scored before', () => {
    const once = model.surprise(others[0], tokenizer);
    model.surprise('words that it has never met: zyx wvu tsr', tokenizer);
    expect(model.surprise(others[0], tokenizer)).toBe(once);
  });
});

describe('HumanModel of little text', () => {
  it('has no range, and finds nothing strange', () => {
    const model = HumanModel.train(['a few words', 'and a few more'], tokenizer);
    expect(model.range(3)).toBeUndefined();
    expect(model.strangeness('zyx', tokenizer)).toBeUndefined();
  });

  it('says the same of words that were read already', () => {
    const tokenizer = new Tokenizer();
    const trained = HumanModel.train(['the old man and the sea', 'the sea is old'], tokenizer);
    for (const text of ['the old sea', 'a word that nobody wrote', '']) {
      const ids: number[] = [];
      for (const piece of pieces(text)) {
        const { hi, lo, length } = tokenizer.run(piece);
        for (let i = 0; i < length; i++) ids.push(trained.idOf(hi[i], lo[i]));
      }
      expect(trained.surpriseOf(Uint32Array.from(ids))).toBe(trained.surprise(text, tokenizer));
    }
  });

  it('of nothing has no surprise either', () => {
    expect(HumanModel.train([], tokenizer).surprise('words', tokenizer)).toBeUndefined();
  });
});
