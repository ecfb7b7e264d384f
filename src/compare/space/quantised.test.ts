import { describe, expect, it } from 'vitest';
import { cloudFrom, mixtureCloud, normalCloud } from './clouds.test.support.ts';
import { quantised } from './quantised.ts';

describe('quantised', () => {
  it('gives 1 and 0 for identical sets', () => {
    const cloud = mixtureCloud(400, 5, 'same');
    const { mauve, frontier } = quantised(cloud, cloud)!;
    expect(mauve.value).toBeCloseTo(1, 9);
    expect(frontier.value).toBe(0);
  });

  it('is near that for two samples of one source, and far for others', () => {
    const human = mixtureCloud(400, 5, 'h');
    const alike = quantised(human, mixtureCloud(400, 5, 'g'))!;
    const fewer = quantised(human, mixtureCloud(400, 5, 'g', 3))!;
    const apart = quantised(human, normalCloud(400, 5, 'far', 1, -30))!;
    expect(alike.mauve.value).toBeGreaterThan(0.85);
    expect(fewer.mauve.value).toBeLessThan(0.5);
    expect(apart.mauve.value).toBeLessThan(0.01);
    expect(apart.frontier.value).toBeGreaterThan(0.95);
    expect(alike.frontier.value).toBeLessThan(fewer.frontier.value);
  });

  it('is the same every time', () => {
    const [a, b] = [mixtureCloud(150, 4, 'a'), mixtureCloud(150, 4, 'b')];
    expect(quantised(a, b)).toEqual(quantised(a, b));
  });

  it('bears sets without any extent, and zero vectors', () => {
    const zeros = cloudFrom(Array.from({ length: 70 }, () => [0, 0]));
    expect(quantised(zeros, zeros)!.mauve.value).toBeCloseTo(1, 9);
    const ones = cloudFrom(Array.from({ length: 70 }, () => [1, 1]));
    expect(quantised(zeros, ones)!.mauve.value).toBeLessThan(0.01);
  });

  it('does not exist for single rows', () => {
    expect(quantised(normalCloud(1, 2, 'a'), normalCloud(9, 2, 'b'))).toBeUndefined();
  });
});
