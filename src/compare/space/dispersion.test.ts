import { describe, expect, it } from 'vitest';
import { facetFrom, normalVectors, withVectors } from '../../features/examples.test.support.ts';
import { cloudFrom, deviationOf, normalCloud } from './clouds.test.support.ts';
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

  it('is 0 for a corpus of one vector repeated, and does not exist for a single one', async () => {
    const same = Array.from({ length: 100 }, () => [3, -1]);
    expect(deviation(await facetFrom(withVectors(same)))!.value).toBe(0);
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
});
