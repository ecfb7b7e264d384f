import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentCounts, dropUnshared, lengthenTypes, NO_TYPE, numberTokens } from './shared-ngrams.ts';

const documents = fc.array(fc.array(fc.nat(3), { maxLength: 9 }), { maxLength: 6 });

function pack(lists: readonly (readonly number[])[]): { ids: Uint32Array; offsets: Uint32Array } {
  const offsets = [0];
  for (const list of lists) offsets.push(offsets[offsets.length - 1] + list.length);
  return { ids: Uint32Array.from(lists.flat()), offsets: Uint32Array.from(offsets) };
}

describe('n-gram types', () => {
  it('are equal just where the n-grams are equal, and never cross documents', () => {
    fc.assert(
      fc.property(documents, (lists) => {
        const { ids, offsets } = pack(lists);
        const { types } = numberTokens(ids);
        for (let order = 1; order <= 4; order++) {
          const size = order === 1 ? new Set(ids).size : lengthenTypes(types, offsets);
          const seen = new Map<number, string>();
          lists.forEach((list, d) => {
            list.forEach((_, i) => {
              const type = types[offsets[d] + i];
              if (i + order > list.length) {
                expect(type).toBe(NO_TYPE);
                return;
              }
              const ngram = list.slice(i, i + order).join(' ');
              expect(seen.get(type) ?? ngram).toBe(ngram);
              seen.set(type, ngram);
            });
          });
          expect(seen.size).toBe(size);
          expect(new Set(seen.values()).size).toBe(size);
        }
      }),
    );
  });

  it('take any 32-bit token, the largest too', () => {
    expect([...numberTokens(Uint32Array.of(0xffffffff, 0, 0xffffffff)).types]).toEqual([0, 1, 0]);
  });

  it('lose what holds a dropped type', () => {
    const { ids, offsets } = pack([[1, 2, 3, 1, 2]]);
    const { types } = numberTokens(ids);
    dropUnshared(types, Uint32Array.of(1, 1, 0));
    expect([...types]).toEqual([0, 1, NO_TYPE, 0, 1]);
    expect(lengthenTypes(types, offsets)).toBe(1);
    expect([...types]).toEqual([0, NO_TYPE, NO_TYPE, 0, NO_TYPE]);
  });
});

describe('DocumentCounts', () => {
  it('counts one document at a time', () => {
    const types = Uint32Array.of(0, 1, 0, NO_TYPE, 2, 2);
    const scan = new DocumentCounts(3, 4);
    expect(scan.open(types, 0, 4)).toBe(2);
    expect([...scan.counts]).toEqual([2, 1, 0]);
    expect(scan.open(types, 4, 6)).toBe(1);
    expect([...scan.counts]).toEqual([0, 0, 2]);
    expect(scan.present[0]).toBe(2);
    expect(scan.open(types, 6, 6)).toBe(0);
    expect([...scan.counts]).toEqual([0, 0, 0]);
  });
});
