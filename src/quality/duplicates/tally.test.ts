import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REASONS, Removals } from './removals.ts';
import { RemovalsBuilder } from './removals-builder.ts';
import { countRemovals } from './tally.ts';

const one = fc.record({ reason: fc.constantFrom(...REASONS), kept: fc.nat(5), percent: fc.nat(100) });

describe('countRemovals', () => {
  it('agrees with counting by hand', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), fc.nat(50), (list, staying) => {
        const builder = new RemovalsBuilder();
        for (let k = 0; k < 6; k++) builder.keep({ id: `k${k}`, hash: { hi: k, lo: k } });
        list.forEach(({ reason, kept, percent }, i) => {
          builder.remove(i, reason, kept, reason === 'exact' ? 1 : percent / 100);
        });
        const counts = countRemovals(new Removals(builder.finish()), list.length + staying, 0.7);
        expect(counts).toMatchObject({
          examples: list.length + staying,
          removed: list.length,
          kept: staying,
        });
        for (const reason of REASONS) {
          expect(counts.reasons[reason]).toBe(list.filter((removal) => removal.reason === reason).length);
        }
        const inClusters = list.filter(({ reason }) => reason === 'exact' || reason === 'near');
        const sizes = [0, 1, 2, 3, 4, 5]
          .map((k) => inClusters.filter(({ kept }) => kept === k).length)
          .filter((n) => n > 0)
          .map((n) => n + 1);
        expect(counts.clusters).toBe(sizes.length);
        expect(counts.largest).toBe(Math.max(0, ...sizes));
        const far = inClusters.filter(({ reason, percent }) => reason === 'near' && percent < 70);
        expect(counts.throughOthers).toBe(far.length);
      }),
    );
  });

  it.each([0.7, 0.1, 0.3, 0.55, 0.95])(
    'counts a similarity of exactly the threshold %d as reaching it',
    (threshold) => {
      const builder = new RemovalsBuilder();
      builder.remove(0, 'near', builder.keep({ id: 'k' }), threshold);
      expect(countRemovals(new Removals(builder.finish()), 2, threshold).throughOthers).toBe(0);
      expect(countRemovals(new Removals(builder.finish()), 2, threshold + 0.01).throughOthers).toBe(1);
    },
  );

  it('counts no cluster of what goes because of a reference', () => {
    const builder = new RemovalsBuilder();
    builder.remove(0, 'reference-exact', builder.keep({ id: 'held' }), 1);
    builder.remove(1, 'reference-run', builder.keep({ id: 'held' }), undefined);
    const { clusters, largest, throughOthers } = countRemovals(new Removals(builder.finish()), 2, 0.7);
    expect([clusters, largest, throughOthers]).toEqual([0, 0, 0]);
  });
});
