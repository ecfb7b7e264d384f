import { describe, expect, it } from 'vitest';
import { murmur3 } from '../prf/murmur3.ts';
import { SglangPrf, sglangDetector, unit } from './gumbel.ts';

const KEY = { low: 0x89abcdef, high: 0x01234567 };

describe('the numbers of SGLang', () => {
  it('hash a context by MurmurHash3', () => {
    expect(murmur3([1, 2, 3, 4])).toBe(1145416960);
  });

  it('hash key, context and token', () => {
    const prf = new SglangPrf(KEY);
    prf.seek([1, 2, 3, 4]);
    expect([0, 1, 17, 8191].map((token) => prf.word(token))).toEqual([1293512163, 858402549, 2305555132, 2450309311]);
    expect(-Math.log1p(-unit(prf.word(17)))).toBeCloseTo(0.769604741099332, 12);
  });
});

describe('the detector of SGLang', () => {
  it('passes over the tokens before the first full context, and scores the rest', () => {
    const tally = sglangDetector({ key: KEY }).tally();
    tally.add([1, 2, 3, 4, 17]);
    expect(tally.evidence()).toMatchObject({ scored: 1, repeated: 0 });
    expect(tally.evidence().score).toBeCloseTo(0.769604741099332, 12);
  });

  it('scores each context once, and no more than 4,096', () => {
    const tally = sglangDetector({ key: KEY, width: 1 }).tally();
    tally.add([5, 6, 5, 6, 5]);
    expect(tally.evidence()).toMatchObject({ scored: 2, repeated: 2 });
    tally.add(Array.from({ length: 9000 }, (_, i) => i));
    expect(tally.evidence().scored).toBe(4096);
  });

  it('has nothing to say of fewer tokens than its context', () => {
    const tally = sglangDetector({ key: KEY }).tally();
    tally.add([1, 2, 3, 4]);
    expect(tally.evidence()).toEqual({ scored: 0, repeated: 0, score: 0 });
  });
});
