import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { DisjointSets } from './disjoint-sets.ts';

describe('DisjointSets', () => {
  it('gives every member the least one of its set, whatever the order of unions', () => {
    const pairs = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 40 });
    fc.assert(
      fc.property(pairs, fc.integer(), (all, seed) => {
        const roots = (unions: readonly (readonly [number, number])[]) => {
          const sets = new DisjointSets(31);
          for (const [a, b] of unions) sets.union(a, b);
          return Array.from({ length: 31 }, (_, i) => sets.find(i));
        };
        const found = roots(all);
        expect(roots(new Rng(seed).shuffle([...all]))).toEqual(found);
        for (const [i, root] of found.entries()) expect(root).toBeLessThanOrEqual(i);
        for (const [a, b] of all) expect(found[a]).toBe(found[b]);
      }),
    );
  });

  it('says whether a union joined anything', () => {
    const sets = new DisjointSets(3);
    expect([sets.union(0, 2), sets.union(2, 0), sets.union(1, 1)]).toEqual([true, false, false]);
  });
});
