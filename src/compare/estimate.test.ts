import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { jackknifeVariance } from '../stats/jackknife.ts';
import {
  covariance,
  estimate,
  logDeviations,
  logRatio,
  type Measured,
  sumOfSquares,
  toSignal,
} from './estimate.ts';

const BLOCKS = 64;
const alike = new Float64Array(BLOCKS).fill(10);

function leftOutOf(value: (block: number) => number, sizes = alike) {
  return { without: Float64Array.from({ length: BLOCKS }, (_, b) => value(b)), sizes };
}

describe('logDeviations', () => {
  it('square to the jackknife variance of the logarithm, where blocks are of one size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: BLOCKS, maxLength: BLOCKS }),
        (list) => {
          const left = leftOutOf((b) => list[b]);
          const expected = jackknifeVariance(list.map(Math.log))!;
          expect(Math.abs(sumOfSquares(logDeviations(left, 1e-9)) - expected)).toBeLessThan(
            1e-10 * (1 + expected),
          );
        },
      ),
    );
  });

  it('pass over blocks that hold nothing', () => {
    const left = leftOutOf((b) => (b % 2 === 0 ? Number.NaN : 1 + b / 100));
    const odd = Array.from({ length: BLOCKS / 2 }, (_, i) => Math.log(1 + (2 * i + 1) / 100));
    expect(sumOfSquares(logDeviations(left, 1e-9))).toBeCloseTo(jackknifeVariance(odd)!, 12);
    expect(logDeviations(left, 1e-9)[0]).toBe(0);
  });

  it('leave out what the sizes of blocks explain, at the cost of one degree of freedom', () => {
    const sizes = Float64Array.from({ length: BLOCKS }, (_, b) => 5 + (b % 7));
    const explained = leftOutOf((b) => Math.exp(-0.01 * sizes[b]), sizes);
    expect(sumOfSquares(logDeviations(explained, 1e-9))).toBeCloseTo(0, 12);
    const rng = new Rng('residuals');
    const noise = Array.from({ length: BLOCKS }, () => rng.normal() / 100);
    const both = leftOutOf((b) => Math.exp(noise[b] - 0.01 * sizes[b]), sizes);
    const alone = leftOutOf((b) => Math.exp(noise[b]), sizes);
    expect(sumOfSquares(logDeviations(both, 1e-9))).toBeCloseTo(sumOfSquares(logDeviations(alone, 1e-9)), 12);
  });

  it('raise values below the floor to it', () => {
    const left = leftOutOf((b) => (b === 0 ? 0 : 1));
    const floored = leftOutOf((b) => (b === 0 ? 0.5 : 1));
    expect(logDeviations(left, 0.5)).toEqual(logDeviations(floored, 0.5));
    expect(logDeviations(left, 0.5).every(Number.isFinite)).toBe(true);
  });

  it('are infinite for fewer than four blocks', () => {
    const three = leftOutOf((b) => (b < 3 ? 1 + b : Number.NaN));
    expect(sumOfSquares(logDeviations(three, 1e-9))).toBe(Number.POSITIVE_INFINITY);
    const four = leftOutOf((b) => (b < 4 ? 1 + b : Number.NaN));
    expect(sumOfSquares(logDeviations(four, 1e-9))).toBeLessThan(100);
  });
});

describe('estimate', () => {
  const left = leftOutOf((b) => 1 + b / 1000);

  it('adds to the jackknife the half step that the value cannot resolve', () => {
    const spread = sumOfSquares(logDeviations(left, 0.1));
    expect(estimate(2, 0.1, left)).toEqual({ value: 2, variance: spread + 0.05 ** 2, floor: 0.1 });
    expect(estimate(2, 0.1, left, 0.5).variance).toBeCloseTo(spread / 2 + 0.05 ** 2, 12);
  });

  it('is never negative, and no surer of nothing than the floor allows', () => {
    const none = leftOutOf(() => 0);
    expect(estimate(-1e-12, 0.1, none)).toEqual({ value: 0, variance: 1, floor: 0.1 });
    expect(estimate(0, 0.1, none).variance).toBe(1);
  });
});

describe('a measured signal', () => {
  const measured: Measured = {
    name: { id: 'distinct', family: 'diversity', direction: 'falls', order: 2 },
    generation: { value: 0.2, variance: 0.03 },
    reservoir: { value: 0.4, variance: 0.01 },
    sampleSize: { tokens: 5, examples: 2 },
    exact: false,
    floor: 0.001,
  };

  it('is a ratio with an interval that is symmetric on the log scale', () => {
    const signal = toSignal(measured, 2);
    expect(signal).toMatchObject({ id: 'distinct', order: 2, value: 0.2, baseline: 0.4, exact: false });
    expect(signal.ratio).toBeCloseTo(0.5, 12);
    expect(signal.logError).toBeCloseTo(0.2, 12);
    expect(signal.interval[0]).toBeCloseTo(0.5 * Math.exp(-0.4), 12);
    expect(signal.interval[1]).toBeCloseTo(0.5 * Math.exp(0.4), 12);
  });

  it('takes what lies below the floor for the floor', () => {
    const none = { ...measured, generation: { value: 0, variance: 1, floor: 0.1 } };
    expect(logRatio(none)).toBeCloseTo(Math.log(0.001 / 0.4), 12);
    expect(logRatio({ ...none, reservoir: { value: 0, variance: 1, floor: 0.1 } })).toBe(0);
    expect(toSignal(none, 2).ratio).toBeGreaterThan(0);
  });

  it("shares the reservoir's error with other generations, and adds its own", () => {
    expect(covariance(measured, false)).toBe(0.01);
    expect(covariance(measured, true)).toBeCloseTo(0.04, 12);
  });
});
