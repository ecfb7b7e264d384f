import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { PairNumbers } from './pair-numbers.ts';

const MAX = 0xffffffff;

describe('PairNumbers', () => {
  it('numbers pairs in the order of their first appearance', () => {
    const numbers = new PairNumbers();
    expect(numbers.number(5, 7)).toBe(0);
    expect(numbers.number(7, 5)).toBe(1);
    expect(numbers.number(5, 7)).toBe(0);
    expect(numbers.number(0, 0)).toBe(2);
    expect(numbers.number(MAX, MAX)).toBe(3);
    expect(numbers.size).toBe(4);
  });

  it('agrees with a map of strings', () => {
    const value = fc.oneof(fc.nat(3), fc.constantFrom(MAX, 2 ** 31, 65536));
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 200 }), (pairs) => {
        const numbers = new PairNumbers();
        const expected = new Map<string, number>();
        for (const [a, b] of pairs) {
          if (!expected.has(`${a},${b}`)) expected.set(`${a},${b}`, expected.size);
          expect(numbers.number(a, b)).toBe(expected.get(`${a},${b}`));
        }
        expect(numbers.size).toBe(expected.size);
      }),
    );
  });

  it('keeps its numbers while it grows', () => {
    const rng = new Rng('pairs');
    const pairs = Array.from({ length: 50_000 }, () => [rng.int(300), rng.uint32()] as const);
    const numbers = new PairNumbers();
    const first = pairs.map(([a, b]) => numbers.number(a, b));
    expect(pairs.map(([a, b]) => numbers.number(a, b))).toEqual(first);
    expect(numbers.size).toBe(new Set(pairs.map((pair) => pair.join())).size);
  });
});
