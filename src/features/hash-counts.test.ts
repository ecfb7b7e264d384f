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

  it('is as new after each text, whatever came before: a long one too', () => {
    const text = fc.array(fc.tuple(fc.integer(), fc.nat(7)), { maxLength: 40 });
    const used = new HashCounts();
    for (let i = 0; i < 3000; i++) used.add(i, i);
    fc.assert(
      fc.property(text, (pairs) => {
        used.clear();
        const fresh = new HashCounts();
        for (const counts of [used, fresh]) for (const [hi, lo] of pairs) counts.add(hi, lo);
        const listed = ({ size, hi, lo, count }: HashCounts) =>
          Array.from({ length: size }, (_, i) => [hi[i], lo[i], count[i]]);
        expect(listed(used)).toEqual(listed(fresh));
      }),
    );
  });

  it('tells hashes apart of which one lane is the same, and of which all fall on one slot', () => {
    const counts = new HashCounts();
    for (let i = 0; i < 1500; i++) {
      counts.add(i, 0);
      counts.add(0, i << 16);
    }
    expect(counts.size).toBe(2999);
    expect(counts.count.subarray(0, counts.size).reduce((a, b) => a + b, 0)).toBe(3000);
  });
});
