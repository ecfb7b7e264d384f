import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { download, initialWeights, keep, sizeOf, upload } from './weights.ts';

const LAYOUT = [
  { shape: [40, 50], start: 0.1 },
  { shape: [3], start: 'ones' },
  { shape: [2, 2], start: 'zeros' },
] as const;

describe('initialWeights', () => {
  it('starts as the layout says', () => {
    const [drawn, ones, zeros] = initialWeights(LAYOUT, new Rng('start'));
    const spread = Math.sqrt(drawn.reduce((sum, x) => sum + x * x, 0) / drawn.length);
    expect(spread).toBeGreaterThan(0.1 * (1 - 4 / Math.sqrt(2 * 2000)));
    expect(spread).toBeLessThan(0.1 * (1 + 4 / Math.sqrt(2 * 2000)));
    expect([...ones]).toEqual([1, 1, 1]);
    expect([...zeros]).toEqual([0, 0, 0, 0]);
  });

  it('draws a tensor from a stream of its own', () => {
    const longer = [LAYOUT[0], { shape: [9], start: 1 }];
    expect(initialWeights(longer, new Rng(1))[0]).toEqual(initialWeights(LAYOUT, new Rng(1))[0]);
  });
});

describe('upload and download', () => {
  it('give back what they were given, as often as it is kept', async () => {
    const weights = initialWeights(LAYOUT, new Rng('copy'));
    const arrays = upload(LAYOUT, weights);
    expect(arrays[0].shape).toEqual([40, 50]);
    expect(await download(keep(arrays))).toEqual(weights);
    expect(await download(arrays)).toEqual(weights);
  });
});

describe('sizeOf', () => {
  it('is the product of all sizes', () => {
    expect([sizeOf([]), sizeOf([4]), sizeOf([4, 0, 2]), sizeOf([2, 3, 4])]).toEqual([1, 4, 0, 24]);
  });
});
