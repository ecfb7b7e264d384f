import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import { runs } from '../../../test/fixtures/thorough.ts';
import { sampleQuantile } from '../../stats/robust.ts';
import { estimate } from '../estimate.ts';
import { leaveEachOut, makeSubjects } from '../subject.ts';
import { columnSpread, quantileOf, spreadUnit, tailCut, tailShare } from './numeric.ts';
import { sortedColumn } from './table-columns.ts';

const column = (values: readonly number[]) => ({
  values: Float64Array.from(values).sort(),
  blocks: new Uint8Array(values.length),
});

function subjectOf(values: readonly number[]) {
  const profile = tableProfileOf(rowsOf('s', values.length, (_, i) => ({ x: values[i] })));
  const [subject] = makeSubjects([{ name: 's', profile }], values.length);
  return { subject, sorted: sortedColumn(profile, 'x') };
}

const ramp = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('quantileOf', () => {
  it('agrees with the quantile of the sample', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.double({ noNaN: true, min: 0, max: 1 }), (x, q) => {
        expect(quantileOf(Float64Array.from(x).sort(), q)).toBe(sampleQuantile(x, q));
      }),
    );
  });
});

describe('tailCut', () => {
  it('has its share of the anchor beyond it', () => {
    const cut = tailCut(column(ramp(1000)), 'high', 0.05)!;
    expect(ramp(1000).filter((x) => x > cut.value)).toHaveLength(50);
    expect(tailCut(column(ramp(1000)), 'low', 0.01)!.value).toBeCloseTo(9.99, 6);
  });

  it('is none where many share the value at the end, or there are too few', () => {
    const atom = [...Array(200).fill(0), ...ramp(800)];
    expect(tailCut(column(atom), 'low', 0.05)).toBeUndefined();
    expect(tailCut(column(atom), 'high', 0.05)).toBeDefined();
    expect(tailCut(column(ramp(30)), 'low', 0.05)).toBeUndefined();
    expect(tailCut(column([]), 'low', 0.05)).toBeUndefined();
  });
});

describe('tailShare', () => {
  it('counts what lies beyond a cut, not at it', () => {
    const { subject, sorted } = subjectOf(ramp(200));
    const share = tailShare(subject, sorted, { side: 'high', share: 0.05, value: 190 })!;
    expect(share.value).toBeCloseTo(9 / 200, 12);
    expect(Math.sqrt(share.variance)).toBeGreaterThan(0.15);
    expect(tailShare(subject, sorted, { side: 'low', share: 0.05, value: 0 })!.value).toBe(0);
    expect(tailShare(subject, column([]), { side: 'low', share: 0.05, value: 0 })).toBeUndefined();
  });
});

describe('columnSpread', () => {
  it('is 1 in units of itself, scales with the values, and does not move with them', () => {
    const values = ramp(400);
    const { subject, sorted } = subjectOf(values);
    const unit = spreadUnit(sorted)!;
    expect(columnSpread(subject, sorted, unit)!.value).toBeCloseTo(1, 12);
    const other = subjectOf(values.map((x) => 1e9 + 3 * x));
    expect(columnSpread(other.subject, other.sorted, unit)!.value).toBeCloseTo(3, 6);
  });

  it('is a third of the range of uniform numbers (Gini 1912)', () => {
    expect(spreadUnit(column(ramp(3001)))!).toBeCloseTo(1000, -2);
  });

  it('is not moved by a few wild values', () => {
    const values = ramp(400);
    const wild = spreadUnit(column([...values.slice(0, -3), 1e12, -1e12, 1e15]))!;
    expect(wild / spreadUnit(column(values))!).toBeCloseTo(1, 1);
  });

  it('is none of a column that does not vary, and 0 of a generation that does not', () => {
    expect(spreadUnit(column(Array(50).fill(7)))).toBeUndefined();
    expect(spreadUnit(column([]))).toBeUndefined();
    const { subject, sorted } = subjectOf(Array(50).fill(7));
    const spread = columnSpread(subject, sorted, 10)!;
    expect(spread.value).toBe(0);
    expect(Number.isFinite(spread.variance)).toBe(true);
    expect(columnSpread(subject, column([1]), 10)).toBeUndefined();
  });
});

