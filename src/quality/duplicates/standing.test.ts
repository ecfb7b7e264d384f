import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FingerprintCodec } from './fingerprint.ts';
import { DEFAULT_KEEP, keepOrder } from './keep.ts';
import { keepKey } from './keep-key.ts';
import { DEFAULT_NEAR } from './settings.ts';
import { signatureOf } from './signature.ts';
import { decodeContamination, encodeStanding, partsOfStanding } from './standing.ts';

const codec = new FingerprintCodec(DEFAULT_NEAR);
const signature = signatureOf('one two three four five six');

function fingerprint(id: string, generation?: number) {
  const provenance = generation === undefined ? {} : { provenance: { origin: 'human' as const, generation } };
  return codec.of({ id, group: id, text: 'one two three four five six', ...provenance }, signature);
}

describe('encodeStanding', () => {
  it('holds the key of the example, and nothing else where its text shares nothing', () => {
    const { key, contamination } = partsOfStanding(
      encodeStanding(fingerprint('a', 3), DEFAULT_KEEP, undefined, []),
    );
    const candidate = { origin: 'human', generation: 3, length: 27, id: 'a' } as const;
    expect(key).toEqual(keepKey(candidate, DEFAULT_KEEP));
    expect(decodeContamination(contamination)).toBeUndefined();
  });

  it('counts an example without provenance as of unknown origin and generation', () => {
    const { key } = partsOfStanding(encodeStanding(fingerprint('a'), ['human', 'earliest'], undefined, []));
    expect([...key]).toEqual([2, 255, 255, 255, 255]);
  });

  it('holds half of a surrogate pair for what it becomes in bytes', () => {
    const [half, replaced] = ['\ud83d', '\ufffd'].map(
      (id) => partsOfStanding(encodeStanding(fingerprint(id), ['id'], undefined, [])).key,
    );
    expect(half).toEqual(replaced);
  });

  it('gives back what a text shares with a reference, whatever the names', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.double({ min: 0, max: 1 }),
        fc.nat(5),
        (id, similarity, n) => {
          const near = { id, similarity, exact: similarity === 1 };
          const runs = Array.from({ length: n }, (_, start) => ({
            start,
            length: 50,
            reference: id,
            referenceStart: 7,
          }));
          const bytes = encodeStanding(fingerprint('x'), DEFAULT_KEEP, near, runs);
          const found = decodeContamination(partsOfStanding(bytes).contamination);
          // JSON has one zero.
          expect(found).toEqual({
            near: { ...near, similarity: similarity + 0 },
            ...(n > 0 ? { runs } : {}),
          });
        },
      ),
    );
  });

  it('stands where it stands in a longer array', () => {
    const bytes = encodeStanding(fingerprint('b'), ['id'], { id: 'r', similarity: 1, exact: true }, []);
    const padded = new Uint8Array(bytes.length + 3);
    padded.set(bytes, 3);
    expect(partsOfStanding(padded.subarray(3))).toEqual(partsOfStanding(bytes));
  });

  it('orders examples as the rules do', () => {
    const keys = ['b', 'a'].map(
      (id) => partsOfStanding(encodeStanding(fingerprint(id, 1), DEFAULT_KEEP, undefined, [])).key,
    );
    const [b, a] = ['b', 'a'].map((id) => ({ origin: 'human' as const, generation: 1, length: 27, id }));
    expect(Math.sign(Buffer.compare(keys[0], keys[1]))).toBe(Math.sign(keepOrder()(b, a)));
  });
});
