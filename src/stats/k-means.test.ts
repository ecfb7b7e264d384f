import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { kMeans, squaredLengths } from './k-means.ts';

/** Rows about the corners of a large square, `each` a corner. */
function corners(each: number) {
  const rng = new Rng('corners');
  const data = new Float32Array(4 * each * 2);
  for (let i = 0; i < 4 * each; i++) {
    data[2 * i] = 100 * (i % 2) + rng.normal();
    data[2 * i + 1] = 100 * (Math.floor(i / 2) % 2) + rng.normal();
  }
  return { count: 4 * each, dimension: 2, data };
}

describe('kMeans', () => {
  it('finds clusters that lie far apart', () => {
    const rows = corners(50);
    const cluster = kMeans(rows, 4, new Rng('k'));
    for (let i = 0; i < rows.count; i++) expect(cluster[i]).toBe(cluster[i % 4]);
    expect(new Set(cluster).size).toBe(4);
  });

  it('is the same for the same seed', () => {
    const rows = corners(20);
    expect(kMeans(rows, 7, new Rng('s'))).toEqual(kMeans(rows, 7, new Rng('s')));
  });

  it('puts each row with the nearest of the means of clusters, once it has settled', () => {
    const rows = corners(30);
    const cluster = kMeans(rows, 3, new Rng('n'));
    const mean = [0, 1, 2].map((k) => {
      const own = [...cluster.keys()].filter((i) => cluster[i] === k);
      return [0, 1].map((c) => own.reduce((sum, i) => sum + rows.data[2 * i + c], 0) / own.length);
    });
    for (let i = 0; i < rows.count; i++) {
      const far = mean.map(([x, y]) => Math.hypot(rows.data[2 * i] - x, rows.data[2 * i + 1] - y));
      expect(far[cluster[i]]).toBeCloseTo(Math.min(...far), 3);
    }
  });

  it('has no more clusters than rows, and bears rows that are all alike', () => {
    const one = { count: 3, dimension: 2, data: new Float32Array(6).fill(4) };
    expect(Math.max(...kMeans(one, 9, new Rng('few')))).toBeLessThan(3);
  });
});

describe('squaredLengths', () => {
  it('gives the squared length of each row', () => {
    expect([...squaredLengths({ count: 2, dimension: 2, data: Float32Array.of(3, 4, 0, -2) })]).toEqual([
      25, 4,
    ]);
  });
});
