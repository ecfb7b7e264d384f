import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BEGIN_NODE,
  END,
  FIRST,
  findChild,
  type NgramTable,
  nodeLengths,
  RECORD,
  ROOT,
  SUFFIX,
  slotOf,
} from './ngram-table.ts';
import { NgramTrie } from './ngram-trie.ts';

function tableOf(order: number, ...sequences: number[][]): NgramTable {
  const trie = new NgramTrie(order, 1e6);
  for (const sequence of sequences) trie.add(Uint32Array.from(sequence), 0, sequence.length);
  return trie;
}

const find = ({ records, slots, shift }: NgramTable, parent: number, word: number) =>
  findChild(records, slots, shift, parent, word);

describe('findChild', () => {
  const table = tableOf(3, [1, 2], [1, 3]);
  const one = find(table, ROOT, 1);

  it('finds a first child by its parent, and later ones by the table', () => {
    expect(table.records[one * RECORD + FIRST]).toBe(find(table, one, 2));
    expect(find(table, one, 3)).toBeGreaterThan(find(table, one, 2));
  });

  it('tells a node without children from one that lacks this child', () => {
    const leaf = find(table, find(table, one, 2), END);
    expect(find(table, leaf, 1)).toBe(0);
    const missing = find(table, one, 9);
    expect(missing).toBeLessThan(0);
    expect(table.slots[~missing]).toBe(0);
  });
});

describe('slotOf', () => {
  it('stays within the slots for any node and word', () => {
    const lane = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(fc.nat(2 ** 27), lane, fc.integer({ min: 1, max: 28 }), (parent, word, bits) => {
        const slot = slotOf(parent, word, 32 - bits);
        expect(Number.isInteger(slot)).toBe(true);
        expect(slot).toBeGreaterThanOrEqual(0);
        expect(slot).toBeLessThan(2 ** bits);
      }),
    );
  });

  it('spreads consecutive words and consecutive nodes nearly as evenly as chance would', () => {
    for (const keys of [(i: number) => [0, i], (i: number) => [i, 7], (i: number) => [i, i]] as const) {
      const taken = new Set<number>();
      for (let i = 0; i < 4096; i++) taken.add(slotOf(keys(i)[0], keys(i)[1], 32 - 13));
      // 4096 keys thrown into 8192 slots at random take 3,223 of them on average.
      expect(taken.size).toBeGreaterThan(0.95 * 3223);
    }
  });
});

describe('nodeLengths', () => {
  it('gives the number of words of each n-gram', () => {
    const { records, size } = tableOf(3, [1, 2, 3], [2, 3]);
    const lengths = nodeLengths(records, size);
    expect([lengths[ROOT], lengths[BEGIN_NODE]]).toEqual([0, 1]);
    for (let node = BEGIN_NODE + 1; node < size; node++) {
      let words = 0;
      for (let at = node; at !== ROOT; at = records[at * RECORD + SUFFIX]) words++;
      expect(lengths[node]).toBe(words);
    }
  });
});
