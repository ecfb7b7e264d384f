import { describe, expect, it } from 'vitest';
import { Removals } from './removals.ts';
import { RemovalsBuilder } from './removals-builder.ts';
import { countRemovals } from './tally.ts';

const RUN = { start: 1, length: 50, reference: 'held', referenceStart: 7 };

function made(): Removals {
  const out = new RemovalsBuilder();
  const first = out.keep({ id: 'one', hash: { hi: 1, lo: 0xffffffff } });
  const second = out.keep({ id: 'two', hash: { hi: 2, lo: 3 } });
  out.remove(2, 'exact', first, 1);
  out.remove(3, 'near', first, 0.87654321);
  out.remove(5, 'near', second, 0.4);
  out.remove(8, 'reference-run', out.keep({ id: 'held' }), undefined, [RUN]);
  return new Removals(structuredClone(out.finish()));
}

describe('Removals', () => {
  it('says of each example whether it goes, why, and in whose stead', () => {
    const removals = made();
    expect([0, 1, 4, 6, 7, 9].map((example) => removals.of(example))).toEqual(new Array(6).fill(undefined));
    expect(removals.of(2)).toEqual({
      reason: 'exact',
      cluster: '00000001ffffffff',
      kept: 'one',
      similarity: 1,
    });
    expect(removals.of(3)).toEqual({
      reason: 'near',
      cluster: '00000001ffffffff',
      kept: 'one',
      similarity: 0.8765,
    });
    expect(removals.of(8)).toEqual({ reason: 'reference-run', kept: 'held', runs: [RUN] });
  });

  it('finds the first removal at an example or after it', () => {
    expect([0, 2, 3, 4, 6, 8, 9].map((example) => made().from(example))).toEqual([0, 0, 1, 2, 3, 3, 4]);
  });
});

describe('countRemovals', () => {
  it('counts by reason, clusters with what stays, and what is joined through others', () => {
    expect(countRemovals(made(), 10, 0.7)).toEqual({
      examples: 10,
      kept: 6,
      removed: 4,
      reasons: { exact: 1, near: 2, 'reference-exact': 0, 'reference-near': 0, 'reference-run': 1 },
      clusters: 2,
      largest: 3,
      throughOthers: 1,
    });
  });
});
