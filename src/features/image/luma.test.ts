import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyImage } from './images.test.support.ts';
import { lumaOf } from './luma.ts';

const one = (r: number, g: number, b: number) =>
  lumaOf({ width: 1, height: 1, channels: 3, data: Uint8Array.of(r, g, b) })[0];

describe('lumaOf', () => {
  it('weighs colours as BT.601 does: .299, .587, .114', () => {
    expect([one(255, 0, 0), one(0, 255, 0), one(0, 0, 255)]).toEqual([77, 149, 29]);
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (r, g, b) => {
        expect(Math.abs(one(r, g, b) - (0.299 * r + 0.587 * g + 0.114 * b))).toBeLessThan(1.1);
      }),
    );
  });

  it('leaves grey as it is, with one channel or three', () => {
    fc.assert(
      fc.property(fc.nat(255), (level) => {
        expect(one(level, level, level)).toBe(level);
      }),
    );
    fc.assert(
      fc.property(anyImage, (image) => {
        expect(lumaOf(image)).toHaveLength(image.width * image.height);
      }),
    );
  });
});
