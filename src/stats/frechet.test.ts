import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frechetDistance, rootOf } from './frechet.ts';
import { farthest, normals } from './matrices.test.support.ts';
import { timesTransposed, transposed } from './matrix-product.ts';

/** A random covariance of d columns, of rank `rank`. */
function covariance(d: number, rank: number, seed: string): Float64Array {
  const x = normals(d * rank, seed);
  return timesTransposed(x, x, d, d, rank).map((value) => value / rank);
}

describe('frechetDistance', () => {
  it('is by hand for diagonal covariances: squared differences of means and of standard deviations', () => {
    const a = { mean: [0, 0], covariance: Float64Array.of(1, 0, 0, 4) };
    const b = { mean: [3, 4], covariance: Float64Array.of(4, 0, 0, 1) };
    expect(frechetDistance(a, b)).toBeCloseTo(25 + 1 + 1, 12);
  });

  it('is 0 for one distribution with itself, and symmetric', () => {
    const a = { mean: normals(20, 'ma'), covariance: covariance(20, 40, 'a') };
    const b = { mean: normals(20, 'mb'), covariance: covariance(20, 40, 'b') };
    expect(frechetDistance(a, a)).toBeLessThan(1e-9);
    expect(frechetDistance(a, b)).toBeCloseTo(frechetDistance(b, a)!, 9);
  });

  it('bears covariances without full rank', () => {
    const flat = { mean: new Float64Array(10), covariance: covariance(10, 3, 'flat') };
    const round = { mean: new Float64Array(10), covariance: covariance(10, 40, 'round') };
    expect(frechetDistance(flat, flat)).toBeLessThan(1e-6);
    expect(frechetDistance(flat, round)).toBeCloseTo(frechetDistance(round, flat)!, 6);
    const point = { mean: new Float64Array(10), covariance: new Float64Array(100) };
    const trace = Array.from({ length: 10 }, (_, i) => round.covariance[i * 11]).reduce((x, y) => x + y, 0);
    expect(frechetDistance(point, round)).toBeCloseTo(trace, 9);
  });

  it('scales as a square', () => {
    const a = { mean: normals(6, 'm1'), covariance: covariance(6, 20, 'c1') };
    const b = { mean: normals(6, 'm2'), covariance: covariance(6, 20, 'c2') };
    const thrice = (g: typeof a) => ({
      mean: g.mean.map((x) => 3 * x),
      covariance: g.covariance.map((x) => 9 * x),
    });
    expect(frechetDistance(thrice(a), thrice(b))).toBeCloseTo(9 * frechetDistance(a, b)!, 8);
  });

  it('does not exist for what is not finite', () => {
    const a = { mean: [0], covariance: Float64Array.of(Number.NaN) };
    expect(frechetDistance(a, a)).toBeUndefined();
    const b = { mean: [0], covariance: Float64Array.of(1) };
    expect(frechetDistance(a, b)).toBeUndefined();
    expect(frechetDistance(b, a)).toBeUndefined();
    for (const mean of [[Number.NaN], [Number.POSITIVE_INFINITY], [1e200]])
      expect(frechetDistance({ ...b, mean }, b)).toBeUndefined();
  });

  it('of commuting covariances is that of the standard deviations along common axes, turned any way', () => {
    const angle = fc.double({ min: 0, max: 6, noNaN: true });
    const width = fc.double({ min: 0, max: 50, noNaN: true });
    fc.assert(
      fc.property(angle, fc.tuple(width, width), fc.tuple(width, width), (turn, [a1, a2], [b1, b2]) => {
        const [c, s] = [Math.cos(turn), Math.sin(turn)];
        const turned = (x: number, y: number) =>
          Float64Array.of(c * c * x + s * s * y, c * s * (x - y), c * s * (x - y), s * s * x + c * c * y);
        const [a, b] = [turned(a1 ** 2, a2 ** 2), turned(b1 ** 2, b2 ** 2)];
        const found = frechetDistance({ mean: [1, 2], covariance: a }, { mean: [1, 4], covariance: b })!;
        const wanted = 4 + (a1 - b1) ** 2 + (a2 - b2) ** 2;
        expect(Math.abs(found - wanted)).toBeLessThan(1e-4 * (1 + wanted));
      }),
    );
  });

  it('is 0 between two points, and their squared distance where they differ', () => {
    const none = new Float64Array(9);
    const at = (...mean: number[]) => ({ mean, covariance: none });
    expect(frechetDistance(at(1, 2, 3), at(1, 2, 3))).toBe(0);
    expect(frechetDistance(at(1, 2, 3), at(1, 5, 7))).toBe(25);
  });

  it('of numbers without a dimension is 0', () => {
    expect(
      frechetDistance(
        { mean: [], covariance: new Float64Array(0) },
        { mean: [], covariance: new Float64Array(0) },
      ),
    ).toBe(0);
  });
});

describe('rootOf', () => {
  it.each([
    [5, 20],
    [70, 200],
    [130, 400],
    [9, 4],
  ])('gives R with R’R the covariance, of %d columns and rank up to %d', (d, rank) => {
    const s = covariance(d, rank, `r${d}`);
    const columns = transposed(rootOf(s, d)!, d, d);
    expect(farthest(timesTransposed(columns, columns, d, d, d), s)).toBeLessThan(1e-10 * d);
  });
});
