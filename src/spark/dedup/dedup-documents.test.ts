import { describe, expect, it } from 'vitest';
import { DEFAULT_KEEP } from '../../quality/duplicates/keep.ts';
import { PRESETS } from '../../quality/duplicates/settings.ts';
import { dedupDocuments } from './dedup-documents.ts';

const job = { shards: [], spec: { inputs: ['a'] }, settings: PRESETS.nemo, keep: DEFAULT_KEEP };

describe('dedupDocuments', () => {
  it('tells workers the rules, and how signatures are made', () => {
    const { document, merge, shape } = dedupDocuments(job);
    expect(document).toEqual({
      action: 'rows',
      task: {
        kernel: 'fingerprint',
        settings: { near: PRESETS.nemo, keep: DEFAULT_KEEP },
        spec: { inputs: ['a'] },
        outputs: [{ kind: 'bytes' }],
      },
    });
    expect(merge).toEqual({ action: 'links', near: PRESETS.nemo });
    expect(shape).toEqual({ bands: 20, lanes: 260 });
  });

  it('sends the reference with them', () => {
    const reference = Uint8Array.of(1, 2);
    const { document } = dedupDocuments({ ...job, reference });
    expect(document).toMatchObject({ task: { settings: { reference } } });
  });

  it('refuses a reference that is too large to be sent', () => {
    // Its length alone counts.
    const reference = { length: 2 ** 30 + 1 } as Uint8Array;
    expect(() => dedupDocuments({ ...job, reference })).toThrow(
      expect.objectContaining({ code: 'E_UNSUPPORTED', where: '--against' }),
    );
  });
});
