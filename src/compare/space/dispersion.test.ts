import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetFrom, normalVectors, withVectors } from '../../features/examples.test.support.ts';
import { vectorFacet } from '../../features/vector-facet.ts';
import { estimate } from '../estimate.ts';
import { type Cloud, eachBlockOut } from './cloud.ts';
import { cloudFrom, deviationOf, mixtureCloud, normalCloud, withoutBlock } from './clouds.test.support.ts';
import { deviation, meanDistance } from './dispersion.ts';

describe('deviation', () => {
  it('is the root of the covariance’s trace, over the whole corpus', async () => {
    const facet = await facetFrom(
      withVectors([
        [0, 0],
        [2, 0],
        [0, 4],
        [2, 4],
      ]),
    );
    expect(deviation(facet)!.value).toBeCloseTo(Math.sqrt((4 + 16) / 3), 4);
  });

  it('has an error that is that of repeated draws', async () => {
    const draws = await Promise.all(
      Array.from(
        { length: 80 },
        async (_, r) => deviation(await facetFrom(withVectors(normalVectors(300, 3, `${r}`), `${r}`)))!,
      ),
    );
    const spread = deviationOf(draws.map(({ value }) => Math.log(value)));
    const error = Math.sqrt(draws.reduce((sum, { variance }) => sum + variance, 0) / draws.length);
    expect(error / spread).toBeGreaterThan(0.75);
    expect(error / spread).toBeLessThan(1.35);
  });

  it('is by its definition, wherever the vectors lie: far from 0 and close together too', async () => {
    const set = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: 2,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(
        set,
        fc.constantFrom(0, 300, -70_000),
        fc.constantFrom(1, 2 ** -5),
        async (rows, shift, scale) => {
          // Whole numbers and halves of them: a float32 holds them all.
          const own = rows.map((row) => row.map((x) => shift + x * scale));
          const middle = [0, 1].map((c) => own.reduce((sum, row) => sum + row[c], 0) / own.length);
          const squares = own.flatMap((row) => row.map((x, c) => (x - middle[c]) ** 2));
          const wanted = Math.sqrt(squares.reduce((a, b) => a + b) / (own.length - 1));
          expect(deviation(await facetFrom(withVectors(own)))!.value).toBeCloseTo(wanted, 6);
        },
      ),
    );
  });

  it('of a corpus larger than its sample is that of all, by exact moments', async () => {
    const facet = await facetFrom(withVectors(normalVectors(200, 3, 'all', 2)));
    const cut = { ...facet, sample: { ...facet.sample, count: 60, whole: false } };
    expect(deviation(cut)!.value).toBeCloseTo(deviation(facet)!.value, 4);
    expect(deviation(cut)!.variance).toBeCloseTo(deviation(facet)!.variance, 8);
  });

  it('of such a corpus is that of the sample where the moments are too coarse', async () => {
    const near = normalVectors(400, 4, 'near', 0.01).map((row) => row.map((x) => 300 + x));
    const facet = await facetFrom(withVectors(near));
    const cut = deviation({ ...facet, sample: { ...facet.sample, whole: false } })!;
    expect(cut.value).toBeCloseTo(0.02, 2);
    expect(cut.value).toBe(deviation(facet)!.value);
  });

  it('has the error of leaving out each block as if it had never been', async () => {
    const facet = await facetFrom(withVectors(normalVectors(150, 2, 'b', 1)));
    const { value, variance } = deviation(facet)!;
    const { sizes } = cloudFrom([], []);
    for (const block of facet.sample.blocks) sizes[block]++;
    const left = eachBlockOut({ sizes }, (out) => {
      const rest = vectorFacet.restrict(facet, (block) => block !== out);
      return deviation(rest)!.value;
    });
    expect(variance).toBeCloseTo(estimate(value, 2 ** -24, left).variance, 12);
  });

  it('is 0 for a corpus of one vector repeated, and does not exist for a single one', async () => {
    for (const one of [
      [3, -1],
      [0.1, 1e-30],
      [0, 0],
      [1e15, 0.3],
    ]) {
      const same = Array.from({ length: 100 }, () => one);
      expect(deviation(await facetFrom(withVectors(same)))!.value).toBe(0);
    }
    expect(deviation(await facetFrom(withVectors([[1, 2]])))).toBeUndefined();
  });
});

describe('meanDistance', () => {
  it('is the mean over pairs of one less the cosine', () => {
    const square = cloudFrom([
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ]);
    // Of six pairs two are opposite, four at right angles.
    expect(meanDistance(square)!.value).toBeCloseTo((2 * 2 + 4 * 1) / 6, 12);
  });

  it('is 0 where all point one way, about 1 for noise', () => {
    expect(
      meanDistance(
        cloudFrom([
          [1, 1],
          [2, 2],
          [5, 5],
        ]),
      )!.value,
    ).toBeCloseTo(0, 9);
    expect(meanDistance(normalCloud(500, 20, 'n'))!.value).toBeCloseTo(1, 1);
  });

  it('does not exist for a single row', () => {
    expect(meanDistance(cloudFrom([[1, 1]]))).toBeUndefined();
  });

  it('is by its definition over pairs, and has the error of leaving out each block', () => {
    const cosineDistance = (cloud: Cloud) => {
      const row = (i: number) => [...cloud.data.subarray(3 * i, 3 * i + 3)];
      const length = (v: number[]) => Math.hypot(...v);
      let sum = 0;
      for (let i = 0; i < cloud.count; i++)
        for (let j = 0; j < i; j++) {
          const [a, b] = [row(i), row(j)];
          sum += 1 - a.reduce((dot, x, c) => dot + x * b[c], 0) / (length(a) * length(b));
        }
      return sum / ((cloud.count * (cloud.count - 1)) / 2);
    };
    const cloud = mixtureCloud(130, 3, 'pairs');
    const found = meanDistance(cloud)!;
    expect(found.value).toBeCloseTo(cosineDistance(cloud), 9);
    const left = eachBlockOut(cloud, (block) => cosineDistance(withoutBlock(cloud, block)));
    expect(found.variance).toBeCloseTo(estimate(found.value, 1e-6, left).variance, 9);
  });

  it('does not mind the length of vectors, of which some are minute and some are huge', () => {
    const cloud = mixtureCloud(60, 4, 'length');
    const stretched = cloudFrom(
      Array.from({ length: 60 }, (_, i) =>
        cloud.data.subarray(4 * i, 4 * i + 4).map((x) => x * 10 ** ((i % 31) - 15)),
      ),
    );
    expect(meanDistance(stretched)!.value).toBeCloseTo(meanDistance(cloud)!.value, 5);
  });

  it('counts zero vectors as alike, and unlike all others', () => {
    const half = cloudFrom([
      [0, 0],
      [0, 0],
      [1, 0],
      [1, 0],
    ]);
    expect(meanDistance(half)!.value).toBeCloseTo(4 / 6, 12);
    expect(
      meanDistance(
        cloudFrom([
          [0, 0],
          [0, 0],
        ]),
      )!.value,
    ).toBeCloseTo(0, 12);
  });
});
