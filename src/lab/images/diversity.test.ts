import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { diversityOf } from './diversity.ts';

/** Independent normal draws, of which dimension i has the standard deviation `spreads[i]`. */
function cloud(n: number, spreads: readonly number[], seed: string): Float64Array {
  const rng = new Rng(seed);
  return Float64Array.from(
    { length: n * spreads.length },
    (_, i) => spreads[i % spreads.length] * rng.normal(),
  );
}

const sizes = fc.record({
  n: fc.integer({ min: 2, max: 12 }),
  dimensions: fc.integer({ min: 1, max: 6 }),
  seed: fc.string(),
});

describe('diversityOf', () => {
  it('has from one direction to as many as rows and pixels allow', () => {
    fc.assert(
      fc.property(sizes, ({ n, dimensions, seed }) => {
        const { rank } = diversityOf({
          values: cloud(n, new Array<number>(dimensions).fill(1), seed),
          dimensions,
        })!;
        expect(rank).toBeGreaterThan(1 - 1e-9);
        expect(rank).toBeLessThan(Math.min(n - 1, dimensions) + 1e-9);
      }),
    );
  });

  it('scales with the square of the contrast, in as many directions, on any ground', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        ({ n, dimensions, seed }, contrast, ground) => {
          const values = cloud(n, new Array<number>(dimensions).fill(1), seed);
          const plain = diversityOf({ values, dimensions })!;
          const other = diversityOf({
            values: values.map((value) => ground + contrast * value),
            dimensions,
          })!;
          expect(other.variance / (contrast ** 2 * plain.variance)).toBeCloseTo(1, 8);
          expect(other.rank / plain.rank).toBeCloseTo(1, 8);
        },
      ),
    );
  });

  it('knows no order of the pixels', () => {
    const values = cloud(20, [1, 2, 3], 'order');
    const turned = values.map((_, i) => values[i - (i % 3) + ((i + 1) % 3)]);
    const [one, other] = [values, turned].map((rows) => diversityOf({ values: rows, dimensions: 3 })!);
    expect(other.variance).toBeCloseTo(one.variance, 10);
    expect(other.rank).toBeCloseTo(one.rank, 10);
  });

  it('agrees with the variances of independent pixels', () => {
    const spreads = [3, 2, 1, 1];
    const n = 20_000;
    const { variance, rank } = diversityOf({ values: cloud(n, spreads, 'known'), dimensions: 4 })!;
    // Variances 9, 4, 1, 1: mean 3.75, (15)^2 / 99. A variance has the relative standard error sqrt(2 / n) = .01.
    expect(Math.abs(variance / 3.75 - 1)).toBeLessThan(0.04);
    expect(Math.abs(rank / (225 / 99) - 1)).toBeLessThan(0.08);
  });

  it('falls where one kind of image takes the place of the others', () => {
    const dimensions = 3;
    const corners = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];
    const even = diversityOf({ values: Float64Array.from([...corners, ...corners]), dimensions })!;
    const mode = Array.from({ length: 20 }, () => [1, 0, 0]).flat();
    const collapsed = diversityOf({ values: Float64Array.from([...corners, ...mode]), dimensions })!;
    expect(collapsed.variance).toBeLessThan(even.variance / 2);
    expect(collapsed.rank).toBeLessThan(even.rank);
  });

  it('does not exist for no image', () => {
    expect(diversityOf({ values: new Float64Array(0), dimensions: 4 })).toBeUndefined();
  });
});
