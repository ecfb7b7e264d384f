import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accumulatedError,
  accumulatedErrorBound,
  mixedError,
  oneFitError,
  replacedError,
  strongCollapseFloor,
} from './linear-regression.ts';

const TEN = { rows: 111, features: 10, noise: 1 };

describe('linear regression on its own labels', () => {
  it('has the errors of Gerstgrasser et al. at d = 10, T = 111', () => {
    expect(oneFitError(TEN)).toBeCloseTo(0.1, 14);
    expect(replacedError(TEN, 10)).toBeCloseTo(1, 12);
    expect(replacedError(TEN, 20)).toBeCloseTo(2, 12);
    expect(accumulatedError(TEN, 10)).toBeCloseTo(0.155, 3);
    expect(accumulatedError(TEN, 20)).toBeCloseTo(0.1596, 4);
    expect(accumulatedError({ rows: 32, features: 10, noise: 1 }, 20)).toBeCloseTo(0.76, 3);
  });

  it('is bounded by pi^2/6 where data are kept', () => {
    expect(accumulatedErrorBound(TEN)).toBeCloseTo(0.1 * 1.6449340668, 9);
    expect(accumulatedError(TEN, 100_000)).toBeCloseTo(accumulatedErrorBound(TEN), 5);
    expect(accumulatedError(TEN, 100_000)).toBeLessThan(accumulatedErrorBound(TEN));
  });

  it('goes with the square of the noise', () => {
    expect(replacedError({ ...TEN, noise: 3 }, 2)).toBeCloseTo(1.8, 12);
    expect(replacedError({ ...TEN, noise: 0 }, 2)).toBe(0);
  });

  it('names the bound T >= d + 2', () => {
    expect(() => replacedError({ rows: 11, features: 10, noise: 1 }, 1)).toThrow(
      'rows must be a whole number from 12, not 11',
    );
    expect(() => accumulatedError(TEN, 0)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    expect(() => oneFitError({ ...TEN, noise: -1 })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER' }),
    );
    expect(() => oneFitError({ ...TEN, features: 0 })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER' }),
    );
  });
});

describe('mixedError', () => {
  it('is that of one fit without wrong rows, and the whole bias where all are wrong', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 2, max: 200 }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (features, more, bias) => {
          const regression = { rows: features + more, features, noise: 0.5 };
          const one = oneFitError(regression);
          expect(mixedError(regression, 0, bias)).toBeCloseTo(one, 10);
          expect(mixedError(regression, regression.rows, bias)).toBeCloseTo(one + bias ** 2, 8);
        },
      ),
    );
  });

  it('is the mean square of a beta variable in one dimension', () => {
    // With one feature the share of the bias is Beta(n2/2, n1/2).
    const share = (10 / 2) * (10 / 2 + 1);
    const whole = (40 / 2) * (40 / 2 + 1);
    expect(mixedError({ rows: 40, features: 1, noise: 0 }, 10, 1)).toBeCloseTo(share / whole, 12);
  });

  it('tends to the floor that more data does not lower', () => {
    expect(strongCollapseFloor(0.1, 2)).toBeCloseTo(0.04, 14);
    const rows = 1_000_000;
    expect(mixedError({ rows, features: 5, noise: 1 }, rows / 10, 2)).toBeCloseTo(0.04, 4);
  });

  it('refuses more wrong rows than rows, and a share above 1', () => {
    expect(() => mixedError(TEN, 112, 1)).toThrow('from 0 to 111');
    expect(() => strongCollapseFloor(1.1, 1)).toThrow('from 0 to 1, not 1.1');
  });
});
