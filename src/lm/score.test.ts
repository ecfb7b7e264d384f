import { describe, expect, it } from 'vitest';
import { perplexity, type SequenceScores, totalScore } from './score.ts';

const scores: SequenceScores = {
  logProbability: Float64Array.of(-2, -3, -5),
  events: Uint32Array.of(2, 1, 3),
  outOfVocabularyLogProbability: Float64Array.of(0, -3, -4),
  outOfVocabularyEvents: Uint32Array.of(0, 1, 1),
};

describe('totalScore', () => {
  it('sums over sequences', () => {
    expect(totalScore(scores)).toEqual({
      logProbability: -10,
      events: 6,
      outOfVocabulary: { logProbability: -7, events: 2 },
    });
  });

  it('sums over a block of sequences', () => {
    expect(totalScore(scores, 1, 2)).toEqual({
      logProbability: -3,
      events: 1,
      outOfVocabulary: { logProbability: -3, events: 1 },
    });
    expect(totalScore(scores, 2, 2).events).toBe(0);
  });
});

describe('perplexity', () => {
  it('is the exponential of the mean loss an event', () => {
    expect(perplexity(totalScore(scores))).toBeCloseTo(Math.exp(10 / 6), 12);
  });

  it('leaves unseen tokens out when asked to', () => {
    expect(perplexity(totalScore(scores), 'exclude')).toBeCloseTo(Math.exp(3 / 4), 12);
  });

  it('does not exist without events, without seen events or without a score', () => {
    expect(perplexity(totalScore(scores, 0, 0))).toBeUndefined();
    expect(perplexity(totalScore(scores, 1, 2), 'exclude')).toBeUndefined();
    expect(perplexity(undefined)).toBeUndefined();
  });

  it('is k for events of probability 1 / k', () => {
    const logProbability = 7 * Math.log(1 / 50);
    const outOfVocabulary = { logProbability: 0, events: 0 };
    expect(perplexity({ logProbability, events: 7, outOfVocabulary })).toBeCloseTo(50, 10);
  });
});
