import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCKS } from '../sketch/type-table.ts';
import { covarianceMatrix } from '../stats/covariance.ts';
import { normalVectors } from './examples.test.support.ts';
import {
  blockMoments,
  covarianceOf,
  MOST_CROSSED,
  MomentsBuilder,
  mergeMoments,
  productsOf,
  restrictMoments,
} from './moments.ts';

/** Moments of vectors whose block is their number. */
function momentsOf(vectors: readonly Float32Array[], first = 0) {
  const builder = new MomentsBuilder(vectors[0].length);
  vectors.forEach((vector, i) => {
    builder.add(vector, (first + i) % BLOCKS);
  });
  return builder.finish();
}

describe('moments', () => {
  it('give the mean and covariance of the vectors', () => {
    const d = 5;
    const vectors = normalVectors(200, d, 'm', 3);
    const { count, mean, covariance } = covarianceOf(momentsOf(vectors), d)!;
    const flat = vectors.flatMap((v) => [...v]);
    const plain = covarianceMatrix(flat, d)!;
    expect(count).toBe(200);
    mean.forEach((m, c) => {
      expect(m).toBeCloseTo(vectors.reduce((sum, v) => sum + v[c], 0) / 200, 4);
    });
    covariance.forEach((x, at) => {
      expect(x).toBeCloseTo(plain[at], 3);
    });
  });

  it('are exact for whole numbers', () => {
    const moments = momentsOf([Float32Array.of(1, 2), Float32Array.of(3, 4)]);
    expect(moments.map((c) => c.exponent)).toEqual([8]);
    const scale = 2 ** 24;
    expect([0, 1, 2].map((i) => moments[0].product!.value(i) / scale)).toEqual([10, 14, 20]);
    const { sum, square } = blockMoments(moments, 2);
    expect([...sum.subarray(0, 4), square[0], square[1]]).toEqual([1, 2, 3, 4, 5, 25]);
  });

  it('are the same whatever the order and the cut, across magnitudes', () => {
    const vector = fc.array(fc.float({ min: -1e5, max: 1e5, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(vector, { minLength: 1, maxLength: 30 }), fc.nat(30), (rows, cut) => {
        const all = rows.map((row, i) => ({ row: Float32Array.from(row), block: i % 7 }));
        const of = (part: typeof all) => {
          const builder = new MomentsBuilder(3);
          for (const { row, block } of part) builder.add(row, block);
          return builder.finish();
        };
        expect(mergeMoments(of(all.slice(cut).reverse()), of(all.slice(0, cut)))).toEqual(of(all));
      }),
    );
  });

  it('carries before sums grow beyond what doubles hold', () => {
    const vectors = Array.from({ length: 10_000 }, () => Float32Array.of(1, -1));
    const [{ product }] = momentsOf(vectors);
    expect([0, 1, 2].map((i) => product!.value(i) / 2 ** 40)).toEqual([10_000, -10_000, 10_000]);
  });

  it('restricted to some blocks have their sums, and lose the products', () => {
    const vectors = normalVectors(64 * 3, 4, 'r');
    const all = momentsOf(vectors);
    const even = restrictMoments(all, (block) => block % 2 === 0);
    const odd = restrictMoments(all, (block) => block % 2 === 1);
    expect(covarianceOf(even, 4)).toBeUndefined();
    const own = blockMoments(even, 4);
    expect(own.count.filter((n) => n > 0).length).toBe(32);
    const [whole, merged] = [blockMoments(all, 4), blockMoments(mergeMoments(even, odd), 4)];
    expect(merged).toEqual(whole);
  });

  it('restricted to all blocks that hold a vector stay whole', () => {
    const all = momentsOf(normalVectors(5, 3, 'few'));
    expect(restrictMoments(all, (block) => block < 5)).toEqual(all);
    expect(restrictMoments(all, (block) => block > 40)).toEqual([]);
  });

  it('keep squares alone of very long vectors', () => {
    const d = MOST_CROSSED + 1;
    const moments = momentsOf(normalVectors(3, d, 'wide'));
    expect(productsOf(d)).toBe(d);
    expect(moments[0].product!.length).toBe(d);
    expect(covarianceOf(moments, d)).toBeUndefined();
  });

  it('have no covariance below two vectors', () => {
    expect(covarianceOf(momentsOf(normalVectors(1, 2, 'one')), 2)).toBeUndefined();
    expect(covarianceOf([], 2)).toBeUndefined();
  });

  it('are those of repeated sums by hand across classes: block by block', () => {
    const number = fc.constantFrom(0, 0.25, -3, 500, -70_000, 2 ** 40);
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, fc.nat(BLOCKS - 1)), { maxLength: 25 }), (rows) => {
        const builder = new MomentsBuilder(2);
        for (const [x, y, block] of rows) builder.add(Float32Array.of(x, y), block);
        const { count, sum, square } = blockMoments(builder.finish(), 2);
        for (let block = 0; block < BLOCKS; block++) {
          const own = rows.filter(([, , b]) => b === block);
          expect(count[block]).toBe(own.length);
          const most = Math.max(1, ...own.flatMap(([x, y]) => [Math.abs(x), Math.abs(y)]));
          // A grid is 2^-12 of the largest number at the coarsest.
          const near = (a: number, b: number, unit: number) =>
            expect(Math.abs(a - b)).toBeLessThanOrEqual(unit);
          near(
            sum[2 * block],
            own.reduce((s, [x]) => s + x, 0),
            own.length * most * 2 ** -12,
          );
          near(
            sum[2 * block + 1],
            own.reduce((s, [, y]) => s + y, 0),
            own.length * most * 2 ** -12,
          );
          near(
            square[block],
            own.reduce((s, [x, y]) => s + x * x + y * y, 0),
            own.length * most ** 2 * 2 ** -9,
          );
        }
      }),
    );
  });

  it('go on after they were asked for, and leave what was given as it was', () => {
    const vectors = normalVectors(40, 3, 'on');
    const builder = new MomentsBuilder(3);
    for (const [i, vector] of vectors.slice(0, 13).entries()) builder.add(vector, i);
    const early = builder.finish();
    const kept = structuredClone(early.map(({ count, sum }) => [[...count], [...sum.high], [...sum.low]]));
    for (const [i, vector] of vectors.slice(13).entries()) builder.add(vector, 13 + i);
    expect(builder.finish()).toEqual(momentsOf(vectors));
    expect(early.map(({ count, sum }) => [[...count], [...sum.high], [...sum.low]])).toEqual(kept);
    expect(builder.finish()).toEqual(builder.finish());
  });

  it.each([MOST_CROSSED - 1, MOST_CROSSED])('keep all products of vectors of %d numbers', (d) => {
    const moments = momentsOf([new Float32Array(d).fill(0.5), new Float32Array(d).fill(-0.5)]);
    const { covariance } = covarianceOf(moments, d)!;
    expect([covariance[0], covariance[1], covariance[d * d - 1]]).toEqual([0.5, 0.5, 0.5]);
  });

  it('of opposite vectors are 0, and of zero vectors too', () => {
    const opposite = covarianceOf(momentsOf([Float32Array.of(3, -1), Float32Array.of(-3, 1)]), 2)!;
    expect([...opposite.mean]).toEqual([0, 0]);
    expect([...opposite.covariance]).toEqual([18, -6, -6, 2]);
    const zero = covarianceOf(momentsOf([new Float32Array(2), new Float32Array(2)]), 2)!;
    expect([...zero.covariance]).toEqual([0, 0, 0, 0]);
  });

  it('of numbers too small for the grid are those of 0', () => {
    const tiny = momentsOf([Float32Array.of(2 ** -60, -(2 ** -60)), new Float32Array(2)]);
    expect(blockMoments(tiny, 2).square.every((x) => x === 0)).toBe(true);
  });

  it('of which one lacks products lose them, whatever the order', () => {
    const all = momentsOf(normalVectors(64, 2, 'lack'));
    const half = restrictMoments(all, (block) => block > 31);
    for (const merged of [mergeMoments(all, half), mergeMoments(half, all)])
      expect(merged.every(({ product }) => product === undefined)).toBe(true);
  });
});
