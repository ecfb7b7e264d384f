import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import { type IdSummary, idRows } from './id-rows.ts';
import { heard, recordOf } from './kernels.test.support.ts';

describe('idRows', () => {
  it('gathers the hash of each id in the order of the records, and writes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 5 })), (ids) => {
        const { out, summary } = heard(
          idRows(),
          ids.map((id) => recordOf({ id })),
        );
        const lanes = [...(summary as IdSummary).ids];
        expect(lanes).toEqual(ids.flatMap((id) => [hashText(id).hi, hashText(id).lo]));
        expect([...out.written, ...out.blobs, ...out.notes]).toEqual([]);
      }),
    );
  });
});
