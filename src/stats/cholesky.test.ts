import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cholesky, choleskyLogDeterminant, choleskySolve } from './cholesky.ts';

/** G G' + I for a random G: positive definite. */
const positive = fc.integer({ min: 1, max: 8 }).chain((d) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: d * d, maxLength: d * d }).map((g) => {
    const matrix = new Float64Array(d * d);
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        matrix[i * d + j] = i === j ? 1 : 0;
        for (let k = 0; k < d; k++) matrix[i * d + j] += g[i * d + k] * g[j * d + k];
      }
    }
    return { d, matrix };
  }),
);

describe('cholesky', () => {
  it('multiplies back to the matrix', () => {
    fc.assert(
      fc.property(positive, ({ d, matrix }) => {
        const lower = cholesky(matrix, d)!;
        for (let i = 0; i < d; i++) {
          for (let j = 0; j < d; j++) {
            let sum = 0;
            for (let k = 0; k < d; k++) sum += lower[i * d + k] * lower[j * d + k];
            expect(sum).toBeCloseTo(matrix[i * d + j], 10);
          }
        }
      }),
    );
  });

  it('solves', () => {
    fc.assert(
      fc.property(positive, ({ d, matrix }) => {
        const b = Float64Array.from({ length: d }, (_, i) => i - 1.5);
        const x = choleskySolve(cholesky(matrix, d)!, b);
        for (let i = 0; i < d; i++) {
          let sum = 0;
          for (let k = 0; k < d; k++) sum += matrix[i * d + k] * x[k];
          expect(sum).toBeCloseTo(b[i], 8);
        }
      }),
    );
  });

  it('gives the log-determinant', () => {
    const lower = cholesky([4, 1, 0.5, -1, 1, 3, 0.2, 0.3, 0.5, 0.2, 2, 0.7, -1, 0.3, 0.7, 5], 4)!;
    // numpy.linalg.slogdet, numpy 2.
    expect(choleskyLogDeterminant(lower, 4)).toBeCloseTo(4.5170873260746935, 13);
  });

  it('has none for a singular, indefinite or broken matrix', () => {
    expect(cholesky([1, 1, 1, 1], 2)).toBeUndefined();
    expect(cholesky([1, 2, 2, 1], 2)).toBeUndefined();
    expect(cholesky([0], 1)).toBeUndefined();
    expect(cholesky([Number.NaN], 1)).toBeUndefined();
    expect(cholesky([Infinity], 1)).toBeUndefined();
    expect(cholesky([0.1 * 0.1, 0.1 * 0.3, 0.1 * 0.3, 0.3 * 0.3], 2)).toBeUndefined();
  });
});
