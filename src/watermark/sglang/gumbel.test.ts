import { describe, expect, it } from 'vitest';
import { detect, drawnTokens, expectClose, greedy } from '../fixtures.test.support.ts';
import { murmur3 } from '../prf/murmur3.ts';
import { sglangDetector, sglangMarker } from './gumbel.ts';
import { SglangPrf, unit } from './prf.ts';

const KEY = { low: 0x89abcdef, high: 0x01234567 };

describe('the numbers of SGLang', () => {
  it('hash a context by MurmurHash3', () => {
    expect(murmur3([1, 2, 3, 4])).toBe(1145416960);
  });

  it('hash key, context and token', () => {
    const prf = new SglangPrf(KEY);
    expect(prf.seek([1, 2, 3, 4], 4, 4)).toBe(1145416960);
    expect([0, 1, 17, 8191].map((token) => prf.word(token))).toEqual([
      1293512163, 858402549, 2305555132, 2450309311,
    ]);
    expectClose(-Math.log1p(-unit(prf.word(17))), 0.769604741099332);
  });
});

describe('the detector of SGLang', () => {
  it('passes over the tokens before the first full context, and scores the rest', () => {
    const found = detect(sglangDetector({ key: KEY }), [1, 2, 3, 4, 17]);
    expect(found).toMatchObject({ scored: 1, repeated: 0 });
    expectClose(found.score, 0.769604741099332);
  });

  it('agrees with the origin on unmarked tokens', () => {
    const found = detect(sglangDetector({ key: KEY, width: 2 }), drawnTokens(7, 300, 50));
    expect([found.scored, found.repeated]).toEqual([282, 16]);
    expectClose(found.score, 294.2681896082903);
    expectClose(found.pValue, 0.22964777776620363);
  });

  it('scores the first tokens too where the prompt is known', () => {
    const tokens = drawnTokens(7, 300, 50);
    const found = detect(sglangDetector({ key: KEY, width: 2 }), tokens, [9, 8, 7]);
    expect([found.scored, found.repeated]).toEqual([283, 17]);
    expectClose(found.score, 296.192846743104);
    const short = detect(sglangDetector({ key: KEY }), tokens, [9]);
    expect(short.scored).toBe(300);
    expectClose(short.score, 300.78641636733795);
  });

  it('scores each context once, and no more than 4,096', () => {
    const tally = sglangDetector({ key: KEY, width: 1 }).tally();
    tally.add([5, 6, 5, 6, 5]);
    expect(tally.evidence()).toMatchObject({ scored: 2, repeated: 2 });
    tally.add(Array.from({ length: 9000 }, (_, i) => i));
    expect(tally.evidence().scored).toBe(4096);
  });

  it('has nothing to say of fewer tokens than its context', () => {
    expect(detect(sglangDetector({ key: KEY }), [1, 2, 3, 4])).toEqual({ scored: 0, repeated: 0, score: 0 });
  });
});

describe('the marker of SGLang', () => {
  it('leaves what its detector finds, contexts of the prompt included', () => {
    const tokens = greedy(sglangMarker({ key: KEY }), 60, () => new Float64Array(40), [3, 1]);
    const known = detect(sglangDetector({ key: KEY }), tokens, [3, 1]);
    expect(known.scored).toBe(60);
    expect(known.pValue).toBeLessThan(1e-30);
    expect(detect(sglangDetector({ key: { low: 1, high: 0 } }), tokens).pValue).toBeGreaterThan(1e-4);
  });
});
