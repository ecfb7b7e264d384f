import { describe, expect, it } from 'vitest';
import { Moments } from './moments.ts';

describe('Moments', () => {
  it('gives the mean and its standard error', () => {
    const moments = new Moments();
    for (const value of [1, 2, 3, 6]) moments.add(value);
    expect(moments.count).toBe(4);
    expect(moments.mean).toBe(3);
    // Variance 14/3 of four values.
    expect(moments.error).toBeCloseTo(Math.sqrt(14 / 3 / 4), 14);
  });

  it('keeps its digits far from 0', () => {
    const moments = new Moments();
    for (const value of [1e9, 1e9 + 2]) moments.add(value);
    expect(moments.error).toBe(1);
  });

  it('has no mean of nothing, and no error of one value', () => {
    const moments = new Moments();
    expect(moments.mean).toBeNaN();
    moments.add(5);
    expect(moments.mean).toBe(5);
    expect(moments.error).toBeNaN();
  });
});
