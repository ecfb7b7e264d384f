import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { farthest, normals, plainProduct } from './matrices.test.support.ts';
import { timesTransposed, transposed } from './matrix-product.ts';

describe('timesTransposed', () => {
  it('is the sum of products, whatever the shape', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), fc.nat(9), (m, n, depth) => {
        const a = normals((m + 1) * (depth + 1), `a${m}${depth}`);
        const b = normals((n + 1) * (depth + 1), `b${n}${depth}`);
        const product = timesTransposed(a, b, m + 1, n + 1, depth + 1);
        expect(product.length).toBe((m + 1) * (n + 1));
        expect(farthest(product, plainProduct(a, b, depth + 1))).toBeLessThan(1e-12);
      }),
    );
  });

  it('crosses the edges of its strips', () => {
    const a = normals(261 * 3, 'long');
    const b = normals(300 * 3, 'longer');
    expect(farthest(timesTransposed(a, b, 261, 300, 3), plainProduct(a, b, 3))).toBeLessThan(1e-12);
  });

  it('is exact for small whole numbers', () => {
    const a = Float64Array.of(1, 2, 3, 4, 5, 6);
    expect([...timesTransposed(a, a, 2, 2, 3)]).toEqual([14, 32, 32, 77]);
  });

  it('gives nothing for no rows', () => {
    expect(timesTransposed(new Float64Array(0), new Float64Array(4), 0, 2, 2).length).toBe(0);
  });

  it('keeps what is not finite where it stands', () => {
    const product = timesTransposed(Float64Array.of(Number.NaN, 1, 2, 3), Float64Array.of(1, 1), 2, 1, 2);
    expect(product[0]).toBeNaN();
    expect(product[1]).toBe(5);
  });
});

describe('transposed', () => {
  it('turns rows into columns, and twice gives the matrix back', () => {
    const a = Float64Array.of(1, 2, 3, 4, 5, 6);
    expect([...transposed(a, 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(transposed(transposed(a, 2, 3), 3, 2)).toEqual(a);
  });
});
