import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { admit } from './admit.ts';
import { candidatesOf, many } from './candidates.test.support.ts';
import { fill, isFull } from './fill.ts';
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

  it('is as large as rounded caps allow, though no smaller size will do', () => {
    // A cap of .1 leaves no room at all below ten examples, and room for one of each source from ten on.
    const candidates = candidatesOf([
      ...many(3, { origin: 'human' }),
      ...Array.from({ length: 30 }, (_, i) => ({ origin: 'synthetic' as const, source: `s${i}` })),
    ]);
    const policy = { ...DEFAULT_POLICY, human: { minimum: 0.3 }, caps: { source: 0.1 } };
    expect(largest(candidates, admit(candidates, policy), policy, 'examples')).toBe(10);
  });

  it('is no smaller than what trying every size finds, under caps and shares', () => {
    const share = fc.integer({ min: 1, max: 20 }).map((k) => k / 20);
    const row = fc.record({
      origin: fc.constantFrom('human' as const, 'synthetic' as const),
      source: fc.constantFrom('', 'a', 'b', 'c', 'd'),
      tail: fc.integer({ min: 0, max: 1 }),
    });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 40 }),
        share,
        share,
        fc.boolean(),
        share,
        (rows, a, b, shared, cap) => {
          const candidates = candidatesOf(rows);
          const policy = {
            ...DEFAULT_POLICY,
            human: { minimum: Math.min(a, b), ...(shared ? { share: Math.max(a, b) } : {}) },
            caps: { source: cap },
          };
          const admitted = admit(candidates, policy);
          let most = 0;
          for (let total = 1; total <= rows.length; total++) {
            if (isFull(fill(candidates, admitted, policy, { unit: 'examples', total }))) most = total;
          }
          expect(largest(candidates, admitted, policy, 'examples')).toBe(most);
        },
      ),
      { numRuns: runs(400) },
    );
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
