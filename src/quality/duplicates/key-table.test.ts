import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyTable } from './key-table.ts';

describe('KeyTable', () => {
  it('gives the entries of a key in the order in which they came, gaps between entries or not', () => {
    const key = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom(0, 1, 0xffffffff));
    fc.assert(
      fc.property(fc.array(fc.option(key), { maxLength: 300 }), (keys) => {
        const table = new KeyTable();
        keys.forEach((k, entry) => {
          if (k !== null) table.add(entry, ...k);
        });
        for (const [hi, lo] of keys.filter((k) => k !== null)) {
          const found: number[] = [];
          for (let e = table.first(hi, lo); e >= 0; e = table.next(e)) found.push(e);
          const expected = [...keys.entries()].filter(([, k]) => k !== null && k[0] === hi && k[1] === lo);
          expect(found).toEqual(expected.map(([entry]) => entry));
        }
        expect(table.first(9, 9)).toBe(-1);
      }),
    );
  });
});
