import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { detect, drawnTokens, greedy } from '../fixtures.test.support.ts';
import { unigramDetector, unigramGreen, unigramLogitBias, unigramMarker } from './unigram.ts';

describe('the green list of Unigram', () => {
  it('is that of the origin', () => {
    expect(unigramGreen(0n, 40, 0.5).join('')).toBe('0000111001010110111110110110010100011000');
    const large = unigramGreen(-12345678901234n, 50257, 0.25);
    expect(createHash('sha256').update(large).digest('hex')).toBe(
      '7493e70b7cfb48734e6019250a632bbd8fc1fb4eaa2510f847c11d44b6d7aeb4',
    );
  });

  it('goes into the logit_bias of a request, whole or for given tokens', () => {
    const bias = unigramLogitBias({ key: 0n, vocabulary: 40, delta: 3 });
    expect(Object.keys(bias)).toHaveLength(20);
    expect(unigramLogitBias({ key: 0n, vocabulary: 40, delta: 3 }, [3, 4, 5, 999])).toEqual({ 4: 3, 5: 3 });
  });
});

describe('the detector of Unigram', () => {
  it('counts each distinct token once', () => {
    const found = detect(unigramDetector({ key: 7n, vocabulary: 1000 }), drawnTokens(23, 400, 1000));
    expect([found.scored, found.repeated]).toEqual([331, 69]);
    expect(found.score).toBeCloseTo((172 - 331 / 2) / Math.sqrt(331 / 4), 12);
  });

  it('finds what was marked, and nothing under another key', () => {
    const logitsAt = (p: number) =>
      Float64Array.from({ length: 300 }, (_, t) => ((t * 37 + p * 17) % 301) / 100);
    const tokens = greedy(unigramMarker({ key: 7n, vocabulary: 300 }), 150, logitsAt);
    expect(detect(unigramDetector({ key: 7n, vocabulary: 300 }), tokens).pValue).toBeLessThan(1e-6);
    expect(detect(unigramDetector({ key: 8n, vocabulary: 300 }), tokens).pValue).toBeGreaterThan(1e-3);
  });

  it('is not misled by one green token that is repeated', () => {
    const green = unigramGreen(7n, 300, 0.5).indexOf(1);
    expect(detect(unigramDetector({ key: 7n, vocabulary: 300 }), new Array(500).fill(green)).pValue).toBe(
      0.5,
    );
  });
});
