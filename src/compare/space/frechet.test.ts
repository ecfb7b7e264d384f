import { describe, expect, it } from 'vitest';
import { covarianceMatrix } from '../../stats/covariance.ts';
import { frechetDistance } from '../../stats/frechet.ts';
import { meanOf } from './cloud.ts';
import { deviationOf, mixtureCloud, normalCloud } from './clouds.test.support.ts';
import { frechetOf, frechetSide } from './frechet.ts';

describe('frechetOf', () => {
  it('is the distance of the normal distributions that fit both', () => {
    const [a, b] = [normalCloud(120, 5, 'a'), mixtureCloud(150, 5, 'b')];
    const fitted = (cloud: typeof a) => ({
      mean: meanOf(cloud),
      covariance: covarianceMatrix(cloud.data, 5)!,
    });
    expect(frechetOf(b, frechetSide(a)!)!.value).toBeCloseTo(frechetDistance(fitted(a), fitted(b))!, 6);
  });

  it('is the same where there are fewer rows than columns', () => {
    const [a, b] = [normalCloud(12, 30, 'a'), normalCloud(15, 30, 'b', 2)];
    const fitted = (cloud: typeof a) => ({
      mean: meanOf(cloud),
      covariance: covarianceMatrix(cloud.data, 30)!,
    });
    expect(frechetOf(b, frechetSide(a)!)!.value).toBeCloseTo(frechetDistance(fitted(a), fitted(b))!, 5);
  });

  it('is 0 for a cloud with itself, and rises as it moves', () => {
    const human = normalCloud(300, 4, 'h');
    const side = frechetSide(human)!;
    const at = (shift: number) => frechetOf(normalCloud(300, 4, 'h', 1, shift), side)!.value;
    expect(at(0)).toBeLessThan(1e-9);
    expect(at(1)).toBeCloseTo(4, 4);
    expect(at(2)).toBeCloseTo(16, 3);
  });

  it('has an error that is that of repeated draws, of data that differ', () => {
    const side = frechetSide(mixtureCloud(300, 5, 'h'))!;
    const draws = Array.from({ length: 60 }, (_, r) => frechetOf(mixtureCloud(300, 5, `f${r}`, 6), side)!);
    const spread = deviationOf(draws.map(({ value }) => Math.log(value)));
    const error = Math.sqrt(draws.reduce((sum, { variance }) => sum + variance, 0) / draws.length);
    expect(error / spread).toBeGreaterThan(0.75);
    expect(error / spread).toBeLessThan(1.5);
  });

  it('does not exist for single rows', () => {
    expect(frechetSide(normalCloud(1, 2, 'one'))).toBeUndefined();
    expect(frechetOf(normalCloud(2, 2, 'two'), frechetSide(normalCloud(9, 2, 'h'))!)).toBeUndefined();
  });
});
