import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricEigenvalues } from './eigen.ts';
import { farthest, normals } from './matrices.test.support.ts';
import { timesTransposed, transposed } from './matrix-product.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A random symmetric matrix. */
function symmetric(n: number, seed: string): Float64Array {
  const a = normals(n * n, seed);
  return a.map((x, at) => x + a[(at % n) * n + Math.floor(at / n)]);
}

/** V' diag(values) V. */
function rebuilt(values: Float64Array, vectors: Float64Array, n: number): Float64Array {
  const columns = transposed(vectors, n, n);
  const scaled = columns.map((x, at) => x * values[at % n]);
  return timesTransposed(scaled, columns, n, n, n);
}

describe('symmetricEigen', () => {
  it('gives values and orthonormal vectors that rebuild the matrix', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (n) => {
        const a = symmetric(n, `s${n}`);
        const { values, vectors } = symmetricEigen(a, n)!;
        expect(farthest(rebuilt(values, vectors, n), a)).toBeLessThan(1e-11 * n);
        const gram = timesTransposed(vectors, vectors, n, n, n);
        gram.forEach((x, at) => {
          expect(x).toBeCloseTo(at % (n + 1) === 0 ? 1 : 0, 10);
        });
      }),
      { numRuns: 25 },
    );
  });

  it.each([2, 3, 5, 8, 33])('agrees with Jacobi rotations for %d rows, largest first', (n) => {
    const a = symmetric(n, 'j');
    expect(farthest(symmetricEigen(a, n, false)!.values, symmetricEigenvalues(a, n)!)).toBeLessThan(1e-11);
  });

  it('finds the same values with and without vectors', () => {
    const a = symmetric(30, 'both');
    const alone = symmetricEigen(a, 30, false)!;
    expect(farthest(symmetricEigen(a, 30)!.values, alone.values)).toBeLessThan(1e-12);
    expect(alone.vectors.length).toBe(0);
  });

  it('knows the second difference matrix: 2 - 2 cos(k pi / (n + 1))', () => {
    const n = 25;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      a[i * n + i] = 2;
      if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
    }
    const known = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((n - k) * Math.PI) / (n + 1)));
    expect(farthest(symmetricEigen(a, n)!.values, known)).toBeLessThan(1e-13);
  });

  it('keeps repeated values, zeros and what is diagonal already', () => {
    expect([...symmetricEigen(Float64Array.of(3, 0, 0, 0, 3, 0, 0, 0, 0), 3)!.values]).toEqual([3, 3, 0]);
    expect([...symmetricEigen(new Float64Array(16), 4)!.values]).toEqual([0, 0, 0, 0]);
    const ones = symmetricEigen(new Float64Array(100).fill(1), 10)!.values;
    expect(ones[0]).toBeCloseTo(10, 12);
    expect(Math.abs(ones[9])).toBeLessThan(1e-14);
  });

  it('does not lose small values beside large ones of another scale', () => {
    const a = Float64Array.of(1e10, 0, 0, 1e-10);
    expect([...symmetricEigen(a, 2)!.values]).toEqual([1e10, 1e-10]);
  });

  it('has no answer for what is not finite, and an empty one for no rows', () => {
    expect(symmetricEigen(Float64Array.of(1, Number.NaN, Number.NaN, 1), 2)).toBeUndefined();
    expect(symmetricEigen(Float64Array.of(Number.POSITIVE_INFINITY), 1)).toBeUndefined();
    expect(symmetricEigen(new Float64Array(0), 0)!.values.length).toBe(0);
  });

  it('keeps the trace and the sum of squares, and moves with a multiple of the identity', () => {
    const entry = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.array(entry, { minLength: 45, maxLength: 45 }),
        entry,
        (n, entries, shift) => {
          const a = new Float64Array(n * n);
          for (let i = 0, at = 0; i < n; i++)
            for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = entries[at++];
          const { values } = symmetricEigen(a, n, false)!;
          const sum = (of: ArrayLike<number>, take: (x: number) => number) =>
            Array.from(of, take).reduce((x, y) => x + y, 0);
          const trace = Array.from({ length: n }, (_, i) => a[i * (n + 1)]).reduce((x, y) => x + y, 0);
          expect(sum(values, (x) => x)).toBeCloseTo(trace, 8);
          expect(sum(values, (x) => x * x) / (1 + sum(a, (x) => x * x))).toBeCloseTo(
            sum(a, (x) => x * x) / (1 + sum(a, (x) => x * x)),
            10,
          );
          for (let i = 1; i < n; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]);
          const moved = a.map((x, at) => (at % (n + 1) === 0 ? x + shift : x));
          const other = symmetricEigen(moved, n, false)!.values.map((x) => x - shift);
          expect(farthest(other, values)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  it.each([2 ** -1000, 2 ** -300, 2 ** 500, 2 ** 1000])(
    'has the values of the matrix times %d, times that',
    (scale) => {
      const a = symmetric(7, 'scale');
      const { values, vectors } = symmetricEigen(a, 7)!;
      const scaled = symmetricEigen(
        a.map((x) => x * scale),
        7,
      )!;
      expect(
        farthest(
          scaled.values.map((x) => x / scale),
          values,
        ),
      ).toBeLessThan(1e-12);
      expect(farthest(scaled.vectors.map(Math.abs), vectors.map(Math.abs))).toBeLessThan(1e-9);
    },
  );

  it('holds matrices of which most is the same, graded ones, and ones of rank one', () => {
    const n = 12;
    const graded = Float64Array.from({ length: n * n }, (_, at) => 10 ** -(Math.floor(at / n) + (at % n)));
    const found = symmetricEigen(graded, n)!;
    // u u' with u_i = 10^-i: one value, the squared length of u.
    expect(found.values[0]).toBeCloseTo(1 / (1 - 1e-2), 12);
    expect(Math.max(...found.values.subarray(1).map(Math.abs))).toBeLessThan(1e-15);
    for (let i = 0; i < n; i++)
      expect(Math.abs(found.vectors[i])).toBeCloseTo(10 ** -i / Math.sqrt(1 / (1 - 1e-2)), 12);
    const alike = new Float64Array(n * n).fill(1e-8);
    for (let i = 0; i < n; i++) alike[i * n + i] = 1;
    const { values } = symmetricEigen(alike, n)!;
    expect(values[0]).toBeCloseTo(1 + (n - 1) * 1e-8, 14);
    expect(values[n - 1]).toBeCloseTo(1 - 1e-8, 14);
  });

  it('leaves the matrix that it was given as it was', () => {
    const a = symmetric(9, 'kept');
    const before = a.slice();
    symmetricEigen(a, 9);
    expect(a).toEqual(before);
  });
});
