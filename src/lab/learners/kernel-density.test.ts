import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { kernelDensityLearner } from './kernel-density.ts';
import type { Points } from './points.ts';

const line = (...values: number[]): Points => ({ values: Float64Array.from(values), dimensions: 1 });
const HALF = kernelDensityLearner({ bandwidth: 0.5 });

describe('kernelDensityLearner', () => {
  it('adds the variance of the kernel to that of the data', async () => {
    const model = await HALF.fit({ data: line(-1, 1) }, new Rng(1));
    const n = 100_000;
    const { values } = await HALF.sample(model, n, new Rng('kde'));
    const square = values.reduce((sum, x) => sum + x * x, 0) / n;
    // E[x^4] - E[x^2]^2 = 1 + 6 h^2 + 3 h^4 - (1 + h^2)^2.
    expect(Math.abs(square - 1.25)).toBeLessThan(4 * Math.sqrt(1.125 / n));
  });

  it('draws rows by their weights', async () => {
    const weights = Float64Array.of(0, 3, 1);
    const model = await HALF.fit({ data: line(-100, 0, 100), weights }, new Rng(1));
    const { values } = await HALF.sample(model, 10_000, new Rng(2));
    const high = values.reduce((sum, x) => sum + (x > 50 ? 1 : 0), 0);
    expect(values.every((x) => x > -50)).toBe(true);
    expect(Math.abs(high - 2500)).toBeLessThan(4 * Math.sqrt(1875));
  });

  it('is the mean of the kernels', async () => {
    const phi = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    const model = await HALF.fit({ data: line(0, 3) }, new Rng(1));
    const logs = await HALF.logDensity!(model, line(1, 400));
    expect(logs[0]).toBeCloseTo(Math.log(phi(2) + phi(4)), 12);
    expect(logs[1]).toBeCloseTo(-0.9189385332046728 - Math.log(0.5) - Math.LN2 - 794 ** 2 / 2, 6);
    const weighted = { ...model, weights: Float64Array.of(1, 3) };
    const [log] = await HALF.logDensity!(weighted, line(1));
    expect(log).toBeCloseTo(Math.log(0.5 * phi(2) + 1.5 * phi(4)), 12);
  });

  it('follows Silverman’s rules', async () => {
    const rule = kernelDensityLearner();
    // s = 1.5811, quartiles 1 and 3: 2/1.34 = 1.4925 is the lesser.
    const model = await rule.fit({ data: line(0, 1, 2, 3, 4) }, new Rng(1));
    expect(model.bandwidths[0]).toBeCloseTo((0.9 * 2 * 5 ** -0.2) / 1.34, 10);
    const plane = kernelDensityLearner({ dimensions: 2 });
    const data = { values: Float64Array.of(0, 0, 1, 10, 2, 20), dimensions: 2 };
    const wide = await plane.fit({ data }, new Rng(1));
    // (4/4)^(1/6) s n^(-1/6).
    expect(wide.bandwidths[0]).toBeCloseTo(3 ** (-1 / 6), 10);
    expect(wide.bandwidths[1]).toBeCloseTo(10 * 3 ** (-1 / 6), 10);
  });

  it('uses the deviation where half of the data are one point', async () => {
    const model = await kernelDensityLearner().fit({ data: line(0, 0, 0, 0, 0, 0, 1) }, new Rng(1));
    expect(model.bandwidths[0]).toBeGreaterThan(0);
  });

  it('integrates to 1 in two dimensions', async () => {
    const plane = kernelDensityLearner({ dimensions: 2, bandwidth: 0.7 });
    const data = { values: Float64Array.of(0, 0, 1, 1), dimensions: 2 };
    const model = await plane.fit({ data }, new Rng(1));
    const grid: number[] = [];
    for (let x = -5; x < 6; x += 0.1) for (let y = -5; y < 6; y += 0.1) grid.push(x, y);
    const logs = await plane.logDensity!(model, { values: Float64Array.from(grid), dimensions: 2 });
    expect(logs.reduce((sum, log) => sum + Math.exp(log) * 0.01, 0)).toBeCloseTo(1, 6);
  });

  it('names the bound that is broken', () => {
    expect(() => kernelDensityLearner({ bandwidth: 0 })).toThrow('bandwidth must be a number above 0, not 0');
    expect(() => kernelDensityLearner().fit({ data: line(1) }, new Rng(1))).toThrow('at least 2 samples');
    const model = { points: line(1), weights: undefined, bandwidths: Float64Array.of(1) };
    expect(() => HALF.sample(model, 1, new Rng(1), { temperature: 0.5 })).toThrow('temperature 1 only');
    expect(() => HALF.sample(model, 1, new Rng(1), { topK: 5 })).toThrow('has no top-k');
  });
});
