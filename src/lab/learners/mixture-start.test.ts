import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { plusPlusCentres, squaredDistance } from './mixture-start.ts';
import type { Points } from './points.ts';

const line = (...values: number[]): Points => ({ values: Float64Array.from(values), dimensions: 1 });
const alike = (n: number) => new Float64Array(n).fill(1);

/** How often each value of a line is the centre at `place`, over many starts. */
function frequencies(points: Points, weights: Float64Array, k: number, place: number, n: number) {
  const counts = new Map<number, number>();
  for (let seed = 0; seed < n; seed++) {
    const [value] = plusPlusCentres(points, weights, k, new Rng(`start ${seed}`))[place];
    counts.set(value, (counts.get(value) ?? 0) + 1 / n);
  }
  return counts;
}

describe('plusPlusCentres', () => {
  it('gives as many centres as were asked for, each one of the points', () => {
    const cloud = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(cloud, fc.integer({ min: 1, max: 6 }), fc.string(), (rows, k, seed) => {
        const points = { values: Float64Array.from(rows.flat()), dimensions: 2 };
        const centres = plusPlusCentres(points, alike(rows.length), k, new Rng(seed));
        const known = new Set(rows.map((row) => row.join()));
        expect(centres).toHaveLength(k);
        for (const centre of centres) expect(known.has([...centre].join())).toBe(true);
        // No point twice while there is another.
        const different = new Set(centres.map((centre) => [...centre].join())).size;
        expect(different).toBe(Math.min(k, known.size));
      }),
    );
  });

  it('draws the first by weight', () => {
    const found = frequencies(line(1, 2, 3), Float64Array.of(1, 0, 3), 1, 0, 2000);
    expect(found.has(2)).toBe(false);
    // Binomial: standard deviation 0.0097.
    expect(Math.abs(found.get(3)! - 0.75)).toBeLessThan(0.045);
  });

  it('draws the next by weight times squared distance', () => {
    // The first is 0 by its weight; then 1 x 1 for 1, 2 x 4 for 2, 1 x 9 for 3.
    const weights = Float64Array.of(1e12, 1, 2, 1);
    const found = frequencies(line(0, 1, 2, 3), weights, 2, 1, 3000);
    for (const [value, share] of [
      [1, 1 / 18],
      [2, 8 / 18],
      [3, 9 / 18],
    ]) {
      const error = Math.sqrt((share * (1 - share)) / 3000);
      expect(Math.abs((found.get(value) ?? 0) - share)).toBeLessThan(4.5 * error);
    }
  });

  it('never takes a point of weight 0, not even where all others are one point', () => {
    const points = line(5, 5, 9, 5);
    const weights = Float64Array.of(1, 1, 0, 2);
    for (let seed = 0; seed < 40; seed++) {
      for (const [value] of plusPlusCentres(points, weights, 3, new Rng(seed))) expect(value).toBe(5);
    }
  });

  it('gives centres of their own: changing one changes no point', () => {
    const points = line(1, 2);
    plusPlusCentres(points, alike(2), 2, new Rng(1))[0][0] = 99;
    expect([...points.values]).toEqual([1, 2]);
  });

  it('gives the same centres for the same generator', () => {
    const points = line(3, 1, 4, 1, 5, 9, 2, 6);
    const one = plusPlusCentres(points, alike(8), 3, new Rng('same'));
    expect(plusPlusCentres(points, alike(8), 3, new Rng('same'))).toEqual(one);
  });
});

describe('squaredDistance', () => {
  it('is that of the point at the place, and 0 from itself', () => {
    const values = Float64Array.of(9, 9, 1, 2, 9);
    expect(squaredDistance(values, 2, Float64Array.of(4, 6))).toBe(25);
    expect(squaredDistance(values, 2, Float64Array.of(1, 2))).toBe(0);
  });
});
