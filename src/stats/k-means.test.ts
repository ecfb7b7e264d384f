import fc from 'fast-check';
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

describe('kMeans, whatever the rows', () => {
  const rowsOf = (list: readonly (readonly number[])[]) => ({
    count: list.length,
    dimension: 2,
    data: Float32Array.from(list.flat()),
  });
  const number = fc.integer({ min: -4, max: 4 });
  const list = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 40 });

  it('gives every row a cluster below k, and equal rows the same', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 12 }), (rows, k) => {
        const cluster = kMeans(rowsOf(rows), k, new Rng('law'));
        expect(cluster.length).toBe(rows.length);
        rows.forEach((row, i) => {
          expect(cluster[i]).toBeGreaterThanOrEqual(0);
          expect(cluster[i]).toBeLessThan(Math.min(k, rows.length));
          expect(cluster[rows.findIndex(([x, y]) => x === row[0] && y === row[1])]).toBe(cluster[i]);
        });
      }),
    );
  });

  it('never does worse than one cluster, by the squares that are left', () => {
    const left = (rows: readonly (readonly number[])[], cluster: ArrayLike<number>) => {
      let sum = 0;
      for (const k of new Set(Array.from(cluster))) {
        const own = rows.filter((_, i) => cluster[i] === k);
        const mean = [0, 1].map((c) => own.reduce((s, row) => s + row[c], 0) / own.length);
        for (const row of own) sum += (row[0] - mean[0]) ** 2 + (row[1] - mean[1]) ** 2;
      }
      return sum;
    };
    fc.assert(
      fc.property(list, (rows) => {
        const one = left(rows, new Int32Array(rows.length));
        expect(left(rows, kMeans(rowsOf(rows), 1, new Rng('one')))).toBeCloseTo(one, 9);
        expect(left(rows, kMeans(rowsOf(rows), 4, new Rng('four')))).toBeLessThanOrEqual(one + 1e-9);
      }),
    );
  });

  it('finds as many clusters as there are different rows, where it may have as many', () => {
    const rows = rowsOf([
      [0, 0],
      [0, 0],
      [9, 0],
      [9, 0],
      [0, 9],
    ]);
    const cluster = kMeans(rows, 3, new Rng('different'));
    expect([cluster[0], cluster[2], cluster[4]].sort()).toEqual([0, 1, 2]);
    expect([cluster[1], cluster[3]]).toEqual([cluster[0], cluster[2]]);
  });

  it('has none for no rows, and one for one', () => {
    expect(kMeans(rowsOf([]), 5, new Rng('none')).length).toBe(0);
    expect([...kMeans(rowsOf([[3, 4]]), 5, new Rng('one'))]).toEqual([0]);
  });

  it('ends on rows that are no numbers, with clusters all the same', () => {
    const cluster = kMeans(
      rowsOf([
        [1, 1],
        [Number.NaN, 0],
        [5, 5],
      ]),
      2,
      new Rng('nan'),
    );
    expect([...cluster].every((c) => c === 0 || c === 1)).toBe(true);
  });
});

describe('squaredLengths', () => {
  it('gives the squared length of each row', () => {
    expect([...squaredLengths({ count: 2, dimension: 2, data: Float32Array.of(3, 4, 0, -2) })]).toEqual([
      25, 4,
    ]);
  });
});
