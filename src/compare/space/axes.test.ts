import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { principalAxes, projected } from './axes.ts';
import { cloudFrom, normalCloud } from './clouds.test.support.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (x, i) => x * b[i]).reduce((s, x) => s + x, 0);

describe('principalAxes', () => {
  it('finds the directions that a cloud was stretched along, the longer first', () => {
    const rng = new Rng('stretched');
    const cloud = cloudFrom(
      Array.from({ length: 4000 }, () => [
        0.1 * rng.normal(),
        3 * rng.normal(),
        0.1 * rng.normal(),
        9 * rng.normal(),
      ]),
    );
    const { axes, shares } = principalAxes(cloud, 2)!;
    // The axes' error is about the ratio of standard deviations over the root of the rows.
    expect(axes[3]).toBeGreaterThan(0.999);
    expect(axes[4 + 1]).toBeGreaterThan(0.999);
    expect(shares[0]).toBeCloseTo(81 / 90.02, 1);
    expect(shares[0] + shares[1]).toBeCloseTo(90 / 90.02, 3);
  });

  it('gives axes of length 1 at right angles, from more rows than columns and from fewer', () => {
    for (const rows of [200, 12]) {
      const { axes } = principalAxes(normalCloud(rows, 40, 'any'), 2)!;
      const [first, second] = [axes.subarray(0, 40), axes.subarray(40)];
      expect(dot(first, first)).toBeCloseTo(1, 10);
      expect(dot(second, second)).toBeCloseTo(1, 10);
      expect(dot(first, second)).toBeCloseTo(0, 8);
    }
  });

  it('takes a line through space for one axis, and the second for none', () => {
    const cloud = cloudFrom(Array.from({ length: 20 }, (_, i) => [i, 2 * i, -i]));
    const { axes, shares } = principalAxes(cloud, 2)!;
    expect(shares[0]).toBeCloseTo(1, 10);
    expect(Math.abs(shares[1])).toBeLessThan(1e-10);
    expect([...axes.subarray(3)]).toEqual([0, 0, 0]);
    expect([...projected(cloud, principalAxes(cloud, 2)!, 99)].every(Number.isFinite)).toBe(true);
  });

  it('does not exist for one row, and has no share where all rows are alike', () => {
    expect(principalAxes(normalCloud(1, 3, 'one'), 2)).toBeUndefined();
    expect([
      ...principalAxes(
        cloudFrom([
          [1, 2],
          [1, 2],
          [1, 2],
        ]),
        2,
      )!.shares,
    ]).toEqual([0, 0]);
  });
});

describe('projected', () => {
  it('keeps the variance that the shares tell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 2, max: 12 }), (rows, d) => {
        const cloud = normalCloud(rows, d, `${rows} ${d}`);
        const found = principalAxes(cloud, 2)!;
        const points = projected(cloud, found, rows);
        const total = [...cloud.data].reduce((s, x, i) => s + (x - found.mean[i % d]) ** 2, 0);
        for (const axis of [0, 1]) {
          const along = Array.from({ length: rows }, (_, i) => points[2 * i + axis] ** 2).reduce(
            (s, x) => s + x,
            0,
          );
          expect(along / total).toBeCloseTo(found.shares[axis], 6);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('places the first rows only, about the mean of the cloud that the axes are of', () => {
    const cloud = normalCloud(30, 3, 'some', 1, 7);
    const found = principalAxes(cloud, 2)!;
    const points = projected(cloud, found, 10);
    expect(points.length).toBe(20);
    expect(projected(cloudFrom([found.mean]), found, 5).every((x) => Math.abs(x) < 1e-5)).toBe(true);
  });
});
