import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cloud } from '../space/cloud.ts';
import { meanOf } from '../space/cloud.ts';
import { placed } from '../space/distances.ts';
import { copyDistance, copyGroups } from './near-copies.ts';

function cloudOf(points: readonly number[]): Cloud {
  const data = Float32Array.from(points.flatMap((x) => [x, 0, 0, 0]));
  const blocks = new Uint8Array(points.length);
  return {
    count: points.length,
    dimension: 4,
    data,
    blocks,
    sizes: Float64Array.of(points.length),
    exact: true,
  };
}

const groupsOf = (points: readonly number[], within: number) => {
  const cloud = cloudOf(points);
  return copyGroups(cloud, placed(cloud, meanOf(cloud)), within);
};

describe('copyGroups', () => {
  it('join what is near to a member, and leave out who is alone', () => {
    expect(groupsOf([0, 100, 1, 2, 101, 50], 1.5)).toEqual([
      [0, 2, 3],
      [1, 4],
    ]);
    expect(groupsOf([0, 10, 20], 1)).toEqual([]);
  });

  it('hold exact copies whatever the distance, and nothing at distance 0 apart from them', () => {
    expect(groupsOf([5, 7, 5, 5], 1e-12)).toEqual([[0, 2, 3]]);
    expect(groupsOf([5, 5], 0)).toEqual([]);
  });

  it('are those of a search through all pairs', () => {
    const points = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(points, (values) => {
        const groups = groupsOf(values, 2.5);
        const sorted = [...values.keys()].sort((a, b) => values[a] - values[b]);
        const sizes: number[] = [];
        sorted.forEach((i, at) => {
          // Along a line a group ends where the next point is more than one away.
          if (at > 0 && values[i] - values[sorted[at - 1]] <= 1) sizes[sizes.length - 1]++;
          else sizes.push(1);
        });
        expect(groups.map((group) => group.length)).toEqual(sizes.filter((n) => n > 1).sort((a, b) => b - a));
      }),
    );
  });
});

describe('copyDistance', () => {
  const neighbours = (squares: readonly number[]) => ({
    length: 1,
    index: new Int32Array(squares.length),
    square: Float64Array.from(squares),
  });

  it('is that which one human example in a hundred has to its nearest', () => {
    expect(copyDistance(neighbours(Array.from({ length: 200 }, (_, i) => 200 - i)))).toBe(3);
    expect(copyDistance(neighbours([4, 9]))).toBe(4);
  });

  it('does not exist where human examples repeat each other exactly', () => {
    expect(copyDistance(neighbours([0, 0, 1]))).toBeUndefined();
  });
});
