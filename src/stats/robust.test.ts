import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normal.ts';
import { interquartileRange, MAD_SCALE, median, medianAbsoluteDeviation, sampleQuantile } from './robust.ts';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });

describe('robust statistics', () => {
  it('agree with numpy.quantile and scipy.stats', () => {
    const sample = [3, 1, 4, 1, 5, 9, 2, 6];
    expect([0.1, 0.25, 0.5, 0.75].map((q) => sampleQuantile(sample, q))).toEqual([1, 1.75, 3.5, 5.25]);
    expect(interquartileRange(sample)).toBe(3.5);
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 100, 7])).toBe(2);
    expect(median([5, 1, 3])).toBe(3);
  });

  it('scale the deviation to that of a normal distribution', () => {
    expect(MAD_SCALE).toBeCloseTo(1 / normalQuantile(0.75), 15);
  });

  it('do not depend on the order, and leave their argument alone', () => {
    fc.assert(
      fc.property(values, (sample) => {
        const kept = [...sample];
        const reversed = [...sample].reverse();
        expect(median(sample)).toBe(median(reversed));
        expect(medianAbsoluteDeviation(sample)).toBe(medianAbsoluteDeviation(reversed));
        expect(interquartileRange(sample)).toBe(interquartileRange(reversed));
        expect(sample).toEqual(kept);
      }),
    );
  });

  it('do not follow one wild value', () => {
    const sample = [1, 2, 3, 4, 5, 6, 7];
    expect(median([...sample, 1e300])).toBe(4.5);
    expect(medianAbsoluteDeviation([...sample, 1e300])).toBe(2);
  });

  it('lie between the least and the greatest value', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (sample, q) => {
        const at = sampleQuantile(sample, q)!;
        const slack = 1e-9;
        expect(at).toBeGreaterThanOrEqual(Math.min(...sample) - slack);
        expect(at).toBeLessThanOrEqual(Math.max(...sample) + slack);
      }),
    );
  });

  it('do not exist for no values or no such quantile', () => {
    expect(median([])).toBeUndefined();
    expect(medianAbsoluteDeviation([])).toBeUndefined();
    expect(interquartileRange([])).toBeUndefined();
    expect(sampleQuantile([1], -0.1)).toBeUndefined();
    expect(sampleQuantile([1], Number.NaN)).toBeUndefined();
  });
});
