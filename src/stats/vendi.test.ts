import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricEigen } from './symmetric-eigen.ts';
import { vendiScore } from './vendi.ts';

/** The score of a similarity matrix. */
function ofSimilarity(k: readonly (readonly number[])[], q?: number): number {
  const n = k.length;
  return vendiScore(symmetricEigen(Float64Array.from(k.flat().map((x) => x / n)), n, false)!.values, q)!;
}

describe('vendiScore', () => {
  it('is that of the paper’s examples', () => {
    const points = [0, 0, 10, 10, 20, 20];
    const k = points.map((a) => points.map((b) => Math.exp(-Math.abs(a - b))));
    expect(ofSimilarity(k)).toBeCloseTo(2.9999, 3);
    expect(
      ofSimilarity([
        [1, 0.9, 0],
        [0.9, 1, 0],
        [0, 0, 1],
      ]),
    ).toBeCloseTo(2.1573, 4);
  });

  it.each([0, 0.5, 1, 2, 7, Number.POSITIVE_INFINITY])('is n for n equal eigenvalues, at q = %d', (q) => {
    expect(vendiScore([0.2, 0.2, 0.2, 0.2, 0.2], q)).toBeCloseTo(5, 12);
    expect(vendiScore([1, 0, 0], q)).toBe(1);
  });

  it('is the Hill number of the eigenvalues: by hand at q = 0.5, 1, 2 and infinity', () => {
    const values = [0.5, 0.3, 0.2];
    expect(vendiScore(values, 0.5)).toBeCloseTo((Math.sqrt(0.5) + Math.sqrt(0.3) + Math.sqrt(0.2)) ** 2, 12);
    expect(vendiScore(values, 1)).toBeCloseTo(Math.exp(-values.reduce((s, p) => s + p * Math.log(p), 0)), 12);
    expect(vendiScore(values, 2)).toBeCloseTo(1 / 0.38, 12);
    expect(vendiScore(values, Number.POSITIVE_INFINITY)).toBe(2);
  });

  it('falls with the order, and does not mind the scale', () => {
    const value = fc.double({ min: 1e-3, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), (values) => {
        const scores = [0.5, 1, 2, Number.POSITIVE_INFINITY].map((q) => vendiScore(values, q)!);
        for (let i = 1; i < scores.length; i++) expect(scores[i]).toBeLessThanOrEqual(scores[i - 1] + 1e-9);
        expect(vendiScore(values.map((v) => 7 * v))).toBeCloseTo(scores[1], 9);
        expect(scores[0]).toBeLessThanOrEqual(values.length + 1e-9);
        expect(scores[3]).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('takes no direction from rounding errors, however many', () => {
    const dust = Array.from({ length: 500 }, (_, i) => (i % 2 === 0 ? 1e-17 : -1e-17));
    expect(vendiScore([0.5, 0.5, ...dust], 0.5)).toBeCloseTo(2, 6);
  });

  it('does not exist without a positive eigenvalue', () => {
    expect(vendiScore([], 1)).toBeUndefined();
    expect(vendiScore([0, -1e-20], 2)).toBeUndefined();
  });

  it('does not exist where an eigenvalue is no number, and is 1 where one is beyond all others', () => {
    expect(vendiScore([0.5, Number.NaN])).toBeUndefined();
    for (const q of [0.5, 1, 2, Number.POSITIVE_INFINITY])
      expect(vendiScore([1e300, 1e-300], q)).toBeCloseTo(1, 12);
  });

  it('is continuous about the orders where its formula changes', () => {
    const share = fc.double({ min: 1e-3, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 6 }), (values) => {
        const at = (q: number) => vendiScore(values, q)!;
        expect(at(1 + 1e-7)).toBeCloseTo(at(1), 4);
        expect(at(1 - 1e-7)).toBeCloseTo(at(1), 4);
        expect(at(1e6)).toBeCloseTo(at(Number.POSITIVE_INFINITY), 3);
        expect(at(0)).toBeCloseTo(values.length, 12);
      }),
    );
  });

  it('of two sets that have nothing in common is the sum of theirs, each of equal weight', () => {
    expect(vendiScore([0.25, 0.25, 0.125, 0.125, 0.125, 0.125], 1)).toBeCloseTo(Math.sqrt(2 * 4) * 2, 12);
  });
});
