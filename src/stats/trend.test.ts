import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { diagonalMatrix, generalisedTrend, halfLife, lastAgainstEarlier, weightedTrend } from './trend.ts';

const X = [1, 2, 3, 4, 6];
const Y = [-0.1, -0.45, -0.4, -0.9, -1.2];
const VARIANCES = [0.01, 0.02, 0.015, 0.04, 0.03];

/** Correlation .6 between neighbours, .36 at two steps, and so on. */
function chained(): Float64Array {
  return Float64Array.from({ length: 25 }, (_, at) => {
    const [i, j] = [Math.floor(at / 5), at % 5];
    return Math.sqrt(VARIANCES[i] * VARIANCES[j]) * 0.6 ** Math.abs(i - j);
  });
}

describe('weightedTrend', () => {
  it('agrees with the normal equations solved by numpy 2', () => {
    const fit = weightedTrend(X, Y, VARIANCES)!;
    expect(fit.slope).toBeCloseTo(-0.21624472573839656, 13);
    expect(fit.intercept).toBeCloseTo(0.10801687763713061, 13);
    expect(fit.standardError).toBeCloseTo(0.03731494423540171, 13);
    expect(fit.pFalling / 3.4135376930883095e-9).toBeCloseTo(1, 9);
    expect(fit.pFalling + fit.pRising).toBeCloseTo(1, 14);
  });

  it('finds an exact line, whatever the weights', () => {
    const weight = fc.double({ min: 1e-4, max: 1e4, noNaN: true });
    const number = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        number,
        number,
        fc.array(weight, { minLength: 5, maxLength: 5 }),
        (slope, intercept, variances) => {
          const line = X.map((x) => intercept + slope * x);
          const fit = weightedTrend(X, line, variances)!;
          expect(fit.slope).toBeCloseTo(slope, 7);
          expect(fit.intercept).toBeCloseTo(intercept, 6);
        },
      ),
    );
  });

  it('does not exist for one point, one x, or a variance that is not positive', () => {
    expect(weightedTrend([1], [2], [1])).toBeUndefined();
    expect(weightedTrend([], [], [])).toBeUndefined();
    expect(weightedTrend([3, 3, 3], [1, 2, 3], [1, 1, 1])).toBeUndefined();
    expect(weightedTrend([1, 2], [1, 2], [1, 0])).toBeUndefined();
    expect(weightedTrend([1, 2], [1, Number.NaN], [1, 1])).toBeUndefined();
    expect(() => weightedTrend([1, 2], [1, 2, 3], [1, 1])).toThrow(/expected 2 numbers/);
    expect(() => weightedTrend([1, 2], [1, 2], [1])).toThrow(/expected 2 numbers, not 1/);
  });

  it('rejects a flat line at the nominal 5% (4000 trials)', () => {
    const rng = new Rng('trend');
    let rejected = 0;
    for (let trial = 0; trial < 4000; trial++) {
      const y = VARIANCES.map((variance) => rng.normal() * Math.sqrt(variance));
      if (weightedTrend(X, y, VARIANCES)!.pFalling < 0.05) rejected++;
    }
    expect(Math.abs(rejected / 4000 - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 4000));
  });
});

describe('generalisedTrend', () => {
  it('agrees with the normal equations solved by numpy 2', () => {
    const fit = generalisedTrend(X, Y, chained())!;
    expect(fit.slope).toBeCloseTo(-0.20594489832685617, 13);
    expect(fit.intercept).toBeCloseTo(0.16411458846447274, 13);
    expect(fit.standardError).toBeCloseTo(0.03654465802164622, 13);
  });

  it('does not let an error that all share, as of a common baseline, into the slope', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (shared) => {
        const fit = generalisedTrend(
          X,
          Y,
          diagonalMatrix(VARIANCES).map((v) => v + shared),
        )!;
        const plain = weightedTrend(X, Y, VARIANCES)!;
        expect(fit.slope).toBeCloseTo(plain.slope, 10);
        expect(fit.standardError).toBeCloseTo(plain.standardError, 10);
      }),
    );
  });

  it('does not exist where the covariance is singular', () => {
    expect(generalisedTrend([1, 2], [1, 2], [1, 1, 1, 1])).toBeUndefined();
    expect(generalisedTrend([1, 2], [1, 2], [1, 2, 2, 1])).toBeUndefined();
  });
});

describe('halfLife', () => {
  it('is -ln 2/slope, with the interval of the slope turned over', () => {
    const life = halfLife({ slope: -0.5, standardError: 0.1 }, 0.05)!;
    expect(life.estimate).toBeCloseTo(2 * Math.LN2, 14);
    expect(life.low).toBeCloseTo(Math.LN2 / (0.5 + 0.1959963984540054), 12);
    expect(life.high).toBeCloseTo(Math.LN2 / (0.5 - 0.1959963984540054), 12);
  });

  it('has no upper end where the line may not fall at all', () => {
    expect(halfLife({ slope: -0.1, standardError: 0.1 }, 0.05)!.high).toBe(Infinity);
  });

  it('does not exist for a line that does not fall', () => {
    expect(halfLife({ slope: 0, standardError: 0.1 }, 0.05)).toBeUndefined();
    expect(halfLife({ slope: 0.3, standardError: 0.1 }, 0.05)).toBeUndefined();
  });
});

describe('lastAgainstEarlier', () => {
  it('sets the last against the weighted mean of the rest', () => {
    const contrast = lastAgainstEarlier([1, 2, 6], diagonalMatrix([1, 1, 2]))!;
    expect(contrast.difference).toBeCloseTo(4.5, 14);
    expect(contrast.standardError).toBeCloseTo(Math.sqrt(2 + 0.5), 14);
    expect(contrast.pRising).toBeLessThan(0.01);
  });

  it('agrees with numpy 2 for correlated values', () => {
    const contrast = lastAgainstEarlier(Y, chained())!;
    expect(contrast.difference).toBeCloseTo(-1.0169413748603828, 13);
    expect(contrast.standardError).toBeCloseTo(0.17230283865034743, 13);
  });

  it('does not exist for one value', () => {
    expect(lastAgainstEarlier([1], [1])).toBeUndefined();
    expect(lastAgainstEarlier([], [])).toBeUndefined();
    expect(lastAgainstEarlier([1, 2], diagonalMatrix([0, 1]))).toBeUndefined();
    expect(() => lastAgainstEarlier([1, 2], [1])).toThrow(/expected 4 numbers/);
  });
});
