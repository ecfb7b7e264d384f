import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngOf } from './png.ts';

describe('pngOf', () => {
  it('gives a PNG that another decoder reads to the same pixels', async () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(1 as const, 3 as const),
    );
    const images = sizes.chain(([width, height, channels]) => {
      const length = width * height * channels;
      return fc
        .uint8Array({ minLength: length, maxLength: length })
        .map((data) => ({ width, height, channels, data }));
    });
    await fc.assert(
      fc.asyncProperty(images, async (image) => {
        const read = sharp(pngOf(image));
        const { data, info } = await (image.channels === 1 ? read.toColourspace('b-w') : read)
          .raw()
          .toBuffer({ resolveWithObject: true });
        expect([info.width, info.height, info.channels]).toEqual([image.width, image.height, image.channels]);
        expect([...data]).toEqual([...image.data]);
      }),
      { numRuns: 30 },
    );
  });

  it('gives equal pictures equal bytes, and few of them for a flat one', () => {
    const image = {
      width: 56,
      height: 56,
      channels: 3 as const,
      data: new Uint8Array(56 * 56 * 3).fill(200),
    };
    expect(pngOf(image).equals(pngOf({ ...image, data: image.data.slice() }))).toBe(true);
    expect(pngOf(image).length).toBeLessThan(200);
  });
});
