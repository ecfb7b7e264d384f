import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Points, pointRows, requireDimensions, requireRows } from './points.ts';

const CODED = expect.objectContaining({ code: 'E_PARAMETER' });

/** Points of `d` dimensions, a row each. */
function pointsOf(rows: readonly (readonly number[])[], d: number): Points {
  return { values: Float64Array.from(rows.flat()), dimensions: d };
}

/** The rows of points, as arrays. */
function rowsOf({ values, dimensions: d }: Points): number[][] {
  return Array.from({ length: values.length / d }, (_, i) => [...values.subarray(i * d, (i + 1) * d)]);
}

const cloud = fc.integer({ min: 1, max: 4 }).chain((d) =>
  fc.record({
    d: fc.constant(d),
    parts: fc.array(
      fc.array(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: d, maxLength: d }), { maxLength: 6 }),
      { maxLength: 5 },
    ),
  }),
);

describe('rows of points', () => {
  it('are joined in their order, whole', () => {
    fc.assert(
      fc.property(cloud, ({ d, parts }) => {
        const rows = pointRows(d);
        const joined = rows.concat(parts.map((part) => pointsOf(part, d)));
        expect(rowsOf(joined)).toEqual(parts.flat());
        expect(rows.size(joined)).toBe(parts.flat().length);
        expect(joined.dimensions).toBe(d);
      }),
    );
  });

  it('are taken as often and in the order that was asked for', () => {
    fc.assert(
      fc.property(cloud, fc.array(fc.nat(), { maxLength: 8 }), ({ d, parts }, wild) => {
        const all = parts.flat();
        fc.pre(all.length > 0);
        const indices = wild.map((index) => index % all.length);
        const taken = pointRows(d).take(pointsOf(all, d), Uint32Array.from(indices));
        expect(rowsOf(taken)).toEqual(indices.map((index) => all[index]));
      }),
    );
  });

  it('are copies: changing them changes nothing that they were made of', () => {
    const rows = pointRows(1);
    const first = pointsOf([[1], [2]], 1);
    rows.concat([first]).values[0] = 9;
    rows.take(first, Uint32Array.of(0, 1)).values[1] = 9;
    expect([...first.values]).toEqual([1, 2]);
  });

  it('of no part are no rows', () => {
    const none = pointRows(3).concat([]);
    expect(none.values).toHaveLength(0);
    expect(pointRows(3).size(none)).toBe(0);
  });

  it('refuse to be joined with rows of other dimensions', () => {
    const wide = pointsOf([[1, 2]], 2);
    expect(() => pointRows(1).concat([pointsOf([[1]], 1), wide])).toThrow(CODED);
    expect(() => pointRows(2).concat([{ values: new Float64Array(3), dimensions: 2 }])).toThrow(CODED);
  });
});

describe('requireDimensions', () => {
  it('lets whole rows through, none among them', () => {
    expect(() => requireDimensions(pointsOf([[1, 2, 3]], 3), 3)).not.toThrow();
    expect(() => requireDimensions({ values: new Float64Array(0), dimensions: 3 }, 3)).not.toThrow();
  });

  it('names both numbers', () => {
    expect(() => requireDimensions(pointsOf([[1, 2]], 2), 5)).toThrow(
      'the points have 2 dimensions, and the learner 5',
    );
  });
});

describe('requireRows', () => {
  const batch = (...weights: number[]) => ({ data: undefined, weights: Float64Array.from(weights) });

  it('counts rows, or those of a weight above 0', () => {
    expect(() => requireRows({ data: undefined }, 2, 2)).not.toThrow();
    expect(() => requireRows({ data: undefined }, 1, 2)).toThrow('at least 2 samples, not 1');
    expect(() => requireRows(batch(0, 1e-300, 5), 3, 2)).not.toThrow();
    expect(() => requireRows(batch(0, 0, 5), 3, 2)).toThrow('at least 2 samples, not 1');
    expect(() => requireRows(batch(0, 0), 2, 1)).toThrow('at least 1 samples, not 0');
  });

  it('takes minus zero for zero', () => {
    expect(() => requireRows(batch(-0, 1), 2, 2)).toThrow('not 1');
  });

  it.each([-1, -1e-300, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses a weight of %d, and names its row',
    (weight) => {
      expect(() => requireRows(batch(1, 1, weight), 3, 1)).toThrow(
        expect.objectContaining({
          code: 'E_PARAMETER',
          message: `weight 2 must be a finite number from 0, not ${weight}`,
        }),
      );
    },
  );

  it('refuses more or fewer weights than rows', () => {
    expect(() => requireRows(batch(1, 1), 3, 1)).toThrow('there are 2 weights for 3 rows');
    expect(() => requireRows(batch(1, 1), 1, 1)).toThrow('there are 2 weights for 1 rows');
    expect(() => requireRows(batch(), 1, 0)).toThrow('there are 0 weights for 1 rows');
  });
});
