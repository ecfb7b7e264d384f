import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBeyond, marginRatio } from './margin-ratio.ts';

describe('marginRatio', () => {
  it('lies as far above 1 for what rises as below for what falls, on the log scale', () => {
    expect(marginRatio('falls', 0.1)).toBe(0.9);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), (margin) => {
        expect(marginRatio('falls', margin) * marginRatio('rises', margin)).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('isBeyond', () => {
  it('asks the whole interval to lie beyond', () => {
    expect(isBeyond({ direction: 'falls', interval: [0.7, 0.89] }, 0.9)).toBe(true);
    expect(isBeyond({ direction: 'falls', interval: [0.7, 0.91] }, 0.9)).toBe(false);
    expect(isBeyond({ direction: 'rises', interval: [1.12, 2] }, 1 / 0.9)).toBe(true);
    expect(isBeyond({ direction: 'rises', interval: [1.11, 2] }, 1 / 0.9)).toBe(false);
  });

  it('takes no side of what only flags, nor of what does not exist', () => {
    expect(isBeyond({ direction: 'flag', interval: [3, 4] }, 1)).toBe(false);
    expect(isBeyond({ direction: 'falls', interval: [Number.NaN, Number.NaN] }, 0.9)).toBe(false);
  });

  it('says of a signal and of its inverse the same', () => {
    const ends = fc.tuple(fc.double({ min: 0.01, max: 10 }), fc.double({ min: 0.01, max: 10 }));
    fc.assert(
      fc.property(ends, fc.double({ min: 0, max: 0.9, noNaN: true }), ([a, b], margin) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const bound = marginRatio('falls', margin);
        fc.pre(Math.abs(high - bound) > 1e-9);
        expect(
          isBeyond({ direction: 'rises', interval: [1 / high, 1 / low] }, marginRatio('rises', margin)),
        ).toBe(isBeyond({ direction: 'falls', interval: [low, high] }, bound));
      }),
    );
  });
});
