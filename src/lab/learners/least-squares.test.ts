import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { LeastSquares } from './least-squares.ts';

/** A fraction of unbounded integers, so that the oracle below has no rounding error at all. */
type Fraction = readonly [numerator: bigint, denominator: bigint];

const of = (n: number): Fraction => [BigInt(n), 1n];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const less = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d - c * b, b * d];
const over = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c];
const asNumber = ([a, b]: Fraction): number => Number((a * 10n ** 18n) / b) / 1e18;

/** The exact solution of the normal equations by Gauss and Jordan; undefined where they are singular. */
function exact(design: readonly number[], labels: readonly number[], d: number): number[] | undefined {
  const n = labels.length;
  const sum = (value: (row: number) => number) =>
    of(Array.from({ length: n }, (_, row) => value(row)).reduce((a, b) => a + b, 0));
  const rows: Fraction[][] = Array.from({ length: d }, (_, i) => [
    ...Array.from({ length: d }, (_, j) => sum((row) => design[row * d + i] * design[row * d + j])),
    sum((row) => design[row * d + i] * labels[row]),
  ]);
  for (let k = 0; k < d; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && row[k][0] !== 0n);
    if (pivot < 0) return undefined;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const [head] = rows[k].slice(k, k + 1);
    rows[k] = rows[k].map((value) => over(value, head));
    for (let i = 0; i < d; i++) {
      const factor = rows[i][k];
      if (i !== k) rows[i] = rows[i].map((value, j) => less(value, times(factor, rows[k][j])));
    }
  }
  return rows.map((row) => asNumber(row[d]));
}

const small = fc.integer({ min: -9, max: 9 });

/** A design of 1 to 4 features and as many rows or more, and labels. */
const problem = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 5 })).chain(([d, more]) =>
  fc.record({
    d: fc.constant(d),
    design: fc.array(small, { minLength: (d + more) * d, maxLength: (d + more) * d }),
    labels: fc.array(small, { minLength: d + more, maxLength: d + more }),
  }),
);

describe('LeastSquares', () => {
  it('has the solution of exact arithmetic, and none exactly where that has none', () => {
    fc.assert(
      fc.property(problem, ({ d, design, labels }) => {
        const expected = exact(design, labels, d);
        const found = LeastSquares.of(design, d)?.solve(Float64Array.from(labels));
        expect(found === undefined).toBe(expected === undefined);
        expected?.forEach((value, i) => {
          expect(Math.abs(found![i] - value)).toBeLessThan(1e-8 * (1 + Math.abs(value)));
        });
      }),
      { numRuns: runs(400) },
    );
  });

  it('fits a line through four points as by hand', () => {
    // y on 1 and x at x = 0..3, y = 1, 3, 4, 8: slope 11/5, intercept 7/10.
    const fit = LeastSquares.of([1, 0, 1, 1, 1, 2, 1, 3], 2)!;
    const [intercept, slope] = fit.solve(Float64Array.of(1, 3, 4, 8));
    expect(intercept).toBeCloseTo(0.7, 12);
    expect(slope).toBeCloseTo(2.2, 12);
  });

  it('reproduces the certified coefficients of NIST Longley to nine digits (Longley 1967)', () => {
    const rows = [
      [60323, 83, 234289, 2356, 1590, 107608, 1947],
      [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
      [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
      [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
      [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
      [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
      [64989, 99, 365385, 1870, 3547, 115094, 1953],
      [63761, 100, 363112, 3578, 3350, 116219, 1954],
      [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
      [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
      [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
      [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
      [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
      [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
      [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
      [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
    ];
    const design = rows.flatMap(([, ...features]) => [1, ...features]);
    const found = LeastSquares.of(design, 7)!.solve(Float64Array.from(rows, ([label]) => label));
    const certified = [
      -3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359,
      -0.0511041056535807, 1829.15146461355,
    ];
    certified.forEach((value, i) => {
      expect(Math.abs(found[i] / value - 1)).toBeLessThan(1e-9);
    });
  });

  it('leaves labels that the features explain untouched by noise that they do not', () => {
    fc.assert(
      fc.property(problem, ({ d, design, labels }) => {
        const fit = LeastSquares.of(design, d);
        fc.pre(fit !== undefined);
        const once = fit!.solve(Float64Array.from(labels));
        // Fitted values have the same coefficients: a projection done twice is done once.
        const fitted = Float64Array.from(labels, (_, row) =>
          once.reduce((sum, value, j) => sum + value * design[row * d + j], 0),
        );
        fit!.solve(fitted).forEach((value, j) => {
          expect(value).toBeCloseTo(once[j], 8);
        });
      }),
    );
  });

  it('serves many right-hand sides with one factorisation', () => {
    const design = [2, 1, 1, 3, 0, 1];
    const fit = LeastSquares.of(design, 2)!;
    const first = fit.solve(Float64Array.of(1, 2, 3));
    fit.solve(Float64Array.of(9, -9, 9));
    expect(fit.solve(Float64Array.of(1, 2, 3))).toEqual(first);
    expect([fit.rows, fit.features]).toEqual([3, 2]);
  });

  it('does not change the design that it was given', () => {
    const design = Float64Array.of(1, 2, 3, 4, 5, 7);
    LeastSquares.of(design, 2);
    expect([...design]).toEqual([1, 2, 3, 4, 5, 7]);
  });

  it.each([
    ['fewer rows than features', [1, 2, 3, 4, 5, 6], 3],
    ['a column of zeros', [1, 0, 2, 0, 3, 0], 2],
    ['a column twice', [1, 1, 2, 2, 5, 5], 2],
    ['a column that two others sum to', [1, 0, 1, 0, 1, 1, 1, 1, 2, 2, 1, 3], 3],
    ['an infinite value', [1, 2, Number.POSITIVE_INFINITY, 4], 1],
    ['a value that is no number', [1, Number.NaN, 3, 4], 2],
  ])('has none for %s', (_, design, d) => {
    expect(LeastSquares.of(design, d)).toBeUndefined();
  });

  it.each([1e-120, 1e-6, 1e6, 1e120])('is the same up to scale where all features are times %d', (scale) => {
    const design = [1, 2, 3, -1, 0, 5, 2, 2];
    const labels = [1, 2, 3, 4];
    const plain = LeastSquares.of(design, 2)!.solve(Float64Array.from(labels));
    const scaled = LeastSquares.of(
      design.map((value) => value * scale),
      2,
    )!.solve(Float64Array.from(labels));
    scaled.forEach((value, j) => {
      expect(value * scale).toBeCloseTo(plain[j], 10);
    });
  });
});
