import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkline } from './sparkline.ts';

describe('sparkline', () => {
  it('draws half as high what is half as much', () => {
    expect(sparkline([1, 0.5, 0.25, 0])).toBe('█▄▂▁');
  });

  it('takes the largest value as full height where it exceeds human', () => {
    expect(sparkline([1, 2, 4])).toBe('▂▄█');
  });

  it('leaves a space where a value does not exist, and stands tall at infinity', () => {
    expect(sparkline([1, Number.NaN, Number.POSITIVE_INFINITY])).toBe('█ █');
  });

  it('is one bar a value up to the width, never more, and never falls where values rise', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { maxLength: 60 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const bars = [...sparkline(sorted)];
        expect(bars).toHaveLength(Math.min(8, values.length));
        expect([...bars].sort()).toEqual(bars);
      }),
    );
  });
});
