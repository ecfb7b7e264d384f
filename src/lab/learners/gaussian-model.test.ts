import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { Rng } from '../../base/rng.ts';
import { gaussianLearner } from './gaussian.ts';
import { gaussianLogDensity, gaussianModel, placeDraws, semidefiniteCholesky } from './gaussian-model.ts';

/** L L' of a lower triangle. */
function product(lower: Float64Array, d: number): number[] {
  return Array.from({ length: d * d }, (_, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    let sum = 0;
    for (let k = 0; k < d; k++) sum += lower[i * d + k] * lower[j * d + k];
    return sum;
  });
}

/** A random d x r matrix, and its product with its transpose: positive semidefinite, of rank r at most. */
const semidefinite = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([d, rank]) =>
    fc.record({
      d: fc.constant(d),
      rank: fc.constant(Math.min(d, rank)),
      root: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: d * rank, maxLength: d * rank }),
    }),
  )
  .map(({ d, rank, root }) => {
    const wide = root.length / d;
    const matrix = Array.from({ length: d * d }, (_, at) => {
      let sum = 0;
      for (let k = 0; k < wide; k++) sum += root[Math.floor(at / d) * wide + k] * root[(at % d) * wide + k];
      return sum;
    });
    return { d, rank, matrix };
  });

describe('semidefiniteCholesky', () => {
  it('is a lower triangle whose square is the matrix, whatever its rank', () => {
    fc.assert(
      fc.property(semidefinite, ({ d, matrix }) => {
        const lower = semidefiniteCholesky(matrix, d)!;
        product(lower, d).forEach((value, at) => {
          expect(value).toBeCloseTo(matrix[at], 9);
        });
        for (let i = 0; i < d; i++) {
          expect(lower[i * d + i]).toBeGreaterThanOrEqual(0);
          for (let j = i + 1; j < d; j++) expect(lower[i * d + j]).toBe(0);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('has no more columns than the matrix has rank', () => {
    fc.assert(
      fc.property(semidefinite, ({ d, rank, matrix }) => {
        const lower = semidefiniteCholesky(matrix, d)!;
        const columns = Array.from({ length: d }, (_, i) => lower[i * d + i]).filter((root) => root > 0);
        expect(columns.length).toBeLessThanOrEqual(rank);
      }),
    );
  });

  it('is that of the textbook', () => {
    // Golub and Van Loan: [[4, 12, -16], [12, 37, -43], [-16, -43, 98]].
    const lower = semidefiniteCholesky([4, 12, -16, 12, 37, -43, -16, -43, 98], 3)!;
    expect([...lower]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  });

  it.each([
    ['a negative variance', [1, 0, 0, -1], 2],
    ['a correlation above 1', [1, 1.0001, 1.0001, 1], 2],
    ['no number', [Number.NaN], 1],
    ['an infinite variance', [Number.POSITIVE_INFINITY], 1],
  ])('does not exist for %s', (_, matrix, d) => {
    expect(semidefiniteCholesky(matrix, d)).toBeUndefined();
  });

  it('bears scales that are many orders apart', () => {
    const lower = semidefiniteCholesky([1e-200, 0, 0, 0, 1, 0, 0, 0, 1e200], 3)!;
    expect(lower[0] / 1e-100).toBeCloseTo(1, 12);
    expect(lower[4]).toBe(1);
    expect(lower[8] / 1e100).toBeCloseTo(1, 12);
  });
});

describe('gaussianModel', () => {
  it('is standard normal unless it is told otherwise, and keeps what it was given', () => {
    const mean = [1, 2];
    const model = gaussianModel(mean);
    expect([...model.covariance]).toEqual([1, 0, 0, 1]);
    mean[0] = 9;
    expect(model.mean[0]).toBe(1);
  });

  it.each([
    ['no dimension', [], []],
    ['too few numbers', [0, 0], [1, 0, 1]],
    ['a matrix for none', [], [1]],
  ])('refuses %s', (_, mean, covariance) => {
    expect(() => gaussianModel(mean, covariance)).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', where: 'covariance' }),
    );
  });
});

describe('placeDraws', () => {
  it('turns standard draws into rows of mean + scale x L z', () => {
    const model = gaussianModel([10, 20], [4, 2, 2, 10]);
    // L = [[2, 0], [1, 3]].
    const values = Float64Array.of(1, 1, 0, -1);
    placeDraws(model, values, 2);
    expect([...values]).toEqual([14, 28, 10, 14]);
  });
});

describe('gaussianLogDensity', () => {
  /** By the formula with the inverse and the determinant of a 2 x 2 matrix. */
  function byHand([x, y]: readonly number[], [m, n]: readonly number[], [a, b, c]: readonly number[]) {
    const det = a * c - b * b;
    const [u, v] = [x - m, y - n];
    return -Math.log(2 * Math.PI) - 0.5 * Math.log(det) - (c * u * u - 2 * b * u * v + a * v * v) / (2 * det);
  }

  it('is the formula in two dimensions', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    const scale = fc.double({ min: 0.3, max: 3, noNaN: true });
    fc.assert(
      fc.property(number, number, scale, scale, fc.double({ min: -0.9, max: 0.9 }), (x, y, s, t, r) => {
        fc.pre(!Number.isNaN(r));
        const covariance = [s * s, r * s * t, t * t];
        const model = gaussianModel([0.5, -1], [s * s, r * s * t, r * s * t, t * t]);
        const [log] = gaussianLogDensity(model, { values: Float64Array.of(x, y), dimensions: 2 });
        expect(log).toBeCloseTo(byHand([x, y], [0.5, -1], covariance), 8);
      }),
    );
  });

  it('is Infinity where a collapsed model is, and -Infinity elsewhere', () => {
    const flat = gaussianModel([0, 5], [1, 0, 0, 0]);
    const values = Float64Array.of(0, 5, 2, 5, 0, 5.1, Number.NaN, 5);
    const logs = [...gaussianLogDensity(flat, { values, dimensions: 2 })];
    expect(logs.slice(0, 3)).toEqual([Infinity, Infinity, -Infinity]);
    // A second direction that is off wins over one that agrees.
    const point = gaussianModel([1, 1], [0, 0, 0, 0]);
    const at = { values: Float64Array.of(1, 1, 1, 2, 2, 1), dimensions: 2 };
    expect([...gaussianLogDensity(point, at)]).toEqual([Infinity, -Infinity, -Infinity]);
  });

  it('is the mean of minus ln density that entropy says, on draws of its own', async () => {
    const learner = gaussianLearner({ dimensions: 2 });
    const model = gaussianModel([1, 2], [2, 0.7, 0.7, 1]);
    const n = 20_000;
    const logs = gaussianLogDensity(model, await learner.sample(model, n, new Rng('entropy')));
    const entropy = 1 + Math.log(2 * Math.PI) + 0.5 * Math.log(2 - 0.49);
    const mean = -logs.reduce((sum, log) => sum + log, 0) / n;
    // Half of a chi-squared variable with 2 degrees of freedom has variance 1.
    expect(Math.abs(mean - entropy)).toBeLessThan(4 / Math.sqrt(n));
  });
});

describe('gaussianLearner with weights', () => {
  const data = { values: Float64Array.of(1, 2, 4, 8), dimensions: 1 };

  it('gives the same model whatever all weights are multiplied with', async () => {
    for (const variance of ['unbiased', 'likelihood'] as const) {
      const learner = gaussianLearner({ variance });
      const fitted = async (scale: number) =>
        learner.fit({ data, weights: Float64Array.of(1, 2, 0, 3).map((w) => w * scale) }, new Rng(1));
      const plain = await fitted(1);
      for (const scale of [1e-9, 0.5, 1e9]) {
        const scaled = await fitted(scale);
        expect(scaled.mean[0]).toBeCloseTo(plain.mean[0], 12);
        expect(scaled.covariance[0]).toBeCloseTo(plain.covariance[0], 10);
      }
    }
  });

  it('is unbiased under equal weights as without weights', async () => {
    const learner = gaussianLearner({ variance: 'unbiased' });
    const plain = await learner.fit({ data }, new Rng(1));
    const weighted = await learner.fit({ data, weights: new Float64Array(4).fill(0.3) }, new Rng(1));
    expect(weighted.covariance[0]).toBeCloseTo(plain.covariance[0], 12);
  });

  it('is unbiased in simulation under unequal weights', async () => {
    const learner = gaussianLearner({ variance: 'unbiased' });
    const weights = Float64Array.of(1, 2, 3, 0.5);
    const rng = new Rng('reliability');
    const n = 20_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const values = Float64Array.from({ length: 4 }, () => rng.normal());
      const { covariance } = await learner.fit({ data: { values, dimensions: 1 }, weights }, rng);
      sum += covariance[0];
      squares += covariance[0] ** 2;
    }
    const mean = sum / n;
    const error = Math.sqrt((squares / n - mean * mean) / n);
    expect(Math.abs(mean - 1)).toBeLessThan(4 * error);
  });

  it('agrees in one dimension and in several', async () => {
    const rows = Array.from({ length: 4 }, (_, i) => [data.values[i], -data.values[i]]).flat();
    const weights = Float64Array.of(1, 2, 0, 3);
    const batch = { data: { values: Float64Array.from(rows), dimensions: 2 }, weights };
    for (const variance of ['unbiased', 'likelihood'] as const) {
      const line = await gaussianLearner({ variance }).fit({ data, weights }, new Rng(1));
      const plane = await gaussianLearner({ dimensions: 2, variance }).fit(batch, new Rng(1));
      expect(plane.mean[0]).toBeCloseTo(line.mean[0], 12);
      expect(plane.covariance[0]).toBeCloseTo(line.covariance[0], 12);
      expect(plane.covariance[1]).toBeCloseTo(-line.covariance[0], 12);
    }
  });
});
