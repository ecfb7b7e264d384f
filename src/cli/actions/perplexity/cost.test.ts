import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoreCache } from '../../../models/score-cache.ts';
import { scoreKey } from '../../../models/score-cache.ts';
import type { Scorer } from '../../../models/scorer.ts';
import { costOf, costText } from './cost.ts';

/** Two requests a text, a token a byte. */
const scorer: Scorer = {
  identity: 'test',
  window: { size: 8, stride: 4, unit: 'tokens' },
  score: async () => ({ logprobs: [], unscoredBytes: 0 }),
  cost: (bytes) => ({ requests: 2, tokens: bytes }),
};
const text = (words: string, id = words) => ({ id, group: id, text: words });
const cacheOf = (...words: string[]) =>
  new Map(
    words.map((word) => [scoreKey('test', word), { logprobs: [], unscoredBytes: 0 }]),
  ) as unknown as ScoreCache;

describe('costOf', () => {
  it('adds up what is not in the cache, bytes as UTF-8', () => {
    const cost = costOf([text('ab'), text('日本'), text('kept')], scorer, cacheOf('kept'), { price: 2 });
    expect(cost).toEqual({
      schema: 'outcross.perplexity-cost/1',
      texts: 3,
      cached: 1,
      bytes: 8,
      requests: 4,
      tokens: 8,
      price: 0.000016,
    });
  });

  it('has no price where none is known, and is nothing where all is kept', () => {
    expect(costOf([text('ab')], scorer, undefined, {}).price).toBeNull();
    expect(costOf([text('ab')], scorer, cacheOf('ab'), { price: 5 })).toMatchObject({
      cached: 1,
      bytes: 0,
      requests: 0,
      tokens: 0,
      price: 0,
    });
  });

  it('is what its texts cost one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.nat(1000), (words, price) => {
        const texts = words.map((word, i) => text(word, String(i)));
        const alone = texts.map((one) => costOf([one], scorer, undefined, { price }));
        const all = costOf(texts, scorer, undefined, { price });
        expect(all.tokens).toBe(alone.reduce((sum, { tokens }) => sum + tokens, 0));
        expect(all.price).toBeCloseTo(
          alone.reduce((sum, one) => sum + one.price!, 0),
          9,
        );
      }),
    );
  });
});

describe('costText', () => {
  it('is read in a few lines', () => {
    const cost = {
      texts: 12_000,
      cached: 500,
      bytes: 7_654_321,
      requests: 11_500,
      tokens: 1_913_581,
      price: 1.913581,
    };
    expect(costText({ schema: 'outcross.perplexity-cost/1', ...cost })).toMatchInlineSnapshot(`
      "12,000 texts, 500 of them in the cache; to score: 7,654,321 bytes
      about 11,500 requests, 1,913,581 tokens sent (a token taken as 4 bytes)
      about 1.91 at the price given
      Nothing was asked on the network.
      "
    `);
  });
});
