import { describe, expect, it } from 'vitest';
import {
  accumulatedVariance,
  accumulatedVarianceLimit,
  subsampledVariance,
  subsampledVarianceLimit,
} from './gaussian-pool.ts';

describe('accumulatedVariance', () => {
  it('begins as maximum likelihood on n draws', () => {
    expect(accumulatedVariance(10, 1)).toBeCloseTo(0.9, 14);
    expect(accumulatedVariance(10, 2)).toBeCloseTo(0.9 * (1 - 1 / 40), 14);
  });

  it.each([
    [10, 0.8434],
    [32, 0.9494],
    [100, 0.9836],
  ])('tends to the limit of Kazdan et al. for n = %d', (n, limit) => {
    expect(accumulatedVarianceLimit(n)).toBeCloseTo(limit, 4);
    // What is left of the product is 1 - 1/(n t).
    expect(accumulatedVariance(n, 20_000)).toBeCloseTo(accumulatedVarianceLimit(n), 4);
    expect(accumulatedVariance(n, 50)).toBeGreaterThan(accumulatedVarianceLimit(n));
  });
});

describe('subsampledVariance', () => {
  it('begins as replacement does, and ends above 0', () => {
    expect(subsampledVariance(10, 1)).toBeCloseTo(0.9, 14);
    // h_2 = 1 - 29 / (20 * 19), as T + n = 20.
    expect(subsampledVariance(10, 2)).toBeCloseTo(0.9 * (1 - 29 / 380), 14);
  });

  it.each([
    [10, 0.739],
    [32, 0.912],
  ])('has the plateau of Kazdan et al. for n = %d', (n, plateau) => {
    expect(subsampledVarianceLimit(n)).toBeCloseTo(plateau, 3);
    expect(subsampledVariance(n, 2000)).toBeCloseTo(subsampledVarianceLimit(n), 3);
  });

  it('lies below accumulation from the second fit on', () => {
    for (const n of [2, 5, 50]) {
      for (const t of [2, 10, 100]) expect(subsampledVariance(n, t)).toBeLessThan(accumulatedVariance(n, t));
    }
  });
});

it.each([
  () => accumulatedVariance(1, 1),
  () => accumulatedVariance(10, 0),
  () => accumulatedVarianceLimit(1),
  () => subsampledVariance(1.5, 2),
  () => subsampledVariance(10, Number.NaN),
])('refuses fewer than 2 samples, and fits before the first', (misuse) => {
  expect(misuse).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
});
