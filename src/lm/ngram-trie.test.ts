import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import {
  BEGIN,
  BEGIN_NODE,
  COUNT,
  END,
  findChild,
  PARENT,
  RECORD,
  ROOT,
  SUFFIX,
  WORD,
} from './ngram-table.ts';
import { NgramTrie } from './ngram-trie.ts';

function trieOf(sequences: readonly (readonly number[])[], order: number, maxNodes = 1e6): NgramTrie {
  const trie = new NgramTrie(order, maxNodes);
  for (const sequence of sequences) trie.add(Uint32Array.from(sequence), 0, sequence.length);
  return trie;
}

function wordsOf(trie: NgramTrie, node: number): number[] {
  const words: number[] = [];
  for (let at = node; at !== ROOT; at = trie.records[at * RECORD + PARENT]) {
    words.unshift(trie.records[at * RECORD + WORD]);
  }
  return words;
}

/** Counts by n-gram, `<s>` alone left out. */
function countsOf(trie: NgramTrie): Map<string, number> {
  const counts = new Map<string, number>();
  for (let node = BEGIN_NODE + 1; node < trie.size; node++) {
    counts.set(wordsOf(trie, node).join(' '), trie.records[node * RECORD + COUNT]);
  }
  return counts;
}

/** The definition: occurrences of the longest n-grams and of those that begin with `<s>`, else different words before. */
function adjustedCounts(sequences: readonly (readonly number[])[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  const before = new Map<string, Set<number>>();
  for (const sequence of sequences) {
    const words = [BEGIN, ...sequence, END];
    for (let end = 2; end <= words.length; end++) {
      for (let start = Math.max(0, end - order); start < end; start++) {
        const key = words.slice(start, end).join(' ');
        const preceding = before.get(key) ?? new Set();
        before.set(key, preceding.add(words[start - 1]));
        const whole = end - start === order || start === 0;
        counts.set(key, whole ? (counts.get(key) ?? 0) + 1 : preceding.size);
      }
    }
  }
  return counts;
}

const corpora = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 9 }), { maxLength: 9 });
const orders = fc.integer({ min: 1, max: 6 });

describe('NgramTrie', () => {
  it('counts continuations, but occurrences at the highest order and after the beginning', () => {
    const counts = countsOf(
      trieOf(
        [
          [1, 2],
          [3, 2],
          [3, 2],
        ],
        2,
      ),
    );
    expect(counts.get('2')).toBe(2);
    expect(counts.get('3')).toBe(1);
    expect(counts.get('3 2')).toBe(2);
    expect(counts.get(`${BEGIN} 3`)).toBe(2);
    expect(counts.get(`${END}`)).toBe(1);
    expect(counts.has(`${BEGIN}`)).toBe(false);
  });

  it('has exactly the n-grams and adjusted counts of the definition', () => {
    fc.assert(
      fc.property(corpora, orders, (sequences, order) => {
        expect(countsOf(trieOf(sequences, order))).toEqual(adjustedCounts(sequences, order));
      }),
    );
  });

  it('links every n-gram to the same without its first word, which is older', () => {
    fc.assert(
      fc.property(corpora, orders, (sequences, order) => {
        const trie = trieOf(sequences, order);
        for (let node = 1; node < trie.size; node++) {
          const suffix = trie.records[node * RECORD + SUFFIX];
          expect(suffix).toBeLessThan(node);
          expect(wordsOf(trie, suffix)).toEqual(wordsOf(trie, node).slice(1));
        }
      }),
    );
  });

  it('finds every n-gram again, and none that did not occur', () => {
    fc.assert(
      fc.property(corpora, orders, (sequences, order) => {
        const trie = trieOf(sequences, order);
        for (let node = 1; node < trie.size; node++) {
          const { [PARENT]: parent, [WORD]: word } = trie.records.subarray(node * RECORD);
          expect(findChild(trie.records, trie.slots, trie.shift, parent, word)).toBe(node);
          expect(findChild(trie.records, trie.slots, trie.shift, node, 77)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('gives up the highest orders and keeps what the lower order would have counted', () => {
    fc.assert(
      fc.property(corpora, orders, fc.integer({ min: 1, max: 120 }), (sequences, order, maxNodes) => {
        const trie = trieOf(sequences, order, maxNodes);
        const lower = adjustedCounts(sequences, trie.order);
        expect(countsOf(trie)).toEqual(lower);
        if (trie.order > 1) expect(lower.size).toBeLessThanOrEqual(maxNodes);
        if (trie.order < order) {
          expect(adjustedCounts(sequences, trie.order + 1).size).toBeGreaterThan(maxNodes);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('goes on finding n-grams when its arrays grow, with ids up to the largest', () => {
    const words = Array.from({ length: 20_000 }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 1) + 2 ** 31 - 7);
    const trie = trieOf([words], 3);
    expect(trie.size).toBe(2 + 20_001 * 3 - 1);
    for (const word of words) {
      expect(findChild(trie.records, trie.slots, trie.shift, ROOT, word | 0)).toBeGreaterThan(BEGIN_NODE);
    }
  });

  it('keeps its slots at most half full where one context has many followers', () => {
    const sequences = Array.from({ length: 30_000 }, (_, i) => [i]);
    const trie = trieOf(sequences, 2);
    const taken = trie.slots.reduce((sum, slot) => sum + (slot === 0 ? 0 : 1), 0);
    // 30,000 words and `</s>` after nothing, and all but the first word after `<s>`.
    expect(taken).toBe(60_000);
    expect(taken * 2).toBeLessThanOrEqual(trie.slots.length);
  });
});
