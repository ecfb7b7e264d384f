import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { people, rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import { runs } from '../../../test/fixtures/thorough.ts';
import { makeSubjects } from '../subject.ts';
import { correlationShift, correlationsOf, largestChanges } from './correlation.ts';

const COLUMNS = ['age', 'wealth', 'children'];
const all = Number.POSITIVE_INFINITY;

describe('correlationsOf', () => {
  it('are Spearman’s: of two normal variables of correlation r, 6 / pi asin(r / 2)', () => {
    const { matrix, rows } = correlationsOf(tableProfileOf(people('p', 6000)), COLUMNS, all);
    expect(rows).toBe(6000);
    expect(matrix[1]).toBeCloseTo((6 / Math.PI) * Math.asin(0.25), 1);
    expect(matrix[2]).toBeCloseTo(0, 1);
    expect(matrix[0]).toBeCloseTo(1, 12);
  });

  it('are taken over as many rows as asked for, the first by hash', () => {
    const profile = tableProfileOf(people('p', 500));
    expect(correlationsOf(profile, COLUMNS, 100).rows).toBe(100);
    expect(correlationsOf(profile, COLUMNS, 0).matrix[1]).toBeNaN();
  });
});

describe('correlationShift', () => {
  const [human, like, unlike] = makeSubjects(
    [
      { name: 'h', profile: tableProfileOf(people('h', 3000)) },
      { name: 'a', profile: tableProfileOf(people('a', 3000)) },
      { name: 'b', profile: tableProfileOf(people('b', 3000, { correlation: -0.5 })) },
    ],
    3000,
  );
  const reference = correlationsOf(human.profile, COLUMNS, all);

  it('is of the size of noise between samples of one source, and the change where there is one', () => {
    const noise = correlationShift(like, reference, COLUMNS, 3000)!;
    expect(noise.value).toBeLessThan(4 / Math.sqrt(3000));
    expect(noise.value).toBeGreaterThanOrEqual(1 / Math.sqrt(3000));
    const change = correlationShift(unlike, reference, COLUMNS, 3000)!;
    // One pair of three changed by about .97.
    expect(change.value).toBeCloseTo(0.97 / Math.sqrt(3), 1);
    expect(Math.sqrt(change.variance)).toBeLessThan(0.1);
  });

  it('does not exist where no pair varies', () => {
    const flat = tableProfileOf(rowsOf('f', 50, () => ({ age: 1, wealth: 2, children: 3 })));
    const [subject] = makeSubjects([{ name: 'f', profile: flat }], 50);
    expect(correlationShift(subject, reference, COLUMNS, 50)).toBeUndefined();
  });

  it('names the pairs that changed surely, and none between samples of one source', () => {
    const own = correlationsOf(unlike.profile, COLUMNS, all);
    const changes = largestChanges(reference, own, COLUMNS, 5);
    expect(changes.map(({ columns }) => columns)).toEqual([['age', 'wealth']]);
    expect(changes[0].human).toBeGreaterThan(0.4);
    expect(changes[0].generation).toBeLessThan(-0.4);
    expect(largestChanges(reference, correlationsOf(like.profile, COLUMNS, all), COLUMNS, 5)).toEqual([]);
  });
});

/** Spearman's coefficient by its definition: Pearson's of mid-ranks, over rows that have both. */
function spearman(pairs: readonly (readonly [number, number])[]): number {
  const rank = (values: readonly number[], x: number) =>
    values.filter((y) => y < x).length + (values.filter((y) => y === x).length + 1) / 2;
  const [a, b] = [0, 1].map((side) => {
    const values = pairs.map((pair) => pair[side]);
    return values.map((x) => rank(values, x) - (values.length + 1) / 2);
  });
  const sum = (x: readonly number[], y: readonly number[]) =>
    x.reduce((total, xi, i) => total + xi * y[i], 0);
  return sum(a, b) / Math.sqrt(sum(a, a) * sum(b, b));
}

describe('rank correlations by their definition', () => {
  it('are those of mid-ranks where no cell is missing, ties and all', () => {
    const cell = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 20, maxLength: 40 }), (pairs) => {
        const profile = tableProfileOf(
          rowsOf('s', pairs.length, (_, i) => ({ a: pairs[i][0], b: pairs[i][1] })),
        );
        const [, found] = correlationsOf(profile, ['a', 'b'], all).matrix;
        const expected = spearman(pairs);
        if (Number.isNaN(expected)) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(expected, 9);
      }),
      { numRuns: runs(60) },
    );
  });

  it('do not change where a column is stretched, only where it is turned', () => {
    const of = (f: (x: number) => number) =>
      correlationsOf(
        tableProfileOf(
          rowsOf('s', 200, (rng) => {
            const x = rng.normal();
            return { a: f(x), b: x + rng.normal() };
          }),
        ),
        ['a', 'b'],
        all,
      ).matrix[1];
    const plain = of((x) => x);
    expect(plain).toBeGreaterThan(0.5);
    expect(of(Math.exp)).toBeCloseTo(plain, 12);
    expect(of((x) => 1e300 * x)).toBeCloseTo(plain, 12);
    expect(of((x) => -x)).toBeCloseTo(-plain, 12);
  });
});

