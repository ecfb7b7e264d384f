import { describe, expect, it } from 'vitest';
import type { Example } from '../../corpus/example.ts';
import { FingerprintCodec } from './fingerprint.ts';
import { DEFAULT_NEAR } from './settings.ts';
import { signatureOf } from './signature.ts';

function copyOf(example: Example, extra = new Uint8Array(0)) {
  const codec = new FingerprintCodec(DEFAULT_NEAR);
  const bytes = codec.encode(codec.of(example, signatureOf(example.text), extra));
  // From an odd place of a larger block, as they come from a worker.
  const block = new Uint8Array(bytes.length + 3);
  block.set(bytes, 3);
  return new FingerprintCodec(DEFAULT_NEAR).decode(block.subarray(3));
}

describe('FingerprintCodec', () => {
  it('brings over all that a fingerprint holds', () => {
    const text = 'one two three four five six';
    const signature = signatureOf(text);
    const made = copyOf(
      { id: 'ä-1', group: '', text, provenance: { origin: 'synthetic', generation: 3 } },
      Uint8Array.of(1, 2),
    );
    expect(made).toMatchObject({ origin: 1, generation: 3, length: text.length, near: true });
    expect({ hi: made.exactHi, lo: made.exactLo }).toEqual(signature.exact);
    expect(new TextDecoder().decode(made.id)).toBe('ä-1');
    expect([...made.extra]).toEqual([1, 2]);
    expect([...made.lanes]).toEqual([...signature.values].map((value) => value & 255));
  });

  it('says unknown where nothing is known, and that a text without words has no near-duplicates', () => {
    expect(copyOf({ id: '', group: '', text: '' })).toMatchObject({ origin: 3, generation: -1, near: false });
  });
});
