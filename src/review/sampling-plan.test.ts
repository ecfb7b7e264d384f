import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { finiteInterval } from './finite-interval.ts';
import { plannedSample, sampleBound } from './sampling-plan.ts';

const halfWidth = (n: number, population: number | undefined, rate = 0.5) => {
  const { low, high } = finiteInterval(Math.round(n * rate), n, population)!;
  return (high - low) / 2;
};

describe('plannedSample', () => {
  it('is a little more than the normal approximation, which is no bound', () => {
    for (const error of [0.1, 0.05, 0.02, 0.01]) {
      const normal = (1.959964 / (2 * error)) ** 2;
      const planned = plannedSample(undefined, error);
      expect(planned).toBeGreaterThan(normal);
      // The continuity of Clopper and Pearson costs about 1 / error.
      expect(planned).toBeLessThan(normal + 1.2 / error);
    }
  });

  it('is enough, and one less is not', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 2, max: 100_000 }), { nil: undefined }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        fc.constantFrom(0.5, 0.1, 0.02),
        (population, error, rate) => {
          const planned = plannedSample(population, error, rate);
          if (planned !== population) expect(halfWidth(planned, population, rate)).toBeLessThanOrEqual(error);
          if (planned > 1) expect(halfWidth(planned - 1, population, rate)).toBeGreaterThan(error);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('takes fewer of a small population, and never more than there are', () => {
    expect(plannedSample(0, 0.02)).toBe(0);
    expect(plannedSample(1, 0.02)).toBe(1);
    expect(plannedSample(3, 0.02)).toBe(3);
    expect(plannedSample(1_000, 0.05)).toBeLessThan(plannedSample(undefined, 0.05));
    expect(plannedSample(1_000_000, 0.05)).toBeLessThanOrEqual(plannedSample(undefined, 0.05));
  });

  it('takes fewer where the share is far from a half', () => {
    expect(plannedSample(100_000, 0.02, 0.02)).toBeLessThan(plannedSample(100_000, 0.02) / 5);
  });
});

describe('sampleBound', () => {
  it('covers the share of a population at the rate that it says, or more often', () => {
    // 1,000 seeded draws of 60 from 400: a coverage of 95% is met less than 930 times in a thousand with a chance of 0.3%.
    for (const marked of [0, 4, 40, 200]) {
      let covered = 0;
      for (let run = 0; run < 1_000; run++) {
        const things = new Rng(`${marked} ${run}`).shuffle(Array.from({ length: 400 }, (_, i) => i < marked));
        const rejected = things.slice(0, 60).filter(Boolean).length;
        const { interval } = sampleBound({ population: 400, decided: 60, rejected })!;
        if (interval[0] <= marked / 400 && marked / 400 <= interval[1]) covered++;
      }
      expect(covered).toBeGreaterThan(930);
    }
  });

  it('says nothing where nothing was decided', () => {
    expect(sampleBound({ population: 10, decided: 0, rejected: 0 })).toBeUndefined();
    expect(sampleBound({ population: 10, decided: 10, rejected: 3 })).toEqual({
      rate: 0.3,
      interval: [0.3, 0.3],
    });
  });
});
