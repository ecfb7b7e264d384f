import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { REASONS, type Removal, Removals } from './removals.ts';
import { RemovalsBuilder } from './removals-builder.ts';

const hash = fc.record({
  hi: fc.integer({ min: 0, max: 0xffffffff }),
  lo: fc.integer({ min: 0, max: 0xffffffff }),
});
const kept = fc.record({ id: fc.string({ unit: 'grapheme', maxLength: 10 }), hash });
const removal = fc.record({
  gap: fc.integer({ min: 1, max: 3 }),
  reason: fc.constantFrom(...REASONS),
  kept: fc.nat(9),
  similarity: fc.option(
    fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000),
    { nil: undefined },
  ),
});
const hex = (lane: number) => `0000000${lane.toString(16)}`.slice(-8);

describe('RemovalsBuilder', () => {
  it('brings every removal through shared columns, as Removals reads them', () => {
    fc.assert(
      fc.property(
        fc.array(kept, { minLength: 10, maxLength: 10 }),
        fc.array(removal, { maxLength: 400 }),
        (stays, list) => {
          const builder = new RemovalsBuilder();
          expect(stays.map((one) => builder.keep(one))).toEqual([...stays.keys()]);
          const expected = new Map<number, Removal>();
          let example = -1;
          for (const { gap, reason, kept: place, similarity } of list) {
            example += gap;
            builder.remove(example, reason, place, similarity);
            const { id, hash: of } = stays[place];
            const isCluster = reason === 'exact' || reason === 'near';
            expected.set(example, {
              reason,
              kept: id,
              ...(isCluster ? { cluster: hex(of.hi) + hex(of.lo) } : {}),
              ...(similarity === undefined ? {} : { similarity }),
            });
          }
          const columns = builder.finish();
          const { runs: _, ...arrays } = columns;
          for (const array of Object.values(arrays)) expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
          const removals = new Removals(structuredClone(columns));
          expect(removals.length).toBe(list.length);
          for (let i = 0; i <= example + 1; i++) expect(removals.of(i)).toEqual(expected.get(i));
        },
      ),
      { numRuns: runs(40) },
    );
  });

  it('enters what stays without a hash, as an example of a reference does', () => {
    const builder = new RemovalsBuilder();
    builder.remove(0, 'reference-near', builder.keep({ id: 'held' }), 0.81239999);
    expect(new Removals(builder.finish()).at(0)).toEqual({
      reason: 'reference-near',
      kept: 'held',
      similarity: 0.8124,
    });
  });

  it('keeps the runs of each removal apart', () => {
    const builder = new RemovalsBuilder();
    const run = (start: number) => [{ start, length: 50, reference: 'r', referenceStart: 0 }];
    const held = builder.keep({ id: 'r' });
    builder.remove(3, 'reference-run', held, undefined, run(1));
    builder.remove(4, 'exact', held, 1);
    builder.remove(9, 'reference-run', held, undefined, run(2));
    const removals = new Removals(builder.finish());
    expect([3, 4, 9].map((example) => removals.of(example)?.runs)).toEqual([run(1), undefined, run(2)]);
  });

  it('has columns of nothing where nothing goes', () => {
    const removals = new Removals(new RemovalsBuilder().finish());
    expect([removals.length, removals.from(0), removals.of(0)]).toEqual([0, 0, undefined]);
  });
});
