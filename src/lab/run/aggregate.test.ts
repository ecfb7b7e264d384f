import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { estimateOf, pairedDifference } from './aggregate.ts';

describe('estimateOf', () => {
  it('gives mean, median and the interval of Student’s t', () => {
    const { mean, median, interval, replicates } = estimateOf([4, 1, 3, 2])!;
    expect([mean, median, replicates]).toEqual([2.5, 2.5, 4]);
    // t(0.975, 3) = 3.182446; standard error sqrt(5/3)/2.
    expect(interval![1] - 2.5).toBeCloseTo(3.182446 * Math.sqrt(5 / 3 / 4), 5);
    expect(interval![0] + interval![1]).toBeCloseTo(5, 12);
  });

  it('gives no interval for one value, nothing for none, and leaves out what does not exist', () => {
    expect(estimateOf([7, undefined])).toEqual({ mean: 7, median: 7, replicates: 1 });
    expect(estimateOf([undefined])).toBeUndefined();
    expect(estimateOf([])).toBeUndefined();
  });

  it('gives an interval of no width for equal values', () => {
    expect(estimateOf([2, 2, 2])!.interval).toEqual([2, 2]);
  });

  it('covers the true mean in 95% of samples', () => {
    const rng = new Rng('coverage');
    const covered = Array.from({ length: 2000 }, () => {
      const [low, high] = estimateOf(Array.from({ length: 6 }, () => rng.normal()))!.interval!;
      return low <= 0 && high >= 0 ? 1 : 0;
    }).reduce((sum: number, one) => sum + one, 0);
    // Binomial: 1900, standard deviation 9.7.
    expect(Math.abs(covered - 1900)).toBeLessThan(45);
  });
});

describe('pairedDifference', () => {
  it('is tight where replicates share their luck', () => {
    const luck = [10, -5, 3, 8];
    const { mean, interval } = pairedDifference(
      luck.map((x) => x + 1),
      luck,
    )!;
    expect(mean).toBe(1);
    expect(interval).toEqual([1, 1]);
  });

  it('leaves out replicates that lack either value', () => {
    expect(pairedDifference([1, undefined, 5], [0, 2, undefined])).toEqual({
      mean: 1,
      median: 1,
      replicates: 1,
    });
    expect(pairedDifference([undefined], [1])).toBeUndefined();
  });
});
