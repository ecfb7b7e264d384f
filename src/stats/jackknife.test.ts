import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import {
  effectiveFreedom,
  jackknifeCovariance,
  jackknifeVariance,
  multiSampleVariance,
  studentInterval,
} from './jackknife.ts';

const GROUPS = 64;

/** Sums of two columns by group, of units whose columns share what their group does. */
function groupSums(rng: Rng, unitsAGroup: number): { n: Float64Array; x: Float64Array; y: Float64Array } {
  const n = new Float64Array(GROUPS);
  const x = new Float64Array(GROUPS);
  const y = new Float64Array(GROUPS);
  for (let b = 0; b < GROUPS; b++) {
    const common = rng.normal() * 0.5;
    for (let unit = 0; unit < unitsAGroup; unit++) {
      n[b] += 1;
      x[b] += 3 + common + rng.normal();
      y[b] += 6 + 0.5 * common + rng.normal();
    }
  }
  return { n, x, y };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** Estimate of `top/bottom` with the interval of the jackknife. */
function ratioInterval(top: Float64Array, bottom: Float64Array): [number, number] {
  const [a, b] = [sum(top), sum(bottom)];
  const leftOut = Float64Array.from(top, (value, i) => (a - value) / (b - bottom[i]));
  return studentInterval(a / b, jackknifeVariance(leftOut)!, GROUPS - 1, 0.05);
}

function coverage(trials: number, truth: number, interval: (rng: Rng) => [number, number]): number {
  const rng = new Rng('coverage');
  let covered = 0;
  for (let trial = 0; trial < trials; trial++) {
    const [low, high] = interval(rng);
    if (low <= truth && truth <= high) covered++;
  }
  return covered / trials;
}

describe('jackknifeVariance', () => {
  it('is the variance of the mean for groups of one', () => {
    const values = [3, 5, 8, 1, 9];
    const total = sum(values);
    const leftOut = values.map((value) => (total - value) / 4);
    const mean = total / 5;
    const expected = values.reduce((squares, value) => squares + (value - mean) ** 2, 0) / (5 * 4);
    expect(jackknifeVariance(leftOut)).toBeCloseTo(expected, 14);
  });

  it('covers the mean of dependent units at the nominal 95% (2000 trials)', () => {
    const rate = coverage(2000, 3, (rng) => {
      const { n, x } = groupSums(rng, 3);
      return ratioInterval(x, n);
    });
    expect(rate).toBeGreaterThan(0.93);
    expect(rate).toBeLessThan(0.97);
  });

  it('covers a ratio of two means at the nominal 95% (2000 trials)', () => {
    const rate = coverage(2000, 0.5, (rng) => {
      const { x, y } = groupSums(rng, 3);
      return ratioInterval(x, y);
    });
    expect(rate).toBeGreaterThan(0.93);
    expect(rate).toBeLessThan(0.97);
  });

  it('passes over empty groups', () => {
    const withEmpty = jackknifeVariance([4, 6, 5, 99], [10, 12, 9, 0]);
    expect(withEmpty).toBe(jackknifeVariance([4, 6, 5]));
    expect(jackknifeVariance([4, undefined, 6], [1, 0, 1])).toBe(jackknifeVariance([4, 6]));
  });

  it('does not exist for fewer than two groups, or without an estimate', () => {
    expect(jackknifeVariance([])).toBeUndefined();
    expect(jackknifeVariance([3])).toBeUndefined();
    expect(jackknifeVariance([3, 4], [5, 0])).toBeUndefined();
    expect(jackknifeVariance([3, undefined, 5])).toBeUndefined();
    expect(jackknifeVariance([3, Number.NaN, 5])).toBeUndefined();
  });

  it('is never negative, unmoved by a shift, and scales with the square', () => {
    const estimates = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: 2,
      maxLength: 64,
    });
    fc.assert(
      fc.property(estimates, (values) => {
        const variance = jackknifeVariance(values)!;
        expect(variance).toBeGreaterThanOrEqual(0);
        expect(jackknifeVariance(values.map((value) => 3 * value + 50))).toBeCloseTo(9 * variance, 5);
      }),
    );
  });
});