/** Mean absolute difference of all pairs, the definition that the sorted sum is a shortcut of. */
function pairwise(values: readonly number[]): number {
  let sum = 0;
  for (const x of values) for (const y of values) sum += Math.abs(x - y);
  return sum / (values.length * (values.length - 1));
}

function clamped(values: readonly number[]): number[] {
  const [low, high] = [0.01, 0.99].map((q) => sampleQuantile(values, q)!);
  return values.map((x) => Math.min(high, Math.max(low, x)));
}

describe('a column by its definition', () => {
  const numbers = fc.array(
    fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.integer({ min: -3, max: 3 })),
    { minLength: 8, maxLength: 60 },
  );

  it('spreads as the mean difference of all pairs, with errors of blocks left out', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { subject, sorted } = subjectOf(values);
        const taken = clamped(values);
        fc.pre(pairwise(taken) > 1e-3);
        const spread = columnSpread(subject, sorted, 2)!;
        expect(spread.value / (pairwise(taken) / 2)).toBeCloseTo(1, 6);
        // Cuts stay those of the whole: what is left out is rows.
        const order = [...taken].sort((a, b) => a - b);
        const without = leaveEachOut(subject.profile, (block) => {
          const left = order.filter((_, i) => sorted.blocks[i] !== block);
          return left.length < 2 ? Number.NaN : pairwise(left) / 2;
        });
        const { variance } = estimate(spread.value, 1e-3, without);
        expect(Math.abs(spread.variance / variance - 1)).toBeLessThan(1e-3);
      }),
      { numRuns: runs(60) },
    );
  });

  it('has in its tail what lies beyond the cut, with errors of blocks left out', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom('low', 'high'),
        fc.double({ noNaN: true }),
        (values, side, value) => {
          const { subject, sorted } = subjectOf(values);
          const beyond = (x: number) => (side === 'low' ? x < value : x > value);
          const share = (kept: readonly number[]) => kept.filter(beyond).length / kept.length;
          const without = leaveEachOut(subject.profile, (block) =>
            share([...sorted.values].filter((_, i) => sorted.blocks[i] !== block)),
          );
          const tail = tailShare(subject, sorted, { side, share: 0.05, value })!;
          const expected = estimate(share(values), 0.5 / values.length, without);
          expect(tail.value).toBeCloseTo(expected.value, 12);
          expect(tail.variance).toBeCloseTo(expected.variance, 9);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('does not depend on the order of the rows', () => {
    const values = ramp(200).map((i) => (i * 7919) % 31);
    const one = subjectOf(values);
    const other = subjectOf([...values].reverse());
    expect([...other.sorted.values]).toEqual([...one.sorted.values]);
    const value = (s: typeof one) => columnSpread(s.subject, s.sorted, 1)!.value;
    expect(value(other)).toBeCloseTo(value(one), 10);
  });
});

describe('numbers at the ends of what a double holds', () => {
  it('give a spread that is a number, or none', () => {
    const ends = [1.7e308, -1.7e308, 5e-324, 0, 1, -1, Number.MAX_VALUE, -Number.MAX_VALUE, 1e300];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ends), { minLength: 1, maxLength: 40 }), (values) => {
        const { subject, sorted } = subjectOf(values);
        const unit = spreadUnit(sorted);
        expect(unit === undefined || (Number.isFinite(unit) && unit > 0)).toBe(true);
        for (const by of [unit ?? 1, 1e-300, 1e300]) {
          const spread = columnSpread(subject, sorted, by);
          expect(spread === undefined || Number.isFinite(spread.value), `${values} by ${by}`).toBe(true);
        }
      }),
    );
  });

  it('are beyond the cuts of ordinary ones all the same', () => {
    const cut = tailCut(column(ramp(1000)), 'high', 0.01)!;
    const { subject, sorted } = subjectOf(
      Array.from({ length: 100 }, (_, i) => (i % 2 ? 1.7e308 : -1.7e308)),
    );
    expect(tailShare(subject, sorted, cut)!.value).toBe(0.5);
    expect(columnSpread(subject, sorted, 1)).toBeUndefined();
  });
});
