import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf, typed } from './percent-text.ts';

describe('percent as it is typed', () => {
  it('has no dust of binary fractions', () => {
    expect([0, 0.07, 0.29, 0.575, 1].map(typed)).toEqual(['0', '7', '29', '57.5', '100']);
    expect(['7', '29', '57.5', '.1'].map(shareOf)).toEqual([0.07, 0.29, 0.575, 0.001]);
  });

  it('takes a comma and a percent sign', () => {
    expect([' 12,5 ', '30%', '30 %', '5.'].map(shareOf)).toEqual([0.125, 0.3, 0.3, 0.05]);
  });

  it('takes nothing else', () => {
    for (const text of ['', '-1', '101', '1e1', 'half', '0x1', '.', '1.2.3', 'NaN'])
      expect(shareOf(text)).toBeUndefined();
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (n) => {
        expect(shareOf(typed(n / 100_000))).toBe(n / 100_000);
      }),
    );
  });
});
