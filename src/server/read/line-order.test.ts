import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOrder } from './line-order.ts';

describe('lineOrder', () => {
  it('has the order of the workspace, and before it what is gone, by position', () => {
    expect(
      lineOrder(
        ['g4', 'g5'],
        [
          ['g3', 3],
          ['g5', 1],
          ['g1', 1],
          ['g2', 2],
        ],
      ),
    ).toEqual(['g1', 'g2', 'g3', 'g4', 'g5']);
  });

  it('orders by numbers in names where positions are the same', () => {
    expect(
      lineOrder(
        [],
        [
          ['g10', 1],
          ['g9', 1],
          ['G9', 1],
        ],
      ),
    ).toEqual(['g9', 'G9', 'g10']);
  });

  it('names each generation once, whatever it is called and in whatever order the ledger tells', () => {
    const name = fc.oneof(fc.constantFrom('g1', 'g2', '__proto__', ''), fc.string());
    const checked = fc.uniqueArray(fc.tuple(name, fc.nat(5)), { selector: ([id]) => id });
    fc.assert(
      fc.property(fc.uniqueArray(name), checked, (named, known) => {
        const order = lineOrder(named, known);
        expect(new Set(order).size).toBe(order.length);
        expect(new Set(order)).toEqual(new Set([...named, ...known.map(([id]) => id)]));
        expect(order.slice(order.length - named.length)).toEqual(named);
        expect(lineOrder(named, [...known].reverse())).toEqual(order);
      }),
    );
  });
});
