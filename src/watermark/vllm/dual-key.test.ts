import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { detect, drawnTokens, expectClose, greedy } from '../fixtures.test.support.ts';
import { derivedKey, dualKeyDetector, dualKeyMarker } from './dual-key.ts';
import { gumbelDetector, gumbelMarker } from './gumbel.ts';

const KEY = { low: 0x76543210, high: 0xfedcba98 };

function value({ low, high }: { low: number; high: number }): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

describe('the dual-key watermark of vLLM', () => {
  it('derives its keys from 0 as vLLM does', () => {
    const zero = { low: 0, high: 0 };
    expect(value(derivedKey(zero, 'key_a'))).toBe(15691511769010696906n);
    expect(value(derivedKey(zero, 'key_b'))).toBe(9736202488081271922n);
  });

  it('agrees with the origin on unmarked tokens', () => {
    const tokens = drawnTokens(29, 300, 40);
    const two = detect(dualKeyDetector({ key: KEY, width: 2 }), tokens);
    expect(two.scored).toBe(265);
    expectClose(two.score, 259.05800453193746);
    expectClose(two.pValue, 0.6508308981429748);
    const five = detect(dualKeyDetector({ key: KEY, width: 5 }), tokens);
    expectClose(five.score, 280.85030992538384);
    expectClose(five.pValue, 0.8907277721301012);
  });

  it('is the Gumbel watermark of key A where alpha is 0, of key B where it is 1', () => {
    const tokens = drawnTokens(3, 100, 500);
    for (const [alpha, part] of [
      [0, 'key_a'],
      [1, 'key_b'],
    ] as const) {
      const single = gumbelDetector({ key: derivedKey(KEY, part) });
      expectClose(detect(dualKeyDetector({ key: KEY, alpha }), tokens).score, detect(single, tokens).score);
    }
  });

  it('finds what it marked, whichever key was drawn', () => {
    const rng = new Rng(4);
    const marker = dualKeyMarker({ key: KEY, alpha: 0.3 }, () => rng.next());
    const tokens = greedy(marker, 60, () => new Float64Array(50));
    expect(detect(dualKeyDetector({ key: KEY, alpha: 0.3 }), tokens).pValue).toBeLessThan(1e-12);
    expect(detect(dualKeyDetector({ key: { low: 1, high: 1 }, alpha: 0.3 }), tokens).pValue).toBeGreaterThan(
      1e-4,
    );
  });

  it('marks with key A alone where the draw never falls below alpha', () => {
    const logitsAt = () => new Float64Array(50);
    const both = greedy(
      dualKeyMarker({ key: KEY }, () => 0.99),
      30,
      logitsAt,
    );
    expect(both).toEqual(greedy(gumbelMarker({ key: derivedKey(KEY, 'key_a') }), 30, logitsAt));
  });
});
