import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImagePayload } from '../example.ts';
import { withoutNeedlessColour } from './grey.ts';

const colour = (...data: number[]): ImagePayload => ({
  width: data.length / 3,
  height: 1,
  channels: 3,
  data: Uint8Array.from(data),
});

describe('withoutNeedlessColour', () => {
  it('leaves a picture of one channel as it is, without a copy', () => {
    const image: ImagePayload = { width: 2, height: 1, channels: 1, data: Uint8Array.of(1, 2) };
    expect(withoutNeedlessColour(image)).toBe(image);
  });

  it('gives the one channel of a grey picture, and any value comes through', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (levels) => {
        const image = colour(...[...levels].flatMap((level) => [level, level, level]));
        expect(withoutNeedlessColour(image)).toEqual({
          width: levels.length,
          height: 1,
          channels: 1,
          data: levels,
        });
      }),
    );
  });

  it('keeps all colours where a single value of a single pixel differs by one', () => {
    fc.assert(
      fc.property(fc.nat(29), fc.integer({ min: 0, max: 254 }), (at, level) => {
        const image = colour(...Array<number>(30).fill(level));
        image.data[at] = level + 1;
        expect(withoutNeedlessColour(image)).toBe(image);
      }),
    );
  });

  it('does not change what it was given', () => {
    const image = colour(9, 9, 9, 4, 4, 4);
    withoutNeedlessColour(image);
    expect([...image.data]).toEqual([9, 9, 9, 4, 4, 4]);
  });
});
