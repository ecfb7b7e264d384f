import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstRowsOf, ROWS, RowSampler, type SampledRow } from './row-sample.ts';

const row = (hi: number, more: Partial<SampledRow> = {}): SampledRow => ({
  hi,
  lo: 0,
  block: 0,
  values: new Map(),
  ...more,
});

describe('firstRowsOf', () => {
  it('orders rows by hash, then by what they hold, no number first', () => {
    const rows = [
      row(2),
      row(1, { values: new Map([['x', 3]]) }),
      row(1, { values: new Map([['x', -3]]) }),
      row(1, { values: new Map([['y', 0]]) }),
      row(1, { lo: 4 }),
    ];
    const shuffled = fc.shuffledSubarray(rows, { minLength: rows.length });
    const expected = firstRowsOf(rows);
    expect(expected.map(({ hi, lo, values }) => [hi, lo, values.get('x')])).toEqual([
      [1, 0, undefined],
      [1, 0, -3],
      [1, 0, 3],
      [1, 4, undefined],
      [2, 0, undefined],
    ]);
    fc.assert(
      fc.property(shuffled, (some) => {
        expect(firstRowsOf(some)).toEqual(expected);
      }),
    );
  });
});

describe('RowSampler', () => {
  it('keeps the rows of lowest hash and refuses what can no longer enter', () => {
    const sampler = new RowSampler();
    for (let i = 0; i < 3 * ROWS; i++) {
      const hi = (i * 7919) % (3 * ROWS);
      if (sampler.wants(hi)) sampler.add(row(hi));
    }
    expect(sampler.rows().map(({ hi }) => hi)).toEqual(Array.from({ length: ROWS }, (_, i) => i));
    expect(sampler.wants(3 * ROWS)).toBe(false);
    expect(sampler.wants(0)).toBe(true);
  });

  it('keeps all rows of a small table', () => {
    const sampler = new RowSampler();
    sampler.add(row(5));
    sampler.add(row(3));
    expect(sampler.rows().map(({ hi }) => hi)).toEqual([3, 5]);
    expect(sampler.wants(0xffffffff)).toBe(true);
  });
});
