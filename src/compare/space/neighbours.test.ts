import { describe, expect, it } from 'vitest';
import { cloudFrom, normalCloud } from './clouds.test.support.ts';
import { placed, squaredDistance } from './distances.ts';
import { nearestAmong, neighboursWithin } from './neighbours.ts';

const zero = (d: number) => new Float64Array(d);

describe('neighboursWithin', () => {
  it('finds the nearest other rows, nearest first, with exact distances', () => {
    const cloud = normalCloud(300, 9, 'n');
    const { index, square, length } = neighboursWithin(placed(cloud, zero(9)), 7);
    expect(length).toBe(7);
    for (let i = 0; i < 300; i += 17) {
      const all = Array.from({ length: 300 }, (_, j) => ({ j, s: squaredDistance(cloud, i, cloud, j) }))
        .filter(({ j }) => j !== i)
        .sort((a, b) => a.s - b.s);
      for (let n = 0; n < 7; n++) {
        expect(index[i * 7 + n]).toBe(all[n].j);
        expect(square[i * 7 + n]).toBe(all[n].s);
      }
    }
  });

  it('gives as many as there are', () => {
    expect(neighboursWithin(placed(normalCloud(3, 2, 'few'), zero(2)), 5).length).toBe(2);
  });

  it('tells near copies far from the origin apart', () => {
    const far = cloudFrom([
      [1e4, 0],
      [1e4 + 0.01, 0],
      [1e4 + 0.03, 0],
      [1e4 + 5, 0],
    ]);
    const { index } = neighboursWithin(placed(far, Float64Array.of(1e4, 0)), 1);
    expect([...index]).toEqual([1, 0, 1, 2]);
  });
});

describe('nearestAmong', () => {
  it('finds the nearest row of another set, a row that is in both too', () => {
    const a = normalCloud(50, 4, 'a');
    const b = cloudFrom([
      ...Array.from({ length: 20 }, (_, i) => a.data.subarray(4 * i, 4 * i + 4)),
      [90, 90, 90, 90],
    ]);
    const { index, square } = nearestAmong(placed(a, zero(4)), placed(b, zero(4)));
    for (let i = 0; i < 20; i++) expect([index[i], square[i]]).toEqual([i, 0]);
    expect(square[30]).toBeGreaterThan(0);
    expect(index).not.toContain(20);
  });
});
