import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashCounts } from './hash-counts.ts';

describe('HashCounts', () => {
  it('counts as a map does, in order of first use', () => {
    const pair = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
        const counts = new HashCounts();
        const map = new Map<string, number>();
        for (const [hi, lo] of pairs) {
          counts.add(hi, lo);
          map.set(`${hi}/${lo}`, (map.get(`${hi}/${lo}`) ?? 0) + 1);
        }
        const own = Array.from({ length: counts.size }, (_, i) => [
          `${counts.hi[i]}/${counts.lo[i]}`,
          counts.count[i],
        ]);
        expect(own).toEqual([...map]);
      }),
    );
  });

  it('grows, and forgets', () => {
    const counts = new HashCounts();
    for (let i = 0; i < 5000; i++) counts.add(i, i * 7);
    for (let i = 0; i < 5000; i += 2) counts.add(i, i * 7);
    expect([counts.size, counts.count[0], counts.count[4999], counts.hi[4321]]).toEqual([5000, 2, 1, 4321]);
    counts.clear();
    expect(counts.size).toBe(0);
    counts.add(1, 7);
    expect([counts.size, counts.count[0]]).toEqual([1, 1]);
  });
});
