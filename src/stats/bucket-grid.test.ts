import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_GRID, LOG_GRID_MAX, LOG_GRID_MIN, RELATIVE_ACCURACY, UNIT_GRID } from './bucket-grid.ts';

describe('LOG_GRID', () => {
  it('stands within 1% of every value of its range', () => {
    const exponent = fc.double({
      min: Math.log(LOG_GRID_MIN * 1.0001),
      max: Math.log(LOG_GRID_MAX),
      noNaN: true,
    });
    fc.assert(
      fc.property(exponent, (x) => {
        const value = Math.exp(x);
        const stand = LOG_GRID.value(LOG_GRID.index(value));
        expect(Math.abs(stand - value)).toBeLessThanOrEqual(value * RELATIVE_ACCURACY * (1 + 1e-9));
      }),
      { numRuns: 1000 },
    );
  });

  it('never puts a larger value into a lower bucket', () => {
    const value = fc.double({ min: 0, max: 1e19, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(LOG_GRID.index(low)).toBeLessThanOrEqual(LOG_GRID.index(high));
      }),
    );
  });

  it('closes each bucket above: an edge belongs to the lower bucket, the next double to the upper', () => {
    for (let bucket = 1; bucket < LOG_GRID.size - 1; bucket += 7) {
      const edge = (LOG_GRID.value(bucket) * (1.01 / 0.99 + 1)) / 2;
      expect(LOG_GRID.index(edge * (1 - 1e-12))).toBe(bucket);
      expect(LOG_GRID.index(edge * (1 + 1e-12))).toBe(bucket + 1);
    }
  });

  it('takes zero, dust and giants', () => {
    expect(LOG_GRID.index(0)).toBe(0);
    expect(LOG_GRID.index(1e-300)).toBe(0);
    expect(LOG_GRID.value(0)).toBe(0);
    expect(LOG_GRID.index(1e300)).toBe(LOG_GRID.size - 1);
    expect(LOG_GRID.index(Infinity)).toBe(LOG_GRID.size - 1);
  });

  it('keeps the buckets that stored profiles refer to', () => {
    const known = [1e-6, 0.5, 1, 2, 10, 100, 1000, 12345, 1e6, 1e12].map((value) => LOG_GRID.index(value));
    expect(known).toEqual([346, 1002, 1037, 1071, 1152, 1267, 1382, 1508, 1727, 2418]);
  });

  it('refuses negative values and what is no number', () => {
    expect(() => LOG_GRID.index(-1)).toThrow(/does not hold -1/);
    expect(() => LOG_GRID.index(Number.NaN)).toThrow(/does not hold NaN/);
  });
});

describe('UNIT_GRID', () => {
  it('stands within 1/1000 of every value', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
        expect(Math.abs(UNIT_GRID.value(UNIT_GRID.index(value)) - value)).toBeLessThanOrEqual(0.001 + 1e-12);
      }),
    );
  });

  it('keeps exactly 0 and exactly 1 apart from their neighbours', () => {
    expect(UNIT_GRID.value(UNIT_GRID.index(0))).toBe(0);
    expect(UNIT_GRID.value(UNIT_GRID.index(1))).toBe(1);
    expect(UNIT_GRID.index(1e-9)).toBe(1);
    expect(UNIT_GRID.index(1 - 1e-16)).toBe(UNIT_GRID.size - 2);
  });

  it('refuses what is no share', () => {
    for (const bad of [-0.1, 1.1, Number.NaN]) expect(() => UNIT_GRID.index(bad)).toThrow(/does not hold/);
  });
});
