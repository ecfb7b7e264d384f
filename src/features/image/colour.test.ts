import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImagePayload } from '../../corpus/example.ts';
import { BRIGHTNESS_BINS, CHROMA_LEVELS, COLOUR_NUMBERS, colourStatistics, HUES } from './colour.ts';
import { anyImage, noiseImage } from './images.test.support.ts';
import { lumaOf } from './luma.ts';

const statistics = (image: ImagePayload) => colourStatistics(image, lumaOf(image));
const MOMENTS = 16;

function flat(colour: readonly [number, number, number]): ImagePayload {
  return {
    width: 8,
    height: 8,
    channels: 3,
    data: Uint8Array.from({ length: 192 }, (_, i) => colour[i % 3]),
  };
}

describe('colourStatistics', () => {
  it('count pixels by brightness and hue, faint and strong', () => {
    const hues = MOMENTS + BRIGHTNESS_BINS;
    for (const [colour, bin] of [
      [[255, 0, 0], HUES],
      [[0, 255, 0], HUES + 4],
      [[0, 0, 255], HUES + 8],
      [[255, 255, 0], HUES + 2],
      [[130, 100, 100], 0],
    ] as const) {
      const found = statistics(flat(colour));
      expect(
        [...found.subarray(hues)].map((value, i) => (value > 0 ? [i, value] : undefined)).filter(Boolean),
      ).toEqual([[bin, 1]]);
    }
    const black = statistics(flat([0, 0, 0]));
    expect([...black.subarray(MOMENTS)].filter((value) => value > 0)).toEqual([1]);
    expect(black[MOMENTS]).toBe(1);
    expect(statistics(flat([255, 255, 255]))[MOMENTS + BRIGHTNESS_BINS - 1]).toBe(1);
  });

  it('share a pixel between neighbouring hues and levels', () => {
    const hues = MOMENTS + BRIGHTNESS_BINS;
    const shares = (colour: readonly [number, number, number]) => statistics(flat(colour)).map((v) => v * v);
    // Halfway from red to the next hue, 15 degrees.
    const between = shares([255, 64, 0]);
    expect(between[hues + HUES]).toBeCloseTo(0.5, 9);
    expect(between[hues + HUES + 1]).toBeCloseTo(0.5, 9);
    const halfStrong = shares([164, 100, 100]);
    expect(halfStrong[hues]).toBeCloseTo(0.5, 9);
    expect(halfStrong[hues + HUES]).toBeCloseTo(0.5, 9);
    expect(shares([116, 100, 100])[hues]).toBeCloseTo(0.5, 9);
    expect(shares([108, 100, 100])[hues]).toBe(0);
  });

  it('tell where in the picture colours stand', () => {
    const image = flat([0, 0, 0]);
    for (let y = 0; y < 4; y++) for (let x = 4; x < 8; x++) image.data[3 * (8 * y + x)] = 255;
    const found = statistics(image);
    expect([0, 4, 8, 12].map((i) => found[i])).toEqual([0, 1, 0, 0]);
    expect([2, 6, 10, 14].map((i) => found[i])).toEqual([0, 0.5, 0, 0]);
  });

  it('give the deviations of opponent colours', () => {
    const data = Uint8Array.from({ length: 192 }, (_, i) => (i % 6 === 0 ? 255 : 0));
    const found = statistics({ width: 8, height: 8, channels: 3, data });
    // R - G is 255 in every other pixel: mean and deviation a half.
    expect([found[0], found[1]]).toEqual([0.5, 0.5]);
  });

  it('have no colour in a grey picture, whether stored with one channel or three', () => {
    const grey = noiseImage(20, 20, 4, 1);
    const found = statistics(grey);
    expect(
      [...found.subarray(0, MOMENTS), ...found.subarray(MOMENTS + BRIGHTNESS_BINS)].every(
        (value) => value === 0,
      ),
    ).toBe(true);
    const data = Uint8Array.from({ length: 1200 }, (_, i) => grey.data[Math.floor(i / 3)]);
    expect(statistics({ ...grey, channels: 3, data })).toEqual(found);
  });

  it('are shares: squares of brightness sum to 1, those of hue to at most 1', () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        const found = statistics(image);
        expect(found).toHaveLength(COLOUR_NUMBERS);
        const squares = found.map((value) => value * value);
        const sum = (from: number, to: number) => squares.subarray(from, to).reduce((a, b) => a + b, 0);
        expect(sum(MOMENTS, MOMENTS + BRIGHTNESS_BINS)).toBeCloseTo(1, 9);
        const hues = sum(MOMENTS + BRIGHTNESS_BINS, MOMENTS + BRIGHTNESS_BINS + HUES * CHROMA_LEVELS);
        expect(hues).toBeLessThanOrEqual(1 + 1e-9);
        for (const value of found) expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});
