import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImagePayload } from '../../corpus/example.ts';
import { describeImage, IMAGE_DESCRIPTOR_ID, IMAGE_DIMENSION } from './descriptor.ts';
import { imageEncoder } from './encoder.ts';
import { anyImage, mapped, noiseImage, painted } from './images.test.support.ts';

function describedAs(image: ImagePayload): Float32Array {
  const out = new Float32Array(IMAGE_DIMENSION);
  describeImage(image, out);
  return out;
}

/** Sum of all, then first and last of each kind of number. */
const REFERENCE = [34.7670953, -0.038161, 0.0350816, 0.28, 0.1499479, -0.0106983, 0.2428259];

const distance = (a: Float32Array, b: Float32Array) =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0));
const disc = (left: number) =>
  painted(48, 48, (x, y) => ((x - left) ** 2 + (y - 0.5) ** 2 < 0.06 ? 0.9 : 0.1));

describe('describeImage', () => {
  it('gives 256 finite numbers for any picture, of a few units', () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        const numbers = describedAs(image);
        expect(numbers).toHaveLength(256);
        for (const value of numbers) expect(Math.abs(value)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('writes where it is told, and nowhere else', () => {
    const out = new Float32Array(IMAGE_DIMENSION + 2).fill(7);
    describeImage(noiseImage(9, 9), out, 1);
    expect([out[0], out[IMAGE_DIMENSION + 1]]).toEqual([7, 7]);
    expect(out.subarray(1, IMAGE_DIMENSION + 1)).toEqual(describedAs(noiseImage(9, 9)));
  });

  it('is the same on every platform: reference values of one picture', () => {
    const numbers = describedAs(noiseImage(37, 23, 5));
    const sum = numbers.reduce((a, b) => a + b, 0);
    expect(
      [sum, numbers[0], numbers[63], numbers[64], numbers[207], numbers[208], numbers[255]].map((v) =>
        Number(v.toFixed(7)),
      ),
    ).toEqual(REFERENCE);
  });

  it('changes little with a shift of a pixel or a little light, much with another picture', () => {
    const plain = describedAs(disc(0.45));
    const shifted = describedAs(disc(0.45 + 1 / 48));
    const lighter = describedAs(mapped(disc(0.45), (value) => value + 8));
    const other = describedAs(painted(48, 48, (x) => (Math.floor(x * 6) % 2 === 0 ? 0.9 : 0.1)));
    expect(distance(plain, shifted)).toBeLessThan(0.35 * distance(plain, other));
    expect(distance(plain, lighter)).toBeLessThan(0.25 * distance(plain, other));
  });

  it('moves with brightness only in the numbers of brightness', () => {
    const image = disc(0.5);
    const [plain, lighter] = [describedAs(image), describedAs(mapped(image, (value) => value + 20))];
    for (let i = 0; i < 64; i++) expect(lighter[i] - plain[i]).toBeCloseTo((0.75 * 20) / 255, 5);
    expect(distance(plain.subarray(64, 208), lighter.subarray(64, 208))).toBeLessThan(1e-6);
  });
});

describe('imageEncoder', () => {
  it('describes each picture by itself, whatever stands beside it', async () => {
    const examples = [1, 2, 3].map((seed) => ({
      id: `${seed}`,
      group: 'g',
      text: '',
      image: noiseImage(12, 10, seed),
    }));
    const encoder = imageEncoder();
    const { count, dimension, data } = await encoder.encode(examples);
    expect([count, dimension, encoder.id]).toEqual([3, IMAGE_DIMENSION, IMAGE_DESCRIPTOR_ID]);
    expect(data.subarray(IMAGE_DIMENSION, 2 * IMAGE_DIMENSION)).toEqual(describedAs(noiseImage(12, 10, 2)));
    expect((await encoder.encode([examples[1]])).data).toEqual(
      data.slice(IMAGE_DIMENSION, 2 * IMAGE_DIMENSION),
    );
  });

  it('refuses an example without a picture', () => {
    expect(() => imageEncoder().encode([{ id: 'words', group: 'g', text: 'words' }])).toThrow(
      expect.objectContaining({ code: 'E_USAGE', where: 'words' }),
    );
  });
});
