import { describe, expect, it } from 'vitest';
import { FingerprintCodec } from '../../quality/duplicates/fingerprint.ts';
import { NearIndex } from '../../quality/duplicates/near-index.ts';
import { encodeNearIndex } from '../../quality/duplicates/near-index-codec.ts';
import { DEFAULT_NEAR } from '../../quality/duplicates/settings.ts';
import { signatureOf } from '../../quality/duplicates/signature.ts';
import { FingerprintSink } from './fingerprint-sink.ts';

const TEXTS = ['one two three four five six', '', 'seven eight', '!!!', 'one two three four five six'];

/** Fingerprints, each with its length before it. */
function framed(texts: readonly string[], from = 0): Uint8Array<ArrayBuffer> {
  const codec = new FingerprintCodec(DEFAULT_NEAR);
  const parts = texts.map((text, i) => {
    const bytes = codec.encode(codec.of({ id: `ä${from + i}`, group: '', text }, signatureOf(text)));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, bytes]);
  });
  const whole = Buffer.concat(parts);
  // From an odd place of a larger block.
  const block = new Uint8Array(whole.length + 1);
  block.set(whole, 1);
  return block.subarray(1);
}

const ends = new Uint32Array(0);

describe('FingerprintSink', () => {
  it('makes the index that adding the texts themselves makes, however they came in blocks', async () => {
    const expected = new NearIndex();
    TEXTS.forEach((text, i) => void expected.add(`ä${i}`, signatureOf(text)));
    for (const cut of [0, 1, 3, 5]) {
      const sink = new FingerprintSink();
      await sink.write({ bytes: framed(TEXTS.slice(0, cut)), ends });
      await sink.write({ bytes: framed(TEXTS.slice(cut), cut), ends });
      expect(encodeNearIndex(sink.index)).toEqual(encodeNearIndex(expected));
      expect(await sink.commit()).toEqual({ files: [], records: 5 });
    }
  });

  it('keeps nothing of a block that is used again', async () => {
    const sink = new FingerprintSink();
    const bytes = framed(TEXTS);
    await sink.write({ bytes, ends });
    bytes.fill(0);
    expect(sink.index.nearest(signatureOf('Seven EIGHT'))).toEqual({ id: 'ä2', similarity: 1, exact: true });
  });

  it('is empty before anything came', async () => {
    const sink = new FingerprintSink();
    await sink.stage();
    expect(await sink.commit()).toEqual({ files: [], records: 0 });
  });
});
