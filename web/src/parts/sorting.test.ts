import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSorting, sorted, sortingOf } from './sorting.ts';

describe('the order in an address', () => {
  it.each([
    ['', undefined],
    ['name', { by: 'name', down: false }],
    ['-name', { by: 'name', down: true }],
  ])('%j is read', (text, sorting) => {
    expect(sortingOf(text)).toEqual(sorting);
  });

  it('goes up, down, and back to how the rows came', () => {
    const first = nextSorting('', 'a');
    const second = nextSorting(first, 'a');
    expect([first, second, nextSorting(second, 'a')]).toEqual(['a', '-a', '']);
    expect(nextSorting('-a', 'b')).toBe('b');
  });
});

describe('sorted', () => {
  const value = (cell: string | number | undefined) => cell;

  it('sorts numbers by size and names as people do', () => {
    expect(sorted([10, 9, 100], value, false)).toEqual([9, 10, 100]);
    expect(sorted(['g10', 'g9', 'G1'], value, false)).toEqual(['G1', 'g9', 'g10']);
  });

  it.each([false, true])('puts what is missing last (downwards: %s)', (down) => {
    const order = sorted([undefined, 2, Number.NaN, 1], value, down);
    expect(order.slice(0, 2)).toEqual(down ? [2, 1] : [1, 2]);
    expect(order.slice(2)).toEqual(expect.arrayContaining([undefined, Number.NaN]));
  });

  it('keeps equal rows in the order in which they came, and loses none', () => {
    const rows = fc.array(fc.record({ key: fc.integer({ min: 0, max: 3 }), at: fc.nat() }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, fc.boolean(), (given, down) => {
        const numbered = given.map((row, at) => ({ ...row, at }));
        const order = sorted(numbered, ({ key }) => key, down);
        expect(order).toHaveLength(given.length);
        for (let at = 1; at < order.length; at++) {
          const [a, b] = [order[at - 1], order[at]];
          expect(down ? a.key >= b.key : a.key <= b.key).toBe(true);
          if (a.key === b.key) expect(a.at).toBeLessThan(b.at);
        }
      }),
    );
  });

  it('leaves the rows that it was given as they were', () => {
    const rows = [3, 1, 2];
    sorted(rows, value, false);
    expect(rows).toEqual([3, 1, 2]);
  });
});
