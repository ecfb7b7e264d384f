import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImagePayload } from '../example.ts';
import { fitWithin, resizeArea } from './shrink.ts';

const images = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    channels: fc.constantFrom(1 as const, 3 as const),
  })
  .chain((shape) => {
    const length = shape.width * shape.height * shape.channels;
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((data): ImagePayload => ({ ...shape, data }));
  });
const side = fc.integer({ min: 1, max: 50 });

const meanOf = (data: Uint8Array) => data.reduce((sum, value) => sum + value, 0) / data.length;

describe('fitWithin', () => {
  it('keeps the shape, and never gives a side without a pixel', () => {
    expect(fitWithin(1000, 500, 100)).toEqual([100, 50]);
    expect(fitWithin(500, 1000, 100)).toEqual([50, 100]);
    expect(fitWithin(30, 20, 100)).toEqual([30, 20]);
    expect(fitWithin(100_000, 1, 100)).toEqual([100, 1]);
  });
});

describe('resizeArea', () => {
  it('averages the area that each new pixel covers', () => {
    const image = {
      width: 4,
      height: 2,
      channels: 1 as const,
      data: Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 71),
    };
    expect([...resizeArea(image, 2, 1).data]).toEqual([25, 45]);
    // Covers 4/3 of a pixel a column: (0 * 3 + 10) / 4 and so on, down two rows.
    expect([...resizeArea({ ...image, height: 1, data: image.data.subarray(0, 4) }, 3, 1).data]).toEqual([
      3, 15, 28,
    ]);
  });

  it('repeats pixels where it enlarges by a whole number', () => {
    const image = { width: 2, height: 1, channels: 3 as const, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    expect([...resizeArea(image, 4, 2).data]).toEqual([
      1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6,
    ]);
  });

  it('leaves a picture of one colour as it is, and the mean of any nearly so', () => {
    fc.assert(
      fc.property(images, side, side, fc.nat(255), (image, width, height, value) => {
        const flat = resizeArea({ ...image, data: image.data.map(() => value) }, width, height);
        expect(new Set(flat.data)).toEqual(new Set([value]));
        expect(
          Math.abs(meanOf(resizeArea(image, width, height).data) - meanOf(image.data)),
        ).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('turns with the picture', () => {
    fc.assert(
      fc.property(images, side, side, (image, width, height) => {
        expect(resizeArea(flipped(image), width, height)).toEqual(flipped(resizeArea(image, width, height)));
      }),
    );
  });

  it('never leaves the range of the pixels that it saw', () => {
    fc.assert(
      fc.property(images, side, side, (image, width, height) => {
        const { data } = resizeArea(image, width, height);
        expect(Math.min(...data)).toBeGreaterThanOrEqual(Math.min(...image.data));
        expect(Math.max(...data)).toBeLessThanOrEqual(Math.max(...image.data));
      }),
    );
  });
});

function flipped(image: ImagePayload): ImagePayload {
  const { width, height, channels, data } = image;
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        out[(y * width + x) * channels + c] = data[(y * width + width - 1 - x) * channels + c];
  return { ...image, data: out };
}
