import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addRow, correlationDistance, midRanks, rankCorrelations, rankSums } from './rank-correlation.ts';

/** Spearman's coefficient by its definition: Pearson's of the mid-ranks. */
function spearman(x: readonly number[], y: readonly number[]): number {
  const [a, b] = [midRanks(x), midRanks(y)];
  const mean = (x.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (a[i] - mean) * (b[i] - mean);
    xx += (a[i] - mean) ** 2;
    yy += (b[i] - mean) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

function matrixOf(columns: readonly (readonly number[])[], rows: readonly number[]): Float64Array {
  const d = columns.length;
  const ranks = columns.map((column) => {
    const all = midRanks(column);
    const held = all.filter((r) => !Number.isNaN(r)).length;
    return all.map((r) => r - (held + 1) / 2);
  });
  const sums = rankSums(d);
  for (const i of rows)
    addRow(
      sums,
      ranks.map((column) => column[i]),
    );
  return rankCorrelations(sums, d);
}

const all = (n: number) => [...Array(n).keys()];

describe('midRanks', () => {
  it('share the mean of their places where values tie, and are none where there is no value', () => {
    expect([...midRanks([3, 1, 3, Number.NaN, 2])]).toEqual([3.5, 1, 3.5, Number.NaN, 2]);
    expect([...midRanks([])]).toEqual([]);
  });
});

describe('rankCorrelations', () => {
  it('give the textbook value: IQ and hours of television, -29/165 (Spearman)', () => {
    const iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17];
    expect(matrixOf([iq, hours], all(10))[1]).toBeCloseTo(-29 / 165, 12);
  });

  it('agree with the definition on any numbers', () => {
    const column = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(column, column, (x, y) => {
        const found = matrixOf([x, y], all(8))[1];
        const expected = spearman(x, y);
        if (Number.isNaN(expected)) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('do not change where a column is stretched', () => {
    const x = [1, 5, 2, 8, 7, 3];
    const y = [2, 9, 1, 7, 8, 4];
    expect(matrixOf([x.map((v) => Math.exp(v)), y], all(6))).toEqual(matrixOf([x, y], all(6)));
  });

  it('of what is left when rows are taken away are those of the other rows', () => {
    const columns = [
      [1, 5, 2, 8, 7, 3, 4],
      [2, 9, 1, 7, 8, 4, 5],
    ];
    const ranks = columns.map((column) => midRanks(column).map((r) => r - 4));
    const [whole, part, rest] = [rankSums(2), rankSums(2), rankSums(2)];
    for (const i of all(7)) {
      const row = ranks.map((column) => column[i]);
      addRow(whole, row);
      addRow(i < 2 ? part : rest, row);
    }
    expect(rankCorrelations(whole, 2, part)[1]).toBeCloseTo(rankCorrelations(rest, 2)[1], 12);
  });

  it('look at pairs of rows that have both', () => {
    const x = [1, 2, 3, 4, Number.NaN, 9];
    const y = [1, 2, 3, 4, 100, Number.NaN];
    expect(matrixOf([x, y], all(6))[1]).toBeCloseTo(1, 1);
  });

  it('are none of a column that does not vary', () => {
    expect(
      matrixOf(
        [
          [1, 1, 1],
          [1, 2, 3],
        ],
        all(3),
      )[1],
    ).toBeNaN();
  });
});

describe('correlationDistance', () => {
  it('is 0 of a matrix to itself, and the root mean square of the changes else', () => {
    const a = Float64Array.of(1, 0.5, 0.2, 0.5, 1, Number.NaN, 0.2, Number.NaN, 1);
    const b = Float64Array.of(1, 0.1, 0.5, 0.1, 1, 0.3, 0.5, 0.3, 1);
    expect(correlationDistance(a, a, 3)).toBe(0);
    expect(correlationDistance(a, b, 3)).toBeCloseTo(Math.sqrt((0.16 + 0.09) / 2), 12);
    expect(correlationDistance(Float64Array.of(1), Float64Array.of(1), 1)).toBeUndefined();
  });
});
