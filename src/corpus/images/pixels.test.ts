import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytePicture, floatPicture, pictureShape, valuesIn } from './pixels.ts';

const GREY = { width: 3, height: 1, channels: 1, planes: false } as const;

describe('pictureShape', () => {
  it('finds height, width and channels, last or second', () => {
    expect(pictureShape([9, 4, 5], 'a')).toEqual({ width: 5, height: 4, channels: 1, planes: false });
    expect(pictureShape([9, 4, 5, 3], 'a')).toEqual({ width: 5, height: 4, channels: 3, planes: false });
    expect(pictureShape([9, 3, 4, 5], 'a')).toEqual({ width: 5, height: 4, channels: 3, planes: true });
    expect(valuesIn(pictureShape([9, 1, 4, 5], 'a'))).toBe(20);
  });

  it('refuses what is no stack of grey or RGB pictures', () => {
    for (const sizes of [[4], [4, 5], [9, 4, 5, 4], [9, 0, 5], [9, 4, 5, 3, 1], [1, 20_000, 20_000], []])
      expect(() => pictureShape(sizes, 'a')).toThrow(
        expect.objectContaining({ code: 'E_FORMAT', where: 'a' }),
      );
  });
});

describe('bytePicture', () => {
  it('puts channels that stand apart side by side', () => {
    const shape = { width: 2, height: 1, channels: 3, planes: true } as const;
    expect([...bytePicture(Uint8Array.of(1, 2, 3, 4, 5, 6), shape).data]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it('reduces a long picture', () => {
    const shape = { width: 512, height: 2, channels: 1, planes: false } as const;
    expect(bytePicture(new Uint8Array(1024).fill(7), shape)).toMatchObject({ width: 256, height: 1 });
  });
});

describe('floatPicture', () => {
  it('gives every level of brightness back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), (levels) => {
        const made = floatPicture(
          Float32Array.from(levels, (level) => level / 255),
          GREY,
        );
        expect(typeof made === 'string' ? made : [...made.data]).toEqual([...levels]);
      }),
    );
  });

  it('cuts what overshoots, and refuses another scale', () => {
    expect(floatPicture([-0.5, 0.5, 1.5], GREY)).toMatchObject({ data: Uint8Array.of(0, 128, 255) });
    expect(floatPicture([-1, 0, 1], GREY)).toMatch(/run from -1 to 1/);
    expect(floatPicture([0, 17, 254], GREY)).toMatch(/run from 0 to 254/);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(floatPicture([0, value, 1], GREY)).toBe('a pixel is no finite number');
  });
});
