import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnTokens, greedy } from './fixtures.test.support.ts';
import { kgwDetector } from './kgw/kgw.ts';
import { lmWatermarking } from './kgw/readings.ts';
import { Pool } from './pool.ts';
import { gumbelDetector, gumbelMarker } from './vllm/gumbel.ts';

const detector = gumbelDetector({ key: { low: 42, high: 0 }, width: 2 });

function pooled(texts: readonly ArrayLike<number>[], size?: number): Pool {
  const pool = new Pool(detector, size);
  for (const text of texts) pool.add(text);
  return pool;
}

describe('Pool', () => {
  it('has the evidence of a tally where no context stands before two tokens', () => {
    const text = drawnTokens(3, 400, 50000);
    const tally = detector.tally();
    tally.add(text);
    const { scored, score } = pooled([text]).evidence();
    expect(scored).toBe(tally.evidence().scored);
    expect(score).toBeCloseTo(tally.evidence().score, 9);
  });

  it('does not depend on the order of texts, nor on how they were parted', () => {
    const texts = fc.array(fc.array(fc.nat(6), { maxLength: 30 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 3, max: 40 }), fc.nat(8), (all, size, cut) => {
        const whole = pooled(all, size).lines();
        expect(pooled(all.toReversed(), size).lines()).toEqual(whole);
        const left = pooled(all.slice(0, cut), size);
        left.merge(pooled(all.slice(cut), size).lines());
        expect(left.lines()).toEqual(whole);
      }),
    );
  });

  it('knows how many distinct positions there were, and about how many where it keeps a part', () => {
    const texts = Array.from({ length: 40 }, (_, i) => drawnTokens(i + 1, 100, 50000));
    const all = pooled([...texts, ...texts]);
    expect(all.distinct()).toBe(all.evidence().scored);
    const part = pooled(texts, 400);
    expect(Math.abs(part.distinct() / all.distinct() - 1)).toBeLessThan(4 / Math.sqrt(400));
    expect(pooled([]).distinct()).toBe(0);
  });

  it('counts copies of a text once', () => {
    const text = drawnTokens(5, 100, 50000);
    expect(pooled([text, text, text]).evidence()).toEqual(pooled([text]).evidence());
  });

  it('keeps no more than its size, and still finds a mark in them', () => {
    const marker = gumbelMarker({ key: { low: 42, high: 0 }, width: 2 });
    const text = greedy(marker, 600, () => new Float64Array(60));
    const pool = pooled([text], 100);
    expect(pool.evidence().scored).toBe(100);
    expect(pool.evidence().pValue).toBeLessThan(1e-20);
  });

  it('finds together what is too short one by one', () => {
    const marker = gumbelMarker({ key: { low: 42, high: 0 }, width: 2 });
    const text = greedy(marker, 300, () => new Float64Array(60));
    const parts = Array.from({ length: 60 }, (_, i) => text.slice(5 * i, 5 * i + 5));
    expect(pooled(parts).evidence().pValue).toBeLessThan(1e-20);
    const others = Array.from({ length: 60 }, (_, i) => drawnTokens(i + 1, 5, 60));
    expect(pooled(others).evidence().pValue).toBeGreaterThan(1e-3);
  });

  it('refuses a score that is no sum', () => {
    const windows = kgwDetector({
      scheme: 'kgw',
      ...lmWatermarking({ seeding: 'lefthash' }),
      vocabulary: 50,
      statistic: 'winmax',
    });
    expect(() => new Pool(windows)).toThrow(/no sum/);
  });

  it('has nothing to say of nothing', () => {
    expect(pooled([]).evidence()).toEqual({ scored: 0, repeated: 0, score: 0 });
  });
});
