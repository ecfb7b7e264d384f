import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { drawWithoutReplacement } from './subsample.ts';

describe('drawWithoutReplacement', () => {
  it('gives different indices below the size in rising order, all where more are asked for', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(80), fc.string(), (size, n, seed) => {
        const drawn = [...drawWithoutReplacement(size, n, new Rng(seed))];
        expect(drawn).toHaveLength(Math.min(n, size));
        for (const [i, index] of drawn.entries()) {
          expect(index).toBeLessThan(size);
          if (i > 0) expect(index).toBeGreaterThan(drawn[i - 1]);
        }
      }),
    );
  });

  it('gives every pair alike', () => {
    const counts = new Map<string, number>();
    const rng = new Rng('pairs');
    for (let i = 0; i < 10_000; i++) {
      const key = drawWithoutReplacement(5, 2, rng).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    // Ten pairs, 1000 each, standard deviation 30.
    expect(counts.size).toBe(10);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
