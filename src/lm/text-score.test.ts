import { describe, expect, it } from 'vitest';
import { burstiness, measureText, type TextScore, textPerplexity, unitsOf } from './text-score.ts';

const score = (more: Partial<TextScore> = {}): TextScore => ({
  id: 'a',
  group: 'a',
  total: -6,
  tokens: 3,
  ...more,
});

describe('textPerplexity', () => {
  it('is exp of the mean surprise a unit', () => {
    const one = score({ bytes: 12, words: 2 });
    expect(textPerplexity(one, 'token')).toBeCloseTo(Math.exp(2), 12);
    expect(textPerplexity(one, 'word')).toBeCloseTo(Math.exp(3), 12);
    expect(textPerplexity(one, 'byte')).toBeCloseTo(Math.exp(0.5), 12);
  });

  it('does not exist where the units are not known, or none', () => {
    expect(textPerplexity(score(), 'word')).toBeUndefined();
    expect(textPerplexity(score({ words: 0 }), 'word')).toBeUndefined();
    expect(unitsOf(score({ bytes: 0 }), 'byte')).toBeUndefined();
  });

  it('is one for what is certain', () => {
    expect(textPerplexity(score({ total: 0 }), 'token')).toBe(1);
  });
});

describe('measureText', () => {
  it('counts bytes in UTF-8, and words between white space of any kind', () => {
    expect(measureText('naïve\u00a0 日本\n\tx ')).toEqual({ bytes: 19, words: 3 });
    expect(measureText('')).toEqual({ bytes: 0, words: 0 });
    expect(measureText(' \n')).toEqual({ bytes: 2, words: 0 });
  });
});

describe('burstiness', () => {
  it('is the standard deviation of the surprise', () => {
    expect(burstiness(score({ logprobs: Float64Array.of(-1, -2, -3) }))).toBeCloseTo(1, 12);
    expect(burstiness(score({ logprobs: Float64Array.of(-2, -2) }))).toBe(0);
  });

  it('does not exist for one token, or where tokens are not known', () => {
    expect(burstiness(score({ logprobs: Float64Array.of(-1) }))).toBeUndefined();
    expect(burstiness(score())).toBeUndefined();
  });
});
