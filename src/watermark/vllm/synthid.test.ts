import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { detect, drawnTokens, expectClose } from '../fixtures.test.support.ts';
import { bitCount, vllmSynthIdDetector, vllmSynthIdMarker } from './synthid.ts';

const KEY = { low: 0x76543210, high: 0xfedcba98 };

describe('the SynthID of vLLM', () => {
  it.each([
    [2, 30, 265, 0.5108176100628931, 0.027562187787840614],
    [2, 32, 265, 0.5076650943396226, 0.08062741323688899],
    [5, 30, 300, 0.5013333333333333, 0.404219941538399],
    [5, 32, 300, 0.5013541666666667, 0.39930242251111764],
  ])('agrees with the origin on unmarked tokens, width %i and depth %i', (width, depth, scored, mean, p) => {
    const found = detect(vllmSynthIdDetector({ key: KEY, width, depth }), drawnTokens(29, 300, 40));
    expect(found.scored).toBe(scored);
    expectClose(found.score, mean);
    expectClose(found.pValue, p);
  });

  it('finds what it marked, and nothing under another key', () => {
    const marker = vllmSynthIdMarker({ key: KEY, depth: 30 });
    const rng = new Rng(9);
    const tokens: number[] = [];
    for (let t = 0; t < 120; t++) {
      const logits = new Float64Array(40);
      marker.mark(logits, tokens);
      tokens.push(drawn(logits, rng.next()));
    }
    expect(detect(vllmSynthIdDetector({ key: KEY, depth: 30 }), tokens).pValue).toBeLessThan(1e-9);
    const other = detect(vllmSynthIdDetector({ key: { low: 7, high: 0 }, depth: 30 }), tokens);
    expect(other.pValue).toBeGreaterThan(1e-4);
  });

  it('leaves a context alone that it has marked', () => {
    const marker = vllmSynthIdMarker({ key: KEY, width: 1 });
    const first = Float64Array.of(1, 2, 3);
    marker.mark(first, [5]);
    expect([...first]).not.toEqual([1, 2, 3]);
    const again = Float64Array.of(1, 2, 3);
    marker.mark(again, [5]);
    expect([...again]).toEqual([1, 2, 3]);
  });
});

describe('bitCount', () => {
  it('counts the ones of a word', () => {
    fc.assert(
      fc.property(fc.integer(), (word) => {
        expect(bitCount(word)).toBe([...(word >>> 0).toString(2)].filter((digit) => digit === '1').length);
      }),
    );
  });
});

function drawn(logits: Float64Array, u: number): number {
  let left = u;
  for (const [token, logit] of logits.entries()) {
    left -= Math.exp(logit);
    if (left < 0) return token;
  }
  return logits.length - 1;
}