describe('jackknifeCovariance', () => {
  it('has the scalar variances on its diagonal and is symmetric', () => {
    const leftOut = [
      [1, 5],
      [2, 3],
      [4, 4],
      [3, 9],
    ];
    const matrix = jackknifeCovariance(leftOut)!;
    expect(matrix[0]).toBeCloseTo(jackknifeVariance(leftOut.map((row) => row[0]))!, 14);
    expect(matrix[3]).toBeCloseTo(jackknifeVariance(leftOut.map((row) => row[1]))!, 14);
    expect(matrix[1]).toBe(matrix[2]);
  });

  it('gives the variance of a difference', () => {
    const leftOut = [
      [1, 5],
      [2, 3],
      [4, 4],
      [3, 9],
    ];
    const [xx, xy, , yy] = jackknifeCovariance(leftOut)!;
    const difference = jackknifeVariance(leftOut.map((row) => row[0] - row[1]))!;
    expect(xx - 2 * xy + yy).toBeCloseTo(difference, 13);
  });

  it('passes over empty groups, and does not exist without an estimate', () => {
    const full = jackknifeCovariance([
      [1, 5],
      [2, 3],
      [4, 4],
    ]);
    expect(jackknifeCovariance([[1, 5], undefined, [2, 3], [4, 4]], [1, 0, 1, 1])).toEqual(full);
    expect(jackknifeCovariance([[1, 5], undefined])).toBeUndefined();
    expect(jackknifeCovariance([])).toBeUndefined();
  });
});

describe('multiSampleVariance', () => {
  it('adds, and covers a ratio of two independent samples at the nominal 95% (2000 trials)', () => {
    const rate = coverage(2000, 0.5, (rng) => {
      const one = groupSums(rng, 2);
      const two = groupSums(rng, 3);
      const top = sum(one.x) / sum(one.n);
      const bottom = sum(two.y) / sum(two.n);
      const first = jackknifeVariance(
        one.x.map((x, b) => (sum(one.x) - x) / (sum(one.n) - one.n[b]) / bottom),
      )!;
      const second = jackknifeVariance(
        two.y.map((y, b) => (top * (sum(two.n) - two.n[b])) / (sum(two.y) - y)),
      )!;
      const variance = multiSampleVariance([first, second])!;
      return studentInterval(
        top / bottom,
        variance,
        effectiveFreedom([first, second], [GROUPS, GROUPS])!,
        0.05,
      );
    });
    expect(rate).toBeGreaterThan(0.93);
    expect(rate).toBeLessThan(0.97);
  });

  it('does not exist where one of them does not', () => {
    expect(multiSampleVariance([1, 2, 0])).toBe(3);
    expect(multiSampleVariance([1, undefined])).toBeUndefined();
    expect(multiSampleVariance([])).toBeUndefined();
  });
});

describe('effectiveFreedom', () => {
  it('lies between the smallest of the samples and their sum', () => {
    expect(effectiveFreedom([1, 1], [64, 64])).toBeCloseTo(126, 12);
    expect(effectiveFreedom([1, 1e-9], [64, 64])).toBeCloseTo(63, 5);
    expect(effectiveFreedom([0, 0], [64, 64])).toBeUndefined();
  });
});

describe('studentInterval', () => {
  it('is centred on the estimate and wider than the normal interval', () => {
    const [low, high] = studentInterval(10, 4, 63, 0.05);
    expect((low + high) / 2).toBeCloseTo(10, 14);
    expect(high - 10).toBeCloseTo(2 * 1.9983405425207414, 12);
    expect(studentInterval(10, 0, 63, 0.05)).toEqual([10, 10]);
  });
});
