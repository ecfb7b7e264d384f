import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipLimits, clippedMatches, type TypedDocuments } from './clip-limits.ts';

const TYPES = 4;
const documents = fc.array(fc.array(fc.nat(TYPES - 1), { maxLength: 12 }), { minLength: 1, maxLength: 7 });

function pack(lists: readonly (readonly number[])[]): TypedDocuments {
  const offsets = [0];
  for (const list of lists) offsets.push(offsets[offsets.length - 1] + list.length);
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return { types: Uint32Array.from(lists.flat()), offsets: Uint32Array.from(offsets), size: TYPES, longest };
}

function count(list: readonly number[], type: number): number {
  return list.filter((other) => other === type).length;
}

describe('clipLimits', () => {
  it('holds the largest count, who has it, and the largest among the rest', () => {
    fc.assert(
      fc.property(documents, (lists) => {
        const { most, holder, second } = clipLimits(pack(lists));
        for (let type = 0; type < TYPES; type++) {
          const counts = lists.map((list) => count(list, type));
          expect(most[type]).toBe(Math.max(...counts));
          expect(counts[holder[type]]).toBe(most[type]);
          expect(second[type]).toBe(Math.max(0, ...counts.filter((_, d) => d !== holder[type])));
        }
      }),
    );
  });
});

describe('clippedMatches', () => {
  it('clips each document by the largest count among the others', () => {
    fc.assert(
      fc.property(documents, (lists) => {
        const packed = pack(lists);
        const matches = clippedMatches(packed, clipLimits(packed));
        lists.forEach((list, d) => {
          const others = lists.filter((_, j) => j !== d);
          let expected = 0;
          for (let type = 0; type < TYPES; type++) {
            expected += Math.min(
              count(list, type),
              Math.max(0, ...others.map((other) => count(other, type))),
            );
          }
          expect(matches[d]).toBe(expected);
        });
      }),
    );
  });

  it('is the whole of twins and nothing of strangers', () => {
    const packed = pack([
      [0, 1, 1],
      [1, 0, 1],
      [2, 2],
    ]);
    expect([...clippedMatches(packed, clipLimits(packed))]).toEqual([3, 3, 0]);
  });
});
