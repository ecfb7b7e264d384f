import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridMeans } from './grid.ts';
import { anyImage } from './images.test.support.ts';
import { lumaOf } from './luma.ts';

describe('gridMeans', () => {
  it('gives the means of cells that hold whole pixels', () => {
    expect([...gridMeans([1, 3, 5, 7, 2, 4, 6, 8], 4, 2, 2)]).toEqual([2, 6, 3, 7]);
  });

  it('shares pixels between cells, and a pixel between smaller cells', () => {
    expect([...gridMeans([0, 3, 9], 3, 1, 2)]).toEqual([1, 7, 1, 7]);
    expect([...gridMeans([5], 1, 1, 3)]).toEqual(Array(9).fill(5));
  });

  it('keeps the mean, and stays in the range, of any picture', () => {
    fc.assert(
      fc.property(anyImage, fc.integer({ min: 1, max: 40 }), (image, cells) => {
        const luma = lumaOf(image);
        const means = gridMeans(luma, image.width, image.height, cells);
        const mean = (values: ArrayLike<number>) =>
          Array.from(values).reduce((a, b) => a + b, 0) / values.length;
        expect(mean(means)).toBeCloseTo(mean(luma), 9);
        expect(Math.min(...means)).toBeGreaterThanOrEqual(Math.min(...luma) - 1e-9);
        expect(Math.max(...means)).toBeLessThanOrEqual(Math.max(...luma) + 1e-9);
      }),
    );
  });
});
