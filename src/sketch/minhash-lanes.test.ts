import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { equalLanes, laneBytes, lanesFor, similarityOfLanes } from './minhash-lanes.ts';

describe('laneBytes', () => {
  it('keeps the low byte of each value', () => {
    expect([...laneBytes(Uint32Array.of(0x12345678, 255, 256))]).toEqual([0x78, 255, 0]);
  });
});

describe('similarityOfLanes', () => {
  it('takes chance agreement out: signatures without a common value have no similarity on average', () => {
    const rng = new Rng('lanes');
    const draw = () => laneBytes(Uint32Array.from({ length: 200_000 }, () => rng.uint32()));
    const equal = equalLanes(draw(), 0, draw(), 0, 200_000);
    // The standard error of the share of equal bytes is sqrt(2^-8 / 200,000) = .00014.
    expect(equal / 200_000).toBeCloseTo(2 ** -8, 3);
    expect(similarityOfLanes(equal, 200_000)).toBeLessThan(0.0006);
  });

  it('gives one for equal signatures and zero, not less, for none', () => {
    expect(similarityOfLanes(112, 112)).toBe(1);
    expect(similarityOfLanes(0, 112)).toBe(0);
  });
});

describe('lanesFor', () => {
  it.each([0.1, 0.5, 0.7, 0.75, 1])('gives the fewest equal bytes whose estimate reaches %d', (threshold) => {
    const least = lanesFor(threshold, 112);
    expect(similarityOfLanes(least, 112)).toBeGreaterThanOrEqual(threshold - 1e-9);
    expect(similarityOfLanes(least - 1, 112)).toBeLessThan(threshold);
  });
});

describe('equalLanes', () => {
  it('compares from the places given', () => {
    expect(equalLanes(Uint8Array.of(9, 1, 2, 3), 1, Uint8Array.of(1, 7, 3), 0, 3)).toBe(2);
  });
});
