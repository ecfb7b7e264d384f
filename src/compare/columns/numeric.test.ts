import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import { sampleQuantile } from '../../stats/robust.ts';
import { makeSubjects } from '../subject.ts';
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
