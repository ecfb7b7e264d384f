import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { correlationMatrix, covarianceMatrix, effectiveRank, logVolume } from './covariance.ts';

const TABLE = [1, 2, 3, 4, 3, 1, 2, 8, 0, 7, 7, 7, 0, 1, 5];

function normalTable(rng: Rng, n: number, scales: readonly number[]): number[] {
  return Array.from({ length: n * scales.length }, (_, at) => rng.normal() * scales[at % scales.length]);
}

describe('covarianceMatrix', () => {
  it('agrees with numpy.cov', () => {
    const expected = [7.7, 5.05, 2.8, 5.05, 9.7, -1.05, 2.8, -1.05, 8.2];
    covarianceMatrix(TABLE, 3)!.forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at], 13);
    });
  });

  it('does not move with the origin', () => {
    const moved = covarianceMatrix(
      TABLE.map((value) => value + 1e8),
      3,
    )!;
    moved.forEach((value, at) => {
      expect(value).toBeCloseTo(covarianceMatrix(TABLE, 3)![at], 6);
    });
  });

  it('does not exist for fewer than two rows, and refuses a ragged table', () => {
    expect(covarianceMatrix([1, 2, 3], 3)).toBeUndefined();
    expect(covarianceMatrix([], 3)).toBeUndefined();
    expect(() => covarianceMatrix([1, 2, 3, 4], 3)).toThrow(/do not fill/);
  });
});

describe('correlationMatrix', () => {
  it('has ones on its diagonal and no units', () => {
    const correlation = correlationMatrix(covarianceMatrix(TABLE, 3)!, 3)!;
    expect([correlation[0], correlation[4], correlation[8]]).toEqual([1, 1, 1]);
    expect(correlation[1]).toBeCloseTo(5.05 / Math.sqrt(7.7 * 9.7), 14);
    expect(correlationMatrix([0, 0, 0, 1], 2)).toBeUndefined();
  });
});

describe('logVolume', () => {
  it('is the log-determinant', () => {
    const covariance = covarianceMatrix(TABLE, 3)!;
    // numpy.linalg.slogdet(numpy.cov(...)), numpy 2.
    expect(logVolume(covariance, 3)).toBeCloseTo(5.666794267605636, 12);
    expect(logVolume([4, 0, 0, 9], 2)).toBeCloseTo(Math.log(36), 14);
  });

  it('moves by 2 ln s for each column scaled by s', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (s) => {
        const scaled = TABLE.map((value, at) => (at % 3 === 1 ? value * s : value));
        const plain = logVolume(covarianceMatrix(TABLE, 3)!, 3)!;
        expect(logVolume(covarianceMatrix(scaled, 3)!, 3)).toBeCloseTo(plain + 2 * Math.log(s), 9);
      }),
    );
  });

  it('falls when a generation narrows to half the spread in 4 features', () => {
    const wide = normalTable(new Rng('wide'), 2000, [1, 10, 100, 0.1]);
    const narrow = normalTable(new Rng('narrow'), 2000, [0.5, 5, 50, 0.05]);
    const fall = logVolume(covarianceMatrix(narrow, 4)!, 4)! - logVolume(covarianceMatrix(wide, 4)!, 4)!;
    // 8 ln(1/2); the standard error of a log-determinant of 2000 rows is sqrt(2 * 4/2000), twice over.
    expect(Math.abs(fall + 8 * Math.LN2)).toBeLessThan(4 * Math.sqrt(16 / 2000));
  });

  it('does not exist for a column that repeats others or stands still, unless regularised', () => {
    const repeated = Array.from({ length: 20 }, (_, r) => [r, r * r, 3 * r * r + 0.1 * r]).flat();
    const covariance = covarianceMatrix(repeated, 3)!;
    expect(logVolume(covariance, 3)).toBeUndefined();
    expect(logVolume(covariance, 3, 0.01)).toBeTypeOf('number');
    expect(logVolume([1, 0, 0, 0], 2, 0.5)).toBeUndefined();
  });

  it('is the product of the variances at full shrinkage', () => {
    expect(logVolume([4, 3, 3, 9], 2, 1)).toBeCloseTo(Math.log(36), 14);
  });
});

describe('effectiveRank', () => {
  it('counts directions that are equally wide', () => {
    expect(effectiveRank([2, 0, 0, 0, 2, 0, 0, 0, 2], 3)).toBeCloseTo(3, 14);
    expect(effectiveRank([5, 0, 0, 0], 2)).toBe(1);
    expect(effectiveRank([1, 1, 1, 1], 2)).toBeCloseTo(1, 12);
  });

  it('agrees with numpy', () => {
    const matrix = [4, 1, 0.5, -1, 1, 3, 0.2, 0.3, 0.5, 0.2, 2, 0.7, -1, 0.3, 0.7, 5];
    expect(effectiveRank(matrix, 4)).toBeCloseTo(3.5722470033241533, 12);
  });

  it('does not exist without variance', () => {
    expect(effectiveRank([0, 0, 0, 0], 2)).toBeUndefined();
    expect(effectiveRank([Number.NaN], 1)).toBeUndefined();
  });
});
