import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { bayesianBits, fallingWeights, meanBits, weightedBits } from './statistics.ts';

describe('fallingWeights', () => {
  it('fall from 10 to 1 and sum to the depth', () => {
    const weights = fallingWeights(4);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(4, 12);
    expect(weights[0] / weights[3]).toBeCloseTo(10, 12);
    expect(weights[1] - weights[2]).toBeCloseTo(weights[2] - weights[3], 12);
    expect([...fallingWeights(1)]).toEqual([1]);
  });
});

describe('the statistics of bits', () => {
  it('have p-values that are even without a mark', () => {
    const rng = new Rng(8);
    const statistics = [meanBits(8, 0.5), weightedBits(8, 0.5)];
    const below = [0, 0];
    for (let run = 0; run < 1500; run++) {
      const sums = [0, 0];
      for (let t = 0; t < 40; t++) {
        const bits = Uint8Array.from({ length: 8 }, () => rng.int(2));
        for (const [i, { value }] of statistics.entries()) sums[i] += value(bits);
      }
      for (const [i, { judge }] of statistics.entries()) if (judge(40, sums[i]).pValue! <= 0.05) below[i]++;
    }
    for (const count of below) expect(count / 1500).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / 1500));
  });

  it('know the share of ones of a table that is not even', () => {
    const { judge } = meanBits(10, 0.51);
    expect(judge(1000, 5100).pValue).toBeCloseTo(0.5, 1);
    expect(meanBits(10, 0.5).judge(1000, 5100).pValue).toBeLessThan(0.05);
  });

  it('stay at the prior where the weights say that tournaments have one contestant', () => {
    const depth = 3;
    const flat = {
      prior: 0.2,
      beta: [-1e3, -1e3, -1e3],
      delta: [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    };
    const { value, judge } = bayesianBits(depth, flat);
    expect(judge(1, value(Uint8Array.of(1, 0, 1))).score).toBeCloseTo(0.2, 9);
  });
});
