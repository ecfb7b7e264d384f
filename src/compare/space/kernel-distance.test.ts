import { describe, expect, it } from 'vitest';
import type { Cloud } from './cloud.ts';
import { deviationOf, mixtureCloud, normalCloud, withoutBlock } from './clouds.test.support.ts';
import { kernelDistance, kernelEstimate } from './kernel-distance.ts';

/** By definition, pair by pair. */
function plain(a: Cloud, b: Cloud): number {
  const d = a.dimension;
  const k = (x: Cloud, i: number, y: Cloud, j: number) => {
    let dot = 0;
    for (let c = 0; c < d; c++) dot += x.data[i * d + c] * y.data[j * d + c];
    return (dot / d + 1) ** 3;
  };
  const mean = (x: Cloud, y: Cloud) => {
    let sum = 0;
    for (let i = 0; i < x.count; i++)
      for (let j = 0; j < y.count; j++) if (x !== y || i !== j) sum += k(x, i, y, j);
    return sum / (x.count * (x === y ? x.count - 1 : y.count));
  };
  return mean(a, a) + mean(b, b) - 2 * mean(a, b);
}

describe('kernelDistance', () => {
  it('is by definition, and without each block too', () => {
    const [a, b] = [normalCloud(70, 4, 'a'), mixtureCloud(90, 4, 'b')];
    const { value, without } = kernelDistance(a, b)!;
    expect(value).toBeCloseTo(plain(a, b), 3);
    for (const block of [0, 25, 63]) expect(without[block]).toBeCloseTo(plain(a, withoutBlock(b, block)), 3);
  });

  it('is unbiased: about 0 for two samples of one source, of either sign', () => {
    const human = normalCloud(200, 6, 'h');
    const draws = Array.from({ length: 40 }, (_, r) => kernelDistance(human, normalCloud(200, 6, `k${r}`))!);
    const values = draws.map(({ value }) => value);
    const error = Math.sqrt(draws.reduce((sum, draw) => sum + draw.error ** 2, 0) / draws.length);
    expect(values.some((value) => value < 0)).toBe(true);
    expect(error / deviationOf(values)).toBeGreaterThan(0.7);
    expect(error / deviationOf(values)).toBeLessThan(1.6);
  });

  it('does not exist for single rows', () => {
    expect(kernelDistance(normalCloud(1, 2, 'a'), normalCloud(9, 2, 'b'))).toBeUndefined();
  });
});

describe('kernelEstimate', () => {
  it('never shows less than nothing, and lets the error stand in for it', () => {
    const distance = kernelDistance(normalCloud(100, 3, 'a'), normalCloud(100, 3, 'a'))!;
    const estimate = kernelEstimate(distance, 0.5);
    expect(estimate.value).toBe(0);
    expect(estimate.floor).toBe(0.5);
    expect(Number.isFinite(estimate.variance)).toBe(true);
  });
});
