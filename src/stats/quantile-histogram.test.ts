import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_GRID, UNIT_GRID } from './bucket-grid.ts';
import { QuantileHistogram } from './quantile-histogram.ts';

const lengths = fc.array(fc.nat(1e6), { maxLength: 60 });

function histogramOf(values: readonly number[]): QuantileHistogram {
  const histogram = new QuantileHistogram(LOG_GRID);
  for (const value of values) histogram.add(value);
  return histogram;
}

function lowerQuantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(q * (sorted.length - 1))];
}

describe('QuantileHistogram', () => {
  it('gives every quantile within 1%', () => {
    fc.assert(
      fc.property(
        lengths.filter((values) => values.length > 0),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, q) => {
          const exact = lowerQuantile(values, q);
          const estimate = histogramOf(values).quantile(q);
          expect(Math.abs(estimate! - exact)).toBeLessThanOrEqual(0.01 * exact * (1 + 1e-9));
        },
      ),
    );
  });

  it('gives the interquartile range of 1 to 1000 within the grid', () => {
    const histogram = histogramOf(Array.from({ length: 1000 }, (_, i) => i + 1));
    expect(histogram.interquartileRange()).toBeGreaterThan(499.5 - 10);
    expect(histogram.interquartileRange()).toBeLessThan(499.5 + 10);
  });

  it('bears no trace of the order of values or merges', () => {
    fc.assert(
      fc.property(lengths, lengths, lengths, (x, y, z) => {
        const whole = histogramOf([...x, ...y, ...z]).encode();
        expect(histogramOf(x).merge(histogramOf(y)).merge(histogramOf(z)).encode()).toEqual(whole);
        expect(
          histogramOf(z)
            .merge(histogramOf(y).merge(histogramOf(x)))
            .encode(),
        ).toEqual(whole);
        expect(
          histogramOf([...z, ...x].reverse())
            .merge(histogramOf(y))
            .encode(),
        ).toEqual(whole);
      }),
    );
  });

  it('has the empty histogram as identity', () => {
    const empty = new QuantileHistogram(LOG_GRID);
    expect(histogramOf([3, 5]).merge(empty).encode()).toEqual(histogramOf([3, 5]).encode());
    expect(empty.encode().buckets).toHaveLength(0);
    expect(empty.merge(histogramOf([3, 5])).encode()).toEqual(histogramOf([3, 5]).encode());
  });

  it('survives encoding', () => {
    fc.assert(
      fc.property(lengths, (values) => {
        const histogram = histogramOf(values);
        const back = QuantileHistogram.decode(LOG_GRID, histogram.encode());
        expect(back.encode()).toEqual(histogram.encode());
        expect(back.total).toBe(values.length);
        expect(back.quantile(0.5)).toBe(histogram.quantile(0.5));
      }),
    );
  });

  it('counts a value many times over as one addition', () => {
    const times = new QuantileHistogram(UNIT_GRID).add(0.25, 1e12).add(0.75, 3e12);
    expect(times.total).toBe(4e12);
    expect(times.quantile(0.2)).toBeCloseTo(0.25, 2);
    expect(times.quantile(0.3)).toBeCloseTo(0.75, 2);
    expect(times.add(0.1, 0).total).toBe(4e12);
  });

  it('has no quantile when empty or beyond the ends', () => {
    const empty = new QuantileHistogram(LOG_GRID);
    expect(empty.quantile(0.5)).toBeUndefined();
    expect(empty.interquartileRange()).toBeUndefined();
    expect(histogramOf([1]).quantile(1.5)).toBeUndefined();
    expect(histogramOf([1]).quantile(Number.NaN)).toBeUndefined();
  });

  it('refuses to merge another grid', () => {
    expect(() => histogramOf([1]).merge(new QuantileHistogram(UNIT_GRID))).toThrow(/do not merge/);
  });

  it('refuses counts that are no counts', () => {
    for (const bad of [-1, 0.5, Number.NaN, 2 ** 53]) {
      expect(() => histogramOf([1]).add(2, bad)).toThrow(/cannot take/);
    }
  });

  it('refuses an encoding with unknown, unsorted or empty buckets', () => {
    const decode = (buckets: number[], counts: number[]) => () =>
      QuantileHistogram.decode(UNIT_GRID, {
        buckets: Uint32Array.from(buckets),
        counts: Float64Array.from(counts),
      });
    expect(decode([9999], [1])).toThrow(/does not fit/);
    expect(decode([5, 4], [1, 1])).toThrow(/does not fit/);
    expect(decode([5], [0])).toThrow(/does not fit/);
    expect(decode([5], [])).toThrow(/does not fit/);
  });
});
