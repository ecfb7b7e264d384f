import { describe, expect, it } from 'vitest';
import { FingerprintCodec } from '../../quality/duplicates/fingerprint.ts';
import { keepKey } from '../../quality/duplicates/keep-key.ts';
import { NearIndex } from '../../quality/duplicates/near-index.ts';
import { encodeNearIndex } from '../../quality/duplicates/near-index-codec.ts';
import { RunIndexBuilder } from '../../quality/duplicates/run-index.ts';
import { DEFAULT_NEAR, PRESETS } from '../../quality/duplicates/settings.ts';
import { signatureOf } from '../../quality/duplicates/signature.ts';
import { decodeContamination, partsOfStanding } from '../../quality/duplicates/standing.ts';
import { lanesOfBytes, TokenReader } from '../../quality/duplicates/token-lanes.ts';
import { type FingerprintSettings, fingerprintRows, runsOfExtra } from './fingerprint-rows.ts';
import { heard, place, recordOf } from './kernels.test.support.ts';

const TEXTS = ['one two three four five six seven', '', '***', 'one two', 'é '.repeat(3000)];

function blobsOf(settings: FingerprintSettings, texts: readonly string[] = TEXTS): Uint8Array[] {
  const records = texts.map((text, i) => recordOf({ id: `e${i}`, text, provenance: { origin: 'mixed' } }));
  const { out, summary } = heard(fingerprintRows(settings, place()), records);
  expect(summary).toEqual({ records: texts.length });
  expect(out.blobs.every(([output]) => output === 0)).toBe(true);
  return out.blobs.map(([, bytes]) => bytes);
}

describe('fingerprintRows', () => {
  it.each(Object.entries(PRESETS))('sends the signature of every text, under %s', (_, near) => {
    const codec = new FingerprintCodec(near);
    blobsOf({ near }).forEach((bytes, i) => {
      const made = codec.decode(bytes);
      const signature = signatureOf(TEXTS[i], near);
      expect({ hi: made.exactHi, lo: made.exactLo }).toEqual(signature.exact);
      expect([...made.lanes]).toEqual([...signature.values].map((value) => value & 255));
      expect([made.near, made.length, made.extra.length]).toEqual([
        signature.shingles > 0,
        TEXTS[i].length,
        0,
      ]);
      expect(new TextDecoder().decode(made.id)).toBe(`e${i}`);
    });
  });

  it('sends the hashes of all tokens with it for a reference', () => {
    const codec = new FingerprintCodec(DEFAULT_NEAR);
    blobsOf({ near: DEFAULT_NEAR, extra: 'tokens' }).forEach((bytes, i) => {
      const { hi, lo, length } = lanesOfBytes(codec.decode(bytes).extra);
      const expected = new TokenReader().read(TEXTS[i]);
      expect(length).toBe(expected.length);
      expect([...hi]).toEqual([...expected.hi.subarray(0, length)]);
      expect([...lo]).toEqual([...expected.lo.subarray(0, length)]);
    });
  });

  it('sends the runs that a text shares with a reference, and nothing where it shares none', () => {
    const builder = new RunIndexBuilder(3);
    builder.add('held', new TokenReader().read('x two three four y'));
    const codec = new FingerprintCodec(DEFAULT_NEAR);
    const blobs = blobsOf({ near: DEFAULT_NEAR, runs: builder.finish().columns });
    expect(runsOfExtra(codec.decode(blobs[0]).extra)).toEqual([
      { start: 1, length: 3, reference: 'held', referenceStart: 1 },
    ]);
    expect(codec.decode(blobs[1]).extra.length).toBe(0);
    expect(runsOfExtra(codec.decode(blobs[3]).extra)).toEqual([]);
  });
});

describe('runsOfExtra', () => {
  it('brings any id through', () => {
    const runs = [{ start: 0, length: 50, reference: 'ä"\\\ufeff\u{1f600}', referenceStart: 2 }];
    expect(runsOfExtra(new TextEncoder().encode(JSON.stringify(runs)))).toEqual(runs);
    expect(runsOfExtra(new Uint8Array(0))).toEqual([]);
  });

  it('sends the standing of every example for whoever clusters elsewhere', () => {
    const codec = new FingerprintCodec(DEFAULT_NEAR);
    const index = new NearIndex(DEFAULT_NEAR);
    index.add('held', signatureOf(TEXTS[0]));
    const builder = new RunIndexBuilder(4);
    builder.add('run', new TokenReader().read('zero two three four five end'));
    const runs = builder.finish().columns;
    const settings = {
      near: DEFAULT_NEAR,
      keep: ['shortest', 'id'],
      reference: encodeNearIndex(index),
      runs,
    } as const;
    const standings = blobsOf(settings).map((bytes) => {
      const { id, length, extra } = codec.decode(bytes);
      const { key, contamination } = partsOfStanding(extra);
      const candidate = {
        origin: 'mixed',
        generation: undefined,
        length,
        id: new TextDecoder().decode(id),
      } as const;
      expect(key).toEqual(keepKey(candidate, settings.keep));
      return decodeContamination(contamination);
    });
    expect(standings).toEqual([
      {
        near: { id: 'held', similarity: 1, exact: true },
        runs: [{ start: 1, length: 4, reference: 'run', referenceStart: 1 }],
      },
      ...TEXTS.slice(1).map(() => undefined),
    ]);
  });
});
