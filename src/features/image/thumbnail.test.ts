import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyImage, noiseImage } from './images.test.support.ts';
import { pixelsOf, THUMBNAIL_SIDE, thumbnailBytes, thumbnailOf } from './thumbnail.ts';

describe('thumbnails', () => {
  it('of a small grey picture are its pixels', () => {
    const image = noiseImage(28, 28, 1, 1);
    expect(pixelsOf(thumbnailOf(image))).toEqual(image);
  });

  it('are small: half of the bytes of RGB, no side above the longest', () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        const small = thumbnailOf(image);
        expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(THUMBNAIL_SIDE);
        expect(small.data).toHaveLength(thumbnailBytes(small));
        const shown = pixelsOf(small);
        expect(shown.data).toHaveLength(small.width * small.height * small.channels);
      }),
    );
    expect(thumbnailBytes(thumbnailOf(noiseImage(200, 100)))).toBe((56 * 28 * 3) / 2);
  });

  it('keep the colours of patches within a step or two', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        (colour, side) => {
          const data = Uint8Array.from({ length: 3 * side * side }, (_, i) => colour[i % 3]);
          const shown = pixelsOf(thumbnailOf({ width: side, height: side, channels: 3, data }));
          for (let i = 0; i < data.length; i++)
            expect(Math.abs(shown.data[i] - data[i])).toBeLessThanOrEqual(3);
        },
      ),
    );
  });

  it('keep colours apart from one half of the picture to the other', () => {
    const data = Uint8Array.from(
      { length: 300 },
      (_, i) => (Math.floor(i / 3) % 10 < 4 ? [250, 10, 10] : [10, 10, 250])[i % 3],
    );
    const { data: shown } = pixelsOf(thumbnailOf({ width: 10, height: 10, channels: 3, data }));
    expect(shown[0]).toBeGreaterThan(240);
    expect(shown[2]).toBeLessThan(20);
    expect(shown[29]).toBeGreaterThan(240);
  });
});
