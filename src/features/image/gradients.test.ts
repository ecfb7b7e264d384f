import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { BINS, CELLS, GRADIENT_SIDE, gradientHistograms } from './gradients.ts';
import { anyImage, mapped, painted } from './images.test.support.ts';
import { lumaOf } from './luma.ts';

const histogramsOf = (image: Parameters<typeof lumaOf>[0]) =>
  gradientHistograms(lumaOf(image), image.width, image.height);
const distance = (a: Float64Array, b: Float64Array) =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0));
const normOf = (a: Float64Array) =>
  distance(
    a,
    a.map(() => 0),
  );
const wave = (turns: number, degrees: number) => (x: number, y: number) => {
  const angle = (degrees * Math.PI) / 180;
  return 0.5 + 0.4 * Math.sin(2 * Math.PI * turns * (x * Math.cos(angle) + y * Math.sin(angle)));
};

describe('gradientHistograms', () => {
  it('vote for the orientation across an edge, in the bin that holds it', () => {
    for (const degrees of [10, 30, 50, 70, 90, 110, 130, 150, 170]) {
      const votes = histogramsOf(painted(64, 64, wave(2, degrees)));
      const byBin = Array.from({ length: BINS }, (_, b) => {
        let sum = 0;
        for (let cell = 0; cell < CELLS * CELLS; cell++) sum += votes[cell * BINS + b];
        return sum;
      });
      expect(byBin.indexOf(Math.max(...byBin))).toBe(Math.floor(degrees / 20));
    }
  });

  it('do not know which side of an edge is bright', () => {
    const image = painted(48, 48, wave(3, 25));
    expect(distance(histogramsOf(image), histogramsOf(mapped(image, (v) => 255 - v)))).toBeLessThan(1e-3);
  });

  it('are 0 where nothing changes', () => {
    expect(normOf(histogramsOf(painted(30, 30, () => 0.7)))).toBe(0);
  });

  it('do not change with brightness, and hardly with contrast', () => {
    const image = painted(64, 64, (x, y) => 0.2 + 0.3 * wave(2, 40)(x, y) * y);
    const plain = histogramsOf(image);
    expect(distance(histogramsOf(mapped(image, (v) => v + 60)), plain)).toBeLessThan(1e-9);
    expect(distance(histogramsOf(mapped(image, (v) => 2 * v)), plain) / normOf(plain)).toBeLessThan(0.05);
  });

  it('change little where the picture moves by a pixel, much where it is another', () => {
    const at = (shift: number) => histogramsOf(painted(64, 64, (x, y) => wave(2, 30)(x - shift / 64, y)));
    const [plain, moved] = [at(0), at(1)];
    const other = histogramsOf(painted(64, 64, wave(2, 120)));
    expect(distance(plain, moved)).toBeLessThan(0.25 * distance(plain, other));
  });

  it('of the mirrored picture are the mirrored histograms', () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        const luma = lumaOf(image);
        const { width } = image;
        const mirrored = luma.map((_, i) => luma[i - (i % width) + (width - 1 - (i % width))]);
        const plain = histogramsOf(image);
        const other = gradientHistograms(mirrored, width, image.height);
        for (let i = 0; i < plain.length; i++) {
          const cell = Math.floor(i / BINS);
          const twin = cell - (cell % CELLS) + (CELLS - 1 - (cell % CELLS));
          // An angle a becomes 180 - a, and its bin the one opposite; sums of rounded votes differ by a part in 256 each.
          expect(Math.abs(other[twin * BINS + (BINS - 1 - (i % BINS))] - plain[i])).toBeLessThan(2e-3);
        }
      }),
      { numRuns: runs(40) },
    );
  });

  it('are finite, from 0 to .2, and the same at twice the size', () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        const votes = histogramsOf(image);
        for (const value of votes) expect(value >= 0 && value <= 0.2).toBe(true);
      }),
    );
    const small = painted(GRADIENT_SIDE, GRADIENT_SIDE, wave(2, 60));
    const double = {
      ...small,
      width: 64,
      height: 64,
      data: Uint8Array.from({ length: 4096 }, (_, i) => small.data[32 * (i >> 7) + ((i & 63) >> 1)]),
    };
    expect(histogramsOf(double)).toEqual(histogramsOf(small));
  });
});
