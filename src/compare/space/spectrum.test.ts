import { describe, expect, it } from 'vitest';
import { covarianceMatrix, effectiveRank } from '../../stats/covariance.ts';
import { symmetricEigen } from '../../stats/symmetric-eigen.ts';
import { vendiScore } from '../../stats/vendi.ts';
import { cloudFrom, deviationOf, mixtureCloud, normalCloud } from './clouds.test.support.ts';
import { MOST_DIRECTIONS, spectral, spectralCloud, unitRows, vendiScores } from './spectrum.ts';

const ORDERS = [0.5, 1, 2, Number.POSITIVE_INFINITY];

describe('vendiScores', () => {
  it('are those of the matrix of cosines, whether there are more rows or more columns', () => {
    for (const cloud of [normalCloud(40, 6, 'tall'), normalCloud(12, 30, 'wide')]) {
      const rows = unitRows(cloud);
      const n = cloud.count;
      const gram = new Float64Array(n * n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++)
          for (let c = 0; c < cloud.dimension; c++)
            gram[i * n + j] += (rows[i * cloud.dimension + c] * rows[j * cloud.dimension + c]) / n;
      const values = symmetricEigen(gram, n, false)!.values;
      vendiScores(cloud, ORDERS).forEach((estimate, i) => {
        expect(estimate!.value).toBeCloseTo(vendiScore(values, ORDERS[i])!, 6);
      });
    }
  });

  it('count directions: three of equal weight are three, one is one', () => {
    const three = cloudFrom(
      Array.from({ length: 300 }, (_, i) => [0, 1, 2].map((c) => (i % 3 === c ? 5 : 0))),
    );
    const one = cloudFrom(Array.from({ length: 100 }, (_, i) => [i + 1, 2 * i + 2]));
    for (const estimate of vendiScores(three, ORDERS)) expect(estimate!.value).toBeCloseTo(3, 9);
    for (const estimate of vendiScores(one, ORDERS)) expect(estimate!.value).toBeCloseTo(1, 6);
  });

  it('take zero vectors as alike, and unlike all others', () => {
    const cloud = cloudFrom(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? [0, 0] : [3, 0])));
    expect(vendiScores(cloud, [1])[0]!.value).toBeCloseTo(2, 9);
    const nothing = cloudFrom(Array.from({ length: 70 }, () => [0, 0]));
    expect(vendiScores(nothing, [1])[0]!.value).toBeCloseTo(1, 9);
  });

  it('have errors that are those of repeated draws', () => {
    const draws = Array.from({ length: 60 }, (_, r) => vendiScores(mixtureCloud(300, 8, `v${r}`), ORDERS));
    ORDERS.forEach((_, i) => {
      const spread = deviationOf(draws.map((draw) => Math.log(draw[i]!.value)));
      const error = Math.sqrt(draws.reduce((sum, draw) => sum + draw[i]!.variance, 0) / draws.length);
      expect(error / spread).toBeGreaterThan(0.75);
      expect(error / spread).toBeLessThan(1.5);
    });
  });
});

describe('spectral', () => {
  it('gives the effective rank and the first share of the covariance', () => {
    const cloud = normalCloud(200, 5, 's');
    const covariance = covarianceMatrix(cloud.data, 5)!;
    const { effectiveRank: rank, firstShare } = spectral(cloud);
    expect(rank!.value).toBeCloseTo(effectiveRank(covariance, 5)!, 6);
    const values = symmetricEigen(covariance, 5, false)!.values;
    expect(firstShare!.value).toBeCloseTo(values[0] / values.reduce((a, b) => a + b, 0), 6);
  });

  it('does not mind where the cloud lies', () => {
    const rank = (shift: number) => spectral(normalCloud(150, 4, 'same', 1, shift)).effectiveRank!.value;
    expect(rank(50)).toBeCloseTo(rank(0), 3);
  });

  it('does not exist for a cloud without extent', () => {
    const point = cloudFrom(Array.from({ length: 80 }, () => [7, 7, 7]));
    expect(spectral(point)).toEqual({ effectiveRank: undefined, firstShare: undefined });
  });
});

describe('spectralCloud', () => {
  it('takes fewer examples of very long vectors', () => {
    const long = normalCloud(MOST_DIRECTIONS + 10, MOST_DIRECTIONS + 1, 'long');
    expect(spectralCloud(long).count).toBe(MOST_DIRECTIONS);
    expect(spectralCloud(normalCloud(2000, 3, 'short')).count).toBe(2000);
  });
});
