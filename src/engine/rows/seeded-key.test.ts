import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { seededKey } from './seeded-key.ts';

describe('seededKey', () => {
  it('lies on [0, 1), is a multiple of 2^-53, and is the same each time, for any seed and id', () => {
    const any = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('', 'é😀', '__proto__', '\ud800', '\u0000'),
    );
    fc.assert(
      fc.property(any, any, (seed, id) => {
        const key = seededKey(seed, id);
        expect(key >= 0 && key < 1).toBe(true);
        expect(Number.isInteger(key * 2 ** 53)).toBe(true);
        expect(seededKey(seed, id)).toBe(key);
      }),
      { numRuns: runs(200) },
    );
  });

  it('is uniform: each tenth holds a tenth of the ids', () => {
    const count = 20_000;
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < count; i++) tenths[Math.floor(10 * seededKey('s', `id-${i}`))]++;
    // Chi-square of nine degrees of freedom: above 27.88 with chance 0.001 (scipy.stats.chi2.isf(0.001, 9)).
    const chi = tenths.reduce((sum, seen) => sum + (seen - count / 10) ** 2 / (count / 10), 0);
    expect(chi).toBeLessThan(27.88);
  });

  it('has nothing to do with the key under another seed', () => {
    const count = 5000;
    let sum = 0;
    for (let i = 0; i < count; i++)
      sum += (seededKey('a', `${i}`) - 0.5) * (seededKey('b', `${i}`) - 0.5) * 12;
    // A correlation of nothing has standard deviation 1 / sqrt(n).
    expect(Math.abs(sum / count)).toBeLessThan(4 / Math.sqrt(count));
  });

  it('does not take the end of a seed for the start of an id', () => {
    expect(seededKey('ab', 'c')).not.toBe(seededKey('a', 'bc'));
    expect(seededKey('', 'abc')).not.toBe(seededKey('abc', ''));
  });
});
