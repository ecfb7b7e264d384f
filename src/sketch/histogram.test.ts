import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketFloor, bucketOf, bucketWidth, Histogram } from './histogram.ts';

const LARGEST = 2 ** 31 - 1;
/** Small, large and powers of two with their neighbours, where buckets change. */
const value = fc.oneof(
  fc.integer({ min: 0, max: 600 }),
  fc.integer({ min: 0, max: LARGEST }),
  fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: -1, max: 1 }))
    .map(([k, d]) => Math.max(0, 2 ** k + d)),
);

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const v of values) histogram.add(v);
  return histogram;
}

const filled = (histogram: Histogram) => [...histogram.filled()];

describe('buckets', () => {
  it('tile the integers: each begins where the one before ends', () => {
    const last = bucketOf(LARGEST);
    let next = 0;
    for (let bucket = 0; bucket <= last; bucket++) {
      expect(bucketFloor(bucket)).toBe(next);
      next += bucketWidth(bucket);
    }
    expect(next).toBe(2 ** 31);
  });

  it('hold the values from their floor to their end, and no other', () => {
    fc.assert(
      fc.property(value, (v) => {
        const bucket = bucketOf(v);
        expect(v).toBeGreaterThanOrEqual(bucketFloor(bucket));
        expect(v).toBeLessThan(bucketFloor(bucket) + bucketWidth(bucket));
      }),
    );
  });

  it('rise with the value', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(bucketOf(Math.min(a, b))).toBeLessThanOrEqual(bucketOf(Math.max(a, b)));
      }),
    );
  });

  it('are exact below 256, and within 1/128 of their values above', () => {
    for (let v = 0; v < 256; v++)
      expect([bucketFloor(bucketOf(v)), bucketWidth(bucketOf(v))]).toEqual([v, 1]);
    for (let bucket = 256; bucket <= bucketOf(LARGEST); bucket++) {
      expect(bucketWidth(bucket) / bucketFloor(bucket)).toBeLessThanOrEqual(1 / 128);
    }
  });
});

describe('Histogram', () => {
  it('counts values by bucket, lowest first', () => {
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const expected = new Map<number, number>();
        for (const v of values) expected.set(bucketOf(v), (expected.get(bucketOf(v)) ?? 0) + 1);
        const histogram = histogramOf(values);
        expect(filled(histogram)).toEqual([...expected].sort((a, b) => a[0] - b[0]));
        expect(histogram.total).toBe(values.length);
      }),
    );
  });

  it('counts a value many times at once', () => {
    const histogram = new Histogram();
    histogram.add(300, 5);
    histogram.add(3);
    expect(filled(histogram)).toEqual([
      [3, 1],
      [bucketOf(300), 5],
    ]);
    expect(histogram.total).toBe(6);
  });

  it('merges to that of all values, in any order, and the empty one changes nothing', () => {
    const some = fc.array(value, { maxLength: 12 });
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        const whole = filled(histogramOf([...a, ...b, ...c]));
        const [x, y, z] = [a, b, c].map(histogramOf);
        expect(filled(x.merge(y).merge(z))).toEqual(whole);
        expect(filled(z.merge(y.merge(x)))).toEqual(whole);
        expect(filled(x.merge(new Histogram()))).toEqual(filled(x));
        expect(x.merge(y).total).toBe(a.length + b.length);
      }),
    );
  });

  it('without a part is what the part was merged to', () => {
    const some = fc.array(value, { maxLength: 12 });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [x, y] = [a, b].map(histogramOf);
        const left = x.merge(y).without(y);
        expect(filled(left)).toEqual(filled(x));
        expect(left.total).toBe(a.length);
      }),
    );
  });

  it('does not change what it was merged from', () => {
    const a = histogramOf([1, 1000]);
    const b = histogramOf([1]);
    const sum = a.merge(b);
    sum.add(1);
    expect([filled(a), filled(b)]).toEqual([
      [
        [1, 1],
        [bucketOf(1000), 1],
      ],
      [[1, 1]],
    ]);
  });
});
