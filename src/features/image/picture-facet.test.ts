import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../corpus/example.ts';
import { noiseImage } from './images.test.support.ts';
import { PictureFacetBuilder, pictureFacet } from './picture-facet.ts';
import { PICTURE_BUDGET, type PicturesFacet } from './picture-sample.ts';

function example(id: string, side = 6, channels: 1 | 3 = 3): Example {
  const image = noiseImage(side, side + 1, id.length + id.charCodeAt(0), channels);
  return { id, group: id, text: '', image };
}

function facetOf(examples: readonly Example[], kept = true): PicturesFacet {
  const builder = new PictureFacetBuilder(kept);
  builder.add(
    examples,
    Uint8Array.from(examples, ({ id }) => id.charCodeAt(0) % 64),
  );
  return builder.finish();
}

const bytesOf = (facet: PicturesFacet) => Buffer.from(pictureFacet.encode(facet)).toString('base64');
const someExamples = fc.array(
  fc.string({ minLength: 1, maxLength: 12 }).map((id) => example(id)),
  { maxLength: 12 },
);

describe('the facet of pictures', () => {
  it('merges in any order to the same bytes, those of the whole', () => {
    fc.assert(
      fc.property(someExamples, someExamples, someExamples, (a, b, c) => {
        const [x, y, z] = [a, b, c].map((part) => facetOf(part));
        const { merge } = pictureFacet;
        const whole = bytesOf(facetOf([...a, ...b, ...c]));
        expect(bytesOf(merge(merge(x, y), z))).toBe(whole);
        expect(bytesOf(merge(z, merge(y, x)))).toBe(whole);
      }),
    );
  });

  it('comes back from its bytes', () => {
    fc.assert(
      fc.property(someExamples, (examples) => {
        const facet = facetOf(examples.map((e, i) => (i % 2 === 0 ? e : { ...e, category: `${i} é` })));
        const back = pictureFacet.decode(pictureFacet.encode(facet));
        expect(back).toEqual({
          ...facet,
          pictures: facet.pictures.map((p) => ({ ...p, data: Uint8Array.from(p.data) })),
        });
        expect(bytesOf(back)).toBe(bytesOf(facet));
      }),
    );
  });

  it('comes back from a Buffer too, wherever it lies in it', () => {
    const facet = facetOf([example('one'), example('two')]);
    const bytes = pictureFacet.encode(facet);
    for (const offset of [0, 1, 3]) {
      const within = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset);
      const back = pictureFacet.decode(within);
      within.fill(0);
      expect(bytesOf(back)).toBe(bytesOf(facet));
    }
  });

  it('falls apart by block and comes together again', () => {
    fc.assert(
      fc.property(someExamples, fc.nat(63), (examples, cut) => {
        const facet = facetOf(examples);
        const halves = [(b: number) => b < cut, (b: number) => b >= cut].map((keep) =>
          pictureFacet.restrict(facet, keep),
        );
        expect(bytesOf(pictureFacet.merge(halves[0], halves[1]))).toBe(bytesOf(facet));
      }),
    );
  });

  it('keeps those of lowest hash within its budget, however they come', () => {
    const many = Array.from({ length: 1500 }, (_, i) => example(`picture ${i}`, 56, 3));
    const facet = facetOf(many);
    const bytes = facet.pictures.reduce((sum, { data }) => sum + data.length, 0);
    expect(bytes).toBeGreaterThanOrEqual(PICTURE_BUDGET);
    expect(bytes).toBeLessThan(PICTURE_BUDGET + 10_000);
    const parts = [many.slice(0, 700), many.slice(700, 1100), many.slice(1100)].map((part) => facetOf(part));
    expect(bytesOf(pictureFacet.merge(parts[2], pictureFacet.merge(parts[0], parts[1])))).toBe(
      bytesOf(facet),
    );
    expect(bytesOf(facetOf([...many].reverse()))).toBe(bytesOf(facet));
  });

  it('shows nothing where pictures are not kept, once and for all', () => {
    const shown = facetOf([example('a'), example('b')]);
    const hidden = facetOf([example('c')], false);
    expect(hidden.pictures).toEqual([]);
    expect(pictureFacet.merge(shown, hidden)).toEqual({ kept: false, animated: 0, pictures: [] });
    expect(pictureFacet.bare(shown)).toEqual(pictureFacet.merge(hidden, shown));
    expect(bytesOf(pictureFacet.bare(shown))).not.toContain(Buffer.from('a').toString('base64'));
  });

  it('counts files of several frames', () => {
    const moving = { ...example('m'), image: { ...noiseImage(4, 4), frames: 3 } };
    expect(facetOf([moving, example('s')]).animated).toBe(1);
    expect(pictureFacet.merge(facetOf([moving]), facetOf([moving], false)).animated).toBe(2);
  });

  it('keeps the end of a long name, and no half of a letter', () => {
    const [picture] = facetOf([example(`${'folder/'.repeat(50)}cat.png`)]).pictures;
    expect(picture.name).toHaveLength(160);
    expect(picture.name.endsWith('folder/cat.png')).toBe(true);
    const [lone] = facetOf([example('x\ud800y')]).pictures;
    expect(lone.name).toBe('x\ufffdy');
  });

  it('refuses damaged bytes, and never does anything else', () => {
    const good = pictureFacet.encode(facetOf([example('one'), { ...example('two'), category: 'c' }]));
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, value, cut) => {
        const bytes = cut ? good.slice(0, at) : good.slice();
        if (!cut) bytes[at] = value;
        try {
          expect(bytesOf(pictureFacet.decode(bytes))).toBeTypeOf('string');
        } catch (error) {
          expect(error).toMatchObject({ code: 'E_PROFILE' });
        }
      }),
    );
    expect(() => pictureFacet.decode(good.slice(0, -1))).toThrow(
      expect.objectContaining({ code: 'E_PROFILE' }),
    );
  });
});
