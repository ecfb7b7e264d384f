import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit } from './admit.ts';
import { candidatesOf, many } from './candidates.test.support.ts';
import { amountOf, largest } from './largest.ts';
import { DEFAULT_POLICY } from './policy.ts';

function largestOf(human: number, synthetic: number, rules: { minimum: number; share?: number }): number {
  const candidates = candidatesOf([
    ...many(human, { origin: 'human' }),
    ...many(synthetic, { origin: 'synthetic' }),
  ]);
  const policy = { ...DEFAULT_POLICY, human: rules };
  return largest(candidates, admit(candidates, policy), policy, 'examples');
}

describe('the largest mix', () => {
  it('is bounded by the human examples under a minimum', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 1, max: 99 }),
        (h, s, percent) => {
          const minimum = percent / 100;
          expect(largestOf(h, s, { minimum })).toBe(Math.min(h + s, Math.floor((h * 100) / percent)));
        },
      ),
    );
  });

  it('is bounded by the scarcer part under an exact share', () => {
    expect(largestOf(50, 1000, { minimum: 0, share: 0.5 })).toBe(100);
    expect(largestOf(1000, 50, { minimum: 0, share: 0.5 })).toBe(101);
    expect(largestOf(10, 10, { minimum: 0, share: 1 })).toBe(10);
  });

  it('is nothing without human examples where some are asked for', () => {
    expect(largestOf(0, 10, { minimum: 0.1 })).toBe(0);
    expect(largestOf(0, 10, { minimum: 0 })).toBe(10);
  });

  it('counts what was admitted in either unit', () => {
    const candidates = candidatesOf([
      { origin: 'human', tokens: 3 },
      { origin: 'synthetic', tokens: 4 },
    ]);
    const admitted = admit(candidates, DEFAULT_POLICY);
    expect([amountOf(candidates, admitted, 'examples'), amountOf(candidates, admitted, 'tokens')]).toEqual([
      2, 7,
    ]);
  });
});
