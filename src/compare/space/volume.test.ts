import { describe, expect, it } from 'vitest';
import { cloudFrom, normalCloud } from './clouds.test.support.ts';
import { axesOf, volumeOf } from './volume.ts';

describe('volumeOf', () => {
  it('is 1 for the human cloud itself, and the factor by which another is wider', () => {
    const human = normalCloud(500, 6, 'h');
    const axes = axesOf(human)!;
    expect(axes.count).toBe(6);
    expect(volumeOf(human, axes)!.value).toBeCloseTo(1, 9);
    expect(volumeOf(normalCloud(500, 6, 'h', 2.5), axes)!.value).toBeCloseTo(2.5, 4);
  });

  it('does not mind where the cloud lies, nor the scale of single columns', () => {
    const stretch = (seed: string) =>
      cloudFrom(
        Array.from({ length: 300 }, (_, i) => {
          const row = normalCloud(300, 3, seed).data.subarray(3 * i, 3 * i + 3);
          return [row[0] * 100, row[1], row[2] + 40];
        }),
      );
    const axes = axesOf(stretch('a'))!;
    expect(volumeOf(stretch('b'), axes)!.value).toBeGreaterThan(0.9);
    expect(volumeOf(stretch('b'), axes)!.value).toBeLessThan(1.1);
  });

  it('is 0 where one human direction of variation is gone', () => {
    const axes = axesOf(normalCloud(300, 3, 'h'))!;
    const flat = normalCloud(300, 3, 'g');
    const pressed = cloudFrom(
      Array.from({ length: 300 }, (_, i) => [flat.data[3 * i], flat.data[3 * i + 1], 0]),
    );
    expect(volumeOf(pressed, axes)!.value).toBeLessThan(1e-3);
  });

  it('takes no more axes than examples allow, nor those along which nothing varies', () => {
    expect(axesOf(normalCloud(100, 50, 'wide'))!.count).toBe(10);
    expect(axesOf(normalCloud(60, 200, 'wider'))!.count).toBe(6);
    const line = cloudFrom(Array.from({ length: 100 }, (_, i) => [i, 2 * i, 5]));
    expect(axesOf(line)!.count).toBe(1);
  });

  it('does not exist without extent, or for too few rows', () => {
    expect(axesOf(cloudFrom(Array.from({ length: 50 }, () => [1, 1])))).toBeUndefined();
    expect(axesOf(normalCloud(5, 2, 'few'))).toBeUndefined();
    expect(volumeOf(normalCloud(4, 3, 'few'), axesOf(normalCloud(100, 3, 'h'))!)).toBeUndefined();
  });
});
