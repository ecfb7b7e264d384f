import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RemovalsBuilder } from '../../quality/duplicates/removals-builder.ts';
import { dedupRows } from './dedup-rows.ts';
import { heard, place, recordOf } from './kernels.test.support.ts';

function columns(examples: readonly number[]) {
  const builder = new RemovalsBuilder();
  const stays = builder.keep({ id: 'stays', hash: { hi: 1, lo: 2 } });
  for (const example of examples) builder.remove(example, 'exact', stays, 1);
  return builder.finish();
}

/** Ids written to each output, over shards of these sizes. */
function parted(removed: readonly number[], sizes: readonly number[], writeRemoved = true): string[][] {
  const firsts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, n) => sum + n, 0));
  const settings = { removals: columns(removed), firsts, writeRemoved };
  const outputs: string[][] = [[], []];
  sizes.forEach((size, index) => {
    const records = Array.from({ length: size }, (_, i) => recordOf({ id: `${firsts[index] + i}` }));
    const { out, summary } = heard(dedupRows(settings, place(index)), records);
    expect(summary).toEqual({ records: size });
    for (const { output, id } of out.written) outputs[output].push(id);
  });
  return outputs;
}

describe('dedupRows', () => {
  it('parts the records as was decided, whatever the cut into shards', () => {
    const sizes = fc.array(fc.nat(7), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (cut, goes) => {
        const total = cut.reduce((sum, n) => sum + n, 0);
        const all = Array.from({ length: total }, (_, i) => i);
        const [kept, removed] = parted(
          all.filter((i) => goes[i]),
          cut,
        );
        expect(kept).toEqual(all.filter((i) => !goes[i]).map(String));
        expect(removed).toEqual(all.filter((i) => goes[i]).map(String));
      }),
    );
  });

  it('writes what goes with the reason, and what stays as it stood', () => {
    const settings = { removals: columns([1]), firsts: [0], writeRemoved: true };
    const { out } = heard(dedupRows(settings, place()), [recordOf({ id: 'a' }), recordOf({ id: 'b' })]);
    expect(out.written).toEqual([
      { output: 0, id: 'a', change: undefined },
      {
        output: 1,
        id: 'b',
        change: {
          fields: {
            duplicate: { reason: 'exact', cluster: '0000000100000002', kept: 'stays', similarity: 1 },
          },
        },
      },
    ]);
  });

  it('writes what goes nowhere where nobody asked for it', () => {
    expect(parted([0, 2, 3], [2, 2], false)).toEqual([['1'], []]);
  });

  it('says how many records it met, be it more than there were when it was decided', () => {
    const settings = { removals: columns([0]), firsts: [0], writeRemoved: true };
    const records = Array.from({ length: 5 }, (_, i) => recordOf({ id: `${i}` }));
    expect(heard(dedupRows(settings, place()), records).summary).toEqual({ records: 5 });
    expect(heard(dedupRows(settings, place()), []).summary).toEqual({ records: 0 });
  });
});
