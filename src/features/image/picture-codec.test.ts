import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { ByteWriter } from '../../base/bytes.ts';
import { decodePictures, encodePictures } from './picture-codec.ts';
import { LONGEST_NAME, type PicturesFacet, type StoredPicture } from './picture-sample.ts';
import { THUMBNAIL_SIDE, thumbnailBytes } from './thumbnail.ts';

const side = fc.integer({ min: 1, max: THUMBNAIL_SIDE });
const name = fc.string({ unit: 'binary', maxLength: 50 });
const stored: fc.Arbitrary<StoredPicture> = fc
  .record(
    {
      hi: fc.nat(0xffffffff),
      lo: fc.nat(0xffffffff),
      block: fc.nat(63),
      name,
      category: name,
      width: side,
      height: side,
      channels: fc.constantFrom(1 as const, 3 as const),
    },
    { requiredKeys: ['hi', 'lo', 'block', 'name', 'width', 'height', 'channels'] },
  )
  .map((head) => ({ ...head, data: new Uint8Array(thumbnailBytes(head)).fill(head.lo & 255) }));

const PLAIN: StoredPicture = {
  hi: 1,
  lo: 2,
  block: 3,
  name: 'a',
  width: 1,
  height: 1,
  channels: 1,
  data: Uint8Array.of(9),
};
const facet = (...pictures: StoredPicture[]): PicturesFacet => ({ kept: true, animated: 0, pictures });
const damaged = expect.objectContaining({ code: 'E_PROFILE' });

describe('the bytes of the pictures of a profile', () => {
  it('give every picture back, with names of any language and categories that are empty or absent', () => {
    fc.assert(
      fc.property(fc.array(stored, { maxLength: 5 }), fc.nat(), (pictures, animated) => {
        const whole: PicturesFacet = { kept: true, animated, pictures };
        expect(decodePictures(encodePictures(whole))).toEqual(whole);
      }),
      { numRuns: runs(60) },
    );
  });

  it('are these, by the format: one picture of one pixel', () => {
    // kept, animated, count; hash, low byte first; block; name; no category; sizes, channels; the pixel.
    expect([...encodePictures(facet(PLAIN))]).toEqual([
      ...[1, 0, 1],
      ...[1, 0, 0, 0, 2, 0, 0, 0],
      ...[3, 1, 97, 0, 1, 1, 1, 9],
    ]);
  });

  it('tell an empty category from none', () => {
    const [empty] = decodePictures(encodePictures(facet({ ...PLAIN, category: '' }))).pictures;
    expect(empty.category).toBe('');
    expect(decodePictures(encodePictures(facet(PLAIN))).pictures[0]).not.toHaveProperty('category');
  });

  it('keep a byte order mark that a name begins with', () => {
    const [back] = decodePictures(encodePictures(facet({ ...PLAIN, name: '\ufeffa' }))).pictures;
    expect(back.name).toBe('\ufeffa');
  });

  it('hold the longest names there are, of letters of three bytes', () => {
    const long = { ...PLAIN, name: '\u56fe'.repeat(LONGEST_NAME), category: '\u56fe'.repeat(LONGEST_NAME) };
    expect(decodePictures(encodePictures(facet(long))).pictures).toEqual([long]);
  });

  it('are refused at every place where they break off, and with anything behind them', () => {
    const bytes = encodePictures(facet(PLAIN, { ...PLAIN, category: 'c', hi: 7 }));
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodePictures(bytes.subarray(0, length)), String(length)).toThrow(damaged);
    expect(() => decodePictures(Buffer.concat([bytes, Buffer.of(0)]))).toThrow(damaged);
  });

  it.each([
    ['no width', { width: 0 }],
    ['no height', { height: 0 }],
    ['two channels', { channels: 2 as 1 }],
    ['four channels', { channels: 4 as 1 }],
    ['no channel', { channels: 0 as 1 }],
    ['a side beyond the longest', { width: THUMBNAIL_SIDE + 1 }],
    ['a block that is none', { block: 64 }],
    ['a name beyond the longest', { name: 'a'.repeat(3 * LONGEST_NAME + 1) }],
  ])('are refused where a picture has %s', (_, change) => {
    const picture = { ...PLAIN, ...change };
    const enough = { ...picture, data: new Uint8Array(4 * (THUMBNAIL_SIDE + 1)) };
    expect(() => decodePictures(encodePictures(facet(picture)))).toThrow(damaged);
    expect(() => decodePictures(encodePictures(facet(enough)))).toThrow(damaged);
  });

  it('are refused where they show pictures of a corpus that may show none', () => {
    const bytes = encodePictures({ kept: false, animated: 2, pictures: [PLAIN] });
    expect(() => decodePictures(bytes)).toThrow(damaged);
    expect(decodePictures(encodePictures({ kept: false, animated: 2, pictures: [] }))).toEqual({
      kept: false,
      animated: 2,
      pictures: [],
    });
  });

  it('are refused where they claim billions of pictures, before room is made for them', () => {
    const out = new ByteWriter();
    for (const value of [1, 0, 2 ** 40]) out.varint(value);
    expect(() => decodePictures(out.done())).toThrow(damaged);
  });

  it('are decoded to copies: the bytes may be reused', () => {
    const bytes = encodePictures(facet(PLAIN));
    const [back] = decodePictures(bytes).pictures;
    bytes.fill(0);
    expect([...back.data]).toEqual([9]);
  });
});
