import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { randomGroupsVariance } from './random-groups.ts';

describe('randomGroupsVariance', () => {
  it('is the variance of the mean of the group estimates', () => {
    expect(randomGroupsVariance([2, 4, 9])).toBeCloseTo((9 + 1 + 16) / 6, 14);
  });

  it('is larger about any other centre', () => {
    expect(randomGroupsVariance([2, 4, 9], 6)).toBeCloseTo((16 + 4 + 9) / 6, 14);
  });

  it('passes over groups without an estimate', () => {
    expect(randomGroupsVariance([2, undefined, 4, 9])).toBe(randomGroupsVariance([2, 4, 9]));
  });

  it('does not exist for fewer than two groups', () => {
    expect(randomGroupsVariance([])).toBeUndefined();
    expect(randomGroupsVariance([3, undefined])).toBeUndefined();
  });

  it('is unbiased for the mean of 320 draws in 32 groups (3000 trials)', () => {
    const rng = new Rng('random-groups');
    let mean = 0;
    for (let trial = 0; trial < 3000; trial++) {
      const estimates = Array.from({ length: 32 }, () => {
        let sum = 0;
        for (let i = 0; i < 10; i++) sum += rng.normal();
        return sum / 10;
      });
      mean += randomGroupsVariance(estimates)! / 3000;
    }
    // Relative standard error of the average: sqrt(2/31/3000) = .0046.
    expect(Math.abs(mean * 320 - 1)).toBeLessThan(4 * 0.0046);
  });
});
