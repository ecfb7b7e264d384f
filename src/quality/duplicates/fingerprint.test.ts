import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { type Example, ORIGINS } from '../../corpus/example.ts';
import { bandKeys } from '../../sketch/minhash-bands.ts';
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

  it('takes a generation past its room for the latest there is, not for an unknown one', () => {
    for (const generation of [2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER]) {
      const made = copyOf({ id: 'a', group: '', text: 'b', provenance: { origin: 'synthetic', generation } });
      expect(made.generation).toBe(2 ** 31 - 1);
    }
  });

  it('brings any example over, whatever its id, origin and what goes with it', () => {
    const example = fc.record({
      id: fc.string({ unit: 'grapheme', maxLength: 20 }),
      group: fc.constant(''),
      text: fc.string({ unit: fc.constantFrom('a ', 'b ', '.', 'é', '\u{1f600}'), maxLength: 30 }),
      provenance: fc.record({ origin: fc.constantFrom(...ORIGINS), generation: fc.nat(2 ** 31 - 1) }),
    });
    fc.assert(
      fc.property(example, fc.uint8Array({ maxLength: 40 }), (one, extra) => {
        const signature = signatureOf(one.text);
        const made = copyOf(one, extra);
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(made.id)).toBe(one.id);
        expect([ORIGINS[made.origin], made.generation]).toEqual([
          one.provenance.origin,
          one.provenance.generation,
        ]);
        expect([made.length, made.near]).toEqual([one.text.length, signature.shingles > 0]);
        expect([...made.extra]).toEqual([...extra]);
        expect([...made.keys]).toEqual([...bandKeys(signature.values, DEFAULT_NEAR)]);
      }),
      { numRuns: runs(60) },
    );
  });
});
