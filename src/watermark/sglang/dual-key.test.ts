import { describe, expect, it } from 'vitest';
import { detect, drawnTokens, expectClose, greedy } from '../fixtures.test.support.ts';
import { sglangDualKeyDetector, sglangDualKeyMarker } from './dual-key.ts';
import { sglangDetector } from './gumbel.ts';

const key = { low: 0x89abcdef, high: 0x01234567 };
const keyB = { low: 0xfedcba98, high: 0 };

describe('the dual-key watermark of SGLang', () => {
  it('agrees with the origin on unmarked tokens', () => {
    const detector = sglangDualKeyDetector({ key, keyB, width: 2, mixing: 0.3 });
    const found = detect(detector, drawnTokens(7, 300, 50));
    expect([found.scored, found.repeated]).toEqual([282, 16]);
    expectClose(found.score, 276.7648249846818);
    expectClose(found.pValue, 0.6155515785309886);
  });

  it('finds what it marked, better than either key alone would', () => {
    const tokens = greedy(sglangDualKeyMarker({ key, keyB }), 80, () => new Float64Array(40));
    const both = detect(sglangDualKeyDetector({ key, keyB }), tokens);
    expect(both.pValue).toBeLessThan(1e-40);
    expect(detect(sglangDetector({ key }), tokens).pValue).toBeGreaterThan(both.pValue! * 1e6);
    const others = { key: { low: 1, high: 2 }, keyB: { low: 3, high: 4 } };
    expect(detect(sglangDualKeyDetector(others), tokens).pValue).toBeGreaterThan(1e-4);
  });
});
