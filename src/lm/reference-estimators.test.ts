import { describe, expect, it } from 'vitest';
import {
  countNgrams,
  laplace,
  lidstone,
  maximumLikelihood,
  ngramPerplexity,
} from './reference-estimators.ts';

// The training text, vocabulary and values of NLTK's unit tests, nltk/test/unit/lm/test_models.py; its tolerance too.
const vocabulary = ['a', 'b', 'c', 'd', 'z', '<s>', '</s>'];
const sentences = [[...'abcd'], [...'egadbe']];
const bigrams = countNgrams(sentences, 2, vocabulary);
const trigrams = countNgrams(sentences, 3, vocabulary);
const pairs = (...text: string[]) => text.map((pair) => pair.split(' '));

function expectClose(value: number | undefined, reference: number): void {
  expect(Math.abs((value as number) / reference - 1)).toBeLessThan(1e-4);
}

describe('maximumLikelihood', () => {
  const estimator = maximumLikelihood(bigrams);

  it('gives relative frequencies', () => {
    expect(estimator('d', ['c'])).toBe(1);
    expect(estimator('d', ['e'])).toBe(0);
    expect(estimator('z', [])).toBe(0);
    expect(estimator('a', [])).toBe(2 / 14);
    expect(estimator('y', [])).toBe(3 / 14);
    const third = maximumLikelihood(trigrams);
    expect(third('d', ['b', 'c'])).toBe(1);
    expect(third('d', ['c'])).toBe(1);
    expect(third('a', [])).toBe(2 / 18);
    expect(third('z', [])).toBe(0);
    expect(third('y', [])).toBe(3 / 18);
  });

  it('has the perplexity that NLTK publishes for seen bigrams', () => {
    const trained = pairs('<s> a', 'a b', 'b <UNK>', '<UNK> a', 'a d', 'd </s>');
    expectClose(ngramPerplexity(estimator, trained), 2.1398);
  });

  it('has the perplexity that NLTK publishes for unigrams', () => {
    const text = ['<s>', 'a', 'c', '-', 'd', 'c', '</s>'].map((word) => [word]);
    expectClose(ngramPerplexity(estimator, text), 8.0529);
  });

  it('has an infinite perplexity with one unseen n-gram', () => {
    expect(ngramPerplexity(estimator, pairs('<s> a', 'a c', 'c d', 'd </s>'))).toBe(Number.POSITIVE_INFINITY);
  });

  it('says nothing after a context that never occurred', () => {
    expect(estimator('a', ['z'])).toBeUndefined();
    expect(ngramPerplexity(estimator, pairs('<s> a', 'z a'))).toBeUndefined();
    expect(ngramPerplexity(estimator, [])).toBeUndefined();
    expect(maximumLikelihood(countNgrams([], 2, []))('a', [])).toBeUndefined();
  });
});

const unseen = pairs('<s> a', 'a c', 'c <UNK>', '<UNK> d', 'd c', 'c </s>');

describe('lidstone', () => {
  const estimator = lidstone(bigrams, 0.1);

  it('adds gamma to each count', () => {
    expectClose(estimator('d', ['c']), 1.1 / 1.8);
    expectClose(estimator('a', []), 2.1 / 14.8);
    expectClose(estimator('z', []), 0.1 / 14.8);
    expectClose(estimator('y', []), 3.1 / 14.8);
    const third = lidstone(trigrams, 0.1);
    expectClose(third('d', ['b', 'c']), 1.1 / 1.8);
    expectClose(third('e', ['b', 'c']), 0.1 / 1.8);
    expectClose(third('e', ['c']), 0.1 / 1.8);
  });

  it('has the perplexity that NLTK publishes', () => {
    expectClose(ngramPerplexity(estimator, unseen), 17.0504);
  });

  it('sums to one over the vocabulary after any context', () => {
    for (const context of ['a', 'c', '<s>', 'b', '<UNK>', 'd', 'e', 'r', 'w']) {
      const sum = [...bigrams.vocabulary].reduce(
        (total, word) => total + (estimator(word, [context]) ?? 0),
        0,
      );
      expect(sum).toBeCloseTo(1, 12);
    }
  });
});

describe('laplace', () => {
  const estimator = laplace(bigrams);

  it('adds one to each count', () => {
    expectClose(estimator('d', ['c']), 2 / 9);
    expectClose(estimator('a', []), 3 / 22);
    expectClose(estimator('z', []), 1 / 22);
    expectClose(estimator('y', []), 4 / 22);
  });

  it('has the perplexity that NLTK publishes', () => {
    expectClose(ngramPerplexity(estimator, unseen), 8.7393);
  });
});
