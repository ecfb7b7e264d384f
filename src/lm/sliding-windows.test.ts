import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireWindow, slidingWindows } from './sliding-windows.ts';

const options = fc
  .integer({ min: 2, max: 50 })
  .chain((window) =>
    fc.record({ window: fc.constant(window), stride: fc.integer({ min: 1, max: window - 1 }) }),
  );

describe('slidingWindows', () => {
  it('scores every token once, with a context of window less stride at least', () => {
    fc.assert(
      fc.property(fc.nat(400), options, (length, how) => {
        let next = 0;
        for (const { from, first, to } of slidingWindows(length, how)) {
          expect(first).toBe(next);
          expect(to - from).toBeLessThanOrEqual(how.window);
          expect(to).toBeLessThanOrEqual(length);
          if (from > 0) expect(first - from).toBe(how.window - how.stride);
          next = to;
        }
        expect(next).toBe(length);
      }),
    );
  });

  it('is one window where all fits, and none for nothing', () => {
    expect(slidingWindows(5, { window: 5, stride: 1 })).toEqual([{ from: 0, first: 0, to: 5 }]);
    expect(slidingWindows(0, { window: 5, stride: 1 })).toEqual([]);
  });
});

describe('requireWindow', () => {
  it.each([
    [1, 1],
    [2.5, 1],
    [Number.NaN, 1],
    [8, 0],
    [8, 8],
    [8, 1.5],
  ])('refuses a window of %d and a stride of %d', (window, stride) => {
    expect(() => requireWindow({ window, stride })).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
  });

  it('takes what overlaps', () => {
    expect(() => requireWindow({ window: 2, stride: 1 })).not.toThrow();
  });
});
