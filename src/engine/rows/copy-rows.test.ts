import { describe, expect, it } from 'vitest';
import { copyRows } from './copy-rows.ts';
import { heard, recordOf } from './kernels.test.support.ts';

const records = ['b', 'a', 'b', ''].map((id, i) => recordOf({ id, text: 'same' }, i + 1));

describe('copyRows', () => {
  it('writes every record once, in order, those that are alike too', () => {
    const { out, summary } = heard(copyRows({}), records);
    expect(out.written).toEqual(['b', 'a', 'b', ''].map((id) => ({ output: 0, id, change: undefined })));
    expect(summary).toEqual({ records: 4 });
    expect([out.blobs, out.notes]).toEqual([[], []]);
  });

  it('makes one change in all of them', () => {
    const change = { provenance: { origin: 'human' } } as const;
    const { out } = heard(copyRows({ change }), records);
    expect(out.written.map((one) => one.change)).toEqual(records.map(() => change));
  });

  it('counts nothing of nothing', () => {
    expect(heard(copyRows({}), []).summary).toEqual({ records: 0 });
  });
});
