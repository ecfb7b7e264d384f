import { describe, expect, it } from 'vitest';
import { noiseImage } from './images.test.support.ts';
import { REDUCED_SIDE, reducedImage } from './reduced.ts';

describe('reducedImage', () => {
  it('is made once, however many ask for it', () => {
    const image = noiseImage(100, 60, 2);
    const reduced = reducedImage(image);
    expect([reduced.width, reduced.height]).toEqual([REDUCED_SIDE, 34]);
    expect(reducedImage(image)).toBe(reduced);
    expect(reducedImage({ ...image })).toEqual(reduced);
    expect(reducedImage({ ...image })).not.toBe(reduced);
  });

  it('of a small picture is the picture', () => {
    const image = noiseImage(10, 56, 2);
    expect(reducedImage(image)).toBe(image);
  });
});
