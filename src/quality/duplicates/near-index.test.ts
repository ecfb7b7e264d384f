import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { Rng } from '../../base/rng.ts';
import { similarity } from '../../sketch/minhash.ts';
import { edited, words } from './fixtures.test.support.ts';
import { NearIndex } from './near-index.ts';
import { decodeNearIndex, encodeNearIndex, nearIndexDigest } from './near-index-codec.ts';
import { PRESETS } from './settings.ts';
import { Signer, signatureOf } from './signature.ts';

const rng = new Rng('near-index');
const texts = Array.from({ length: 60 }, () => words(rng, 150).join(' '));

const signer = new Signer();

function indexOf(all: readonly string[], threshold = 0.7): NearIndex {
  const index = new NearIndex({ ...PRESETS.datatrove, threshold });
  all.forEach((text, i) => void index.add(`id-${i}`, signer.sign(text)));
  return index;
}

const index = indexOf(texts);

describe('NearIndex', () => {
  it('finds what a lightly edited text came from, with the similarity of the signatures', () => {
    texts.forEach((text, i) => {
      const signature = signatureOf(`${edited(rng, text, 0.01)} end`);
      const near = index.nearest(signature)!;
      expect(near).toMatchObject({ id: `id-${i}`, exact: false });
      // Bytes instead of whole values: the two estimates differ by chance agreements alone.
      expect(near.similarity).toBeCloseTo(similarity(signature.values, signatureOf(text).values)!, 1);
    });
  });

  it('finds nothing near texts that have nothing to do with its own', () => {
    for (let i = 0; i < 50; i++)
      expect(index.nearest(signatureOf(words(rng, 150).join(' ')))).toBeUndefined();
  });

  it('calls the same tokens exact, texts without words included', () => {
    expect(index.nearest(signatureOf(texts[7].toUpperCase()))).toEqual({
      id: 'id-7',
      similarity: 1,
      exact: true,
    });
    const symbols = indexOf(['***', '']);
    expect(symbols.nearest(signatureOf('* * *'))).toMatchObject({ id: 'id-0', exact: true });
    expect(symbols.nearest(signatureOf('!'))).toBeUndefined();
  });

  it('gives the most similar of several, and the first of equals', () => {
    const base = words(rng, 300).join(' ');
    const far = edited(rng, base, 0.02);
    expect(indexOf([far, `${base} one`, `${base} one.`]).nearest(signatureOf(base))!.id).toBe('id-1');
  });

  it('joins nothing below the threshold', () => {
    const one = indexOf([texts[0]], 1);
    expect(one.nearest(signatureOf(edited(rng, texts[0], 0.02)))).toBeUndefined();
  });

  it('joins any two that share a band at threshold 0, be the rest unlike', () => {
    const one = indexOf([texts[0]], 0);
    const other = signer.sign(texts[1]);
    const shared = signer.sign(texts[0]).values;
    const values = other.values.map((value, i) => (i < PRESETS.datatrove.rows ? shared[i] : value));
    expect(one.nearest({ ...other, values })?.id).toBe('id-0');
    expect(one.nearest(other)).toBeUndefined();
  });

  it('prefers an exact duplicate to whatever is near, and the first of two', () => {
    const base = words(rng, 200).join(' ');
    const found = indexOf([`${base} end`, base, base]).nearest(signatureOf(base));
    expect(found).toEqual({ id: 'id-1', similarity: 1, exact: true });
  });

  it('has nothing near anything while it is empty', () => {
    expect(indexOf([]).nearest(signatureOf(texts[0]))).toBeUndefined();
  });

  it('stands 5,000 entries that are all alike', () => {
    const many = indexOf(Array.from({ length: 5000 }, (_, i) => `${texts[0]} ${i}`));
    expect(many.nearest(signer.sign(texts[0]))!.similarity).toBeGreaterThan(0.9);
  });

  it('refuses signatures of another size', () => {
    const other = signatureOf(texts[0], PRESETS.nemo);
    expect(() => index.nearest(other)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    expect(() => index.add('x', other)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });
});

describe('an encoded NearIndex', () => {
  const bytes = encodeNearIndex(index);

  it('answers as the one that was encoded, and is encoded to the same bytes', () => {
    const again = decodeNearIndex(bytes);
    for (const text of [...texts, texts[3].slice(9), 'else', '']) {
      expect(again.nearest(signatureOf(text))).toEqual(index.nearest(signatureOf(text)));
    }
    expect(encodeNearIndex(again)).toEqual(bytes);
    expect(encodeNearIndex(indexOf(texts))).toEqual(bytes);
  });

  it('goes on growing after it was read', () => {
    const again = decodeNearIndex(encodeNearIndex(indexOf(['', 'a b c'])));
    again.add('late', signatureOf('something else entirely here'));
    expect(again.nearest(signatureOf('Something else entirely here'))).toMatchObject({ id: 'late' });
    expect(again.nearest(signatureOf('a b c'))).toMatchObject({ id: 'id-1' });
  });

  it('takes about 240 bytes an entry', () => {
    expect(bytes.length / texts.length).toBeLessThan(250);
  });

  it('has a digest that changes with any text', () => {
    expect(nearIndexDigest(bytes)).toMatch(/^[0-9a-f]{64}$/);
    expect(nearIndexDigest(bytes)).not.toBe(nearIndexDigest(encodeNearIndex(indexOf(texts.slice(1)))));
  });

  it('is refused with any byte changed or cut off', () => {
    const refused = expect.objectContaining({ code: 'E_FORMAT' });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const damaged = bytes.slice();
          damaged[at] ^= by;
          expect(() => decodeNearIndex(damaged)).toThrow(refused);
          expect(() => decodeNearIndex(bytes.slice(0, at))).toThrow(refused);
        },
      ),
      { numRuns: runs(50) },
    );
  });
});
