import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricEigenvalues } from './eigen.ts';

const symmetric = fc.integer({ min: 1, max: 16 }).chain((d) =>
  fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: d * d, maxLength: d * d }).map((g) => ({
    d,
    matrix: g.map(
      (_, at) => g[Math.max(Math.floor(at / d), at % d) * d + Math.min(Math.floor(at / d), at % d)],
    ),
  })),
);

describe('symmetricEigenvalues', () => {
  it('agrees with numpy.linalg.eigvalsh', () => {
    const actual = symmetricEigenvalues(
      [4, 1, 0.5, -1, 1, 3, 0.2, 0.3, 0.5, 0.2, 2, 0.7, -1, 0.3, 0.7, 5],
      4,
    )!;
    const expected = [5.672549117142471, 4.442787784217402, 2.315506791697318, 1.5691563069428096];
    expected.forEach((value, i) => {
      expect(actual[i]).toBeCloseTo(value, 13);
    });
  });

  it('keeps the trace and the sum of squares', () => {
    fc.assert(
      fc.property(symmetric, ({ d, matrix }) => {
        const eigenvalues = symmetricEigenvalues(matrix, d)!;
        const trace = eigenvalues.reduce((sum, value) => sum + value, 0);
        const squares = eigenvalues.reduce((sum, value) => sum + value * value, 0);
        const diagonal = matrix.filter((_, at) => at % (d + 1) === 0);
        expect(trace).toBeCloseTo(
          diagonal.reduce((sum, value) => sum + value, 0),
          10,
        );
        expect(squares).toBeCloseTo(
          matrix.reduce((sum, value) => sum + value * value, 0),
          8,
        );
      }),
    );
  });

  it('sorts from the largest, and leaves a diagonal matrix alone', () => {
    expect([...symmetricEigenvalues([2, 0, 0, 0, -7, 0, 0, 0, 5], 3)!]).toEqual([5, 2, -7]);
    expect([...symmetricEigenvalues([0, 0, 0, 0], 2)!]).toEqual([0, 0]);
    const [high, low] = symmetricEigenvalues([0, 3, 3, 0], 2)!;
    expect(high).toBeCloseTo(3, 14);
    expect(low).toBeCloseTo(-3, 14);
  });

  it('does not touch its argument, and has nothing for what is not finite', () => {
    const matrix = Float64Array.of(1, 2, 2, 1);
    symmetricEigenvalues(matrix, 2);
    expect([...matrix]).toEqual([1, 2, 2, 1]);
    expect(symmetricEigenvalues([Number.NaN], 1)).toBeUndefined();
  });
});
