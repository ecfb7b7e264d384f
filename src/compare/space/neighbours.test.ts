import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { type Cloud, meanOf } from './cloud.ts';
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

describe('the nearest rows', () => {
  const bySearch = (rows: Cloud, i: number, others: Cloud) =>
    Array.from({ length: others.count }, (_, j) => ({ j, square: squaredDistance(rows, i, others, j) }))
      .filter(({ j }) => rows !== others || j !== i)
      .sort((a, b) => a.square - b.square || a.j - b.j);

  it.each([1e3, 1e4, 1e6])(
    'are those of a search through all pairs, where groups lie %d times as far apart as they are wide',
    (gap) => {
      const rng = new Rng('groups');
      const cloud = cloudFrom(
        Array.from({ length: 120 }, (_, i) => [
          gap * (i % 2),
          ...Array.from({ length: 5 }, () => rng.normal()),
        ]),
      );
      const own = placed(cloud, meanOf(cloud));
      const within = neighboursWithin(own, 6);
      const among = nearestAmong(own, placed(cloud, meanOf(cloud)), 2);
      for (let i = 0; i < 120; i++) {
        const wanted = bySearch(cloud, i, cloud).slice(0, 6);
        expect([...within.index.subarray(6 * i, 6 * i + 6)]).toEqual(wanted.map(({ j }) => j));
        expect([...within.square.subarray(6 * i, 6 * i + 6)]).toEqual(wanted.map(({ square }) => square));
        expect([among.index[2 * i], among.square[2 * i]]).toEqual([i, 0]);
        expect(among.square[2 * i + 1]).toBe(wanted[0].square);
      }
    },
  );

  it('are by search whatever the rows: copies, ties and outliers too', () => {
    const number = fc.constantFrom(0, 1, 1.25, -3, 4096, 4096.25, -1e7);
    const set = fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(set, set, fc.integer({ min: 1, max: 5 }), (a, b, length) => {
        const [one, other] = [cloudFrom(a), cloudFrom(b)];
        const origin = meanOf(one);
        const within = neighboursWithin(placed(one, origin), length);
        const among = nearestAmong(placed(one, origin), placed(other, origin), length);
        for (let i = 0; i < one.count; i++) {
          const squares = ({ square, length: n }: typeof within) => [...square.subarray(n * i, n * i + n)];
          expect(squares(within)).toEqual(
            bySearch(one, i, one)
              .slice(0, length)
              .map(({ square }) => square),
          );
          expect(squares(among)).toEqual(
            bySearch(one, i, other)
              .slice(0, length)
              .map(({ square }) => square),
          );
        }
      }),
    );
  });
});