describe('columns that are seldom filled', () => {
  /** Two columns, of which a row holds each with probability `held`. */
  const sparse = (seed: string, held: number, rows = 3000) =>
    tableProfileOf(
      rowsOf(seed, rows, (rng) => {
        const [a, b] = [rng.normal(), rng.normal()];
        return { a: rng.next() < held ? a : null, b: rng.next() < held ? b : null };
      }),
    );

  it('are no pair where fewer than 20 rows hold both', () => {
    const rare = correlationsOf(sparse('h', 0.03), ['a', 'b'], all);
    expect(rare.common[1]).toBeLessThan(20);
    expect(rare.matrix[1]).toBeNaN();
    expect(rare.rows).toBe(3000);
    const [subject] = makeSubjects([{ name: 'g', profile: sparse('g', 0.03) }], 3000);
    expect(correlationShift(subject, rare, ['a', 'b'], 3000)).toBeUndefined();
  });

  it('are told to have changed by the rows that hold both alone, in none of eight draws of one source', () => {
    const told = Array.from({ length: 8 }, (_, i) =>
      largestChanges(
        ...(['h', 'g'].map((seed) => correlationsOf(sparse(`${seed}${i}`, 0.2, 1200), ['a', 'b'], all)) as [
          ReturnType<typeof correlationsOf>,
          ReturnType<typeof correlationsOf>,
        ]),
        ['a', 'b'],
        5,
      ),
    );
    expect(told.flat()).toEqual([]);
  });

  it('count their own rows as what noise comes of', () => {
    const human = correlationsOf(sparse('h', 1), ['a', 'b'], all);
    const [subject] = makeSubjects([{ name: 'g', profile: sparse('g', 0.2) }], 3000);
    const { common } = correlationsOf(subject.profile, ['a', 'b'], all);
    expect(common[1]).toBeLessThan(200);
    expect(common[0]).toBeGreaterThan(500);
    const shift = correlationShift(subject, human, ['a', 'b'], 3000)!;
    expect(shift.value).toBeGreaterThanOrEqual(1 / Math.sqrt(common[1]));
  });

  it('do not hide that other columns changed', () => {
    const rows = (seed: string, r: number) =>
      tableProfileOf(
        rowsOf(seed, 2000, (rng, i) => {
          const x = rng.normal();
          return { a: x, b: r * x + rng.normal(), rare: i < 15 ? x : null };
        }),
      );
    const [human, own] = [rows('h', 2), rows('g', 0)].map((p) => correlationsOf(p, ['a', 'b', 'rare'], all));
    expect(largestChanges(human, own, ['a', 'b', 'rare'], 5).map(({ columns }) => columns)).toEqual([
      ['a', 'b'],
    ]);
  });
});
