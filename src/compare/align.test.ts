import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { counted } from '../../test/oracles/recount.ts';
import { gramCounts, gramDocuments, subjectsOf } from '../../test/oracles/subjects.ts';
import { align } from './align.ts';

const holdout = zipfCorpus({ seed: 'align h', prefix: 'h', examples: 60, vocabulary: 120 });
const other = zipfCorpus({ seed: 'align o', examples: 80, vocabulary: 90 });

describe('align', () => {
  it.each([1, 2, 3])(
    'finds every n-gram of order %i of the holdout in the other corpus, and no other',
    (order) => {
      const [a, b] = subjectsOf([holdout, other]).map((s) => s.tables.get(order)!.columns);
      const { aligned, partner } = align(a, b);
      const [counts, documents] = [gramCounts, gramDocuments].map((of) => of(counted(holdout), order));
      const found = gramDocuments(counted(other), order);
      const expected = [...counts].map(([gram, count]) => [
        count,
        documents.get(gram)!,
        found.get(gram) ?? 0,
      ]);
      const rows = Array.from(partner, (_, t) => [aligned.count[t], aligned.documents[t], aligned.found[t]]);
      expect(rows.map(String).sort()).toEqual(expected.map(String).sort());
      partner.forEach((p, t) => {
        expect(p >= 0).toBe(aligned.found[t] > 0);
        if (p >= 0) expect([b.hi[p], b.lo[p]]).toEqual([a.hi[t], a.lo[t]]);
      });
    },
  );

  it('finds a corpus whole in itself, and nothing in a corpus of other words', () => {
    const [a, b] = subjectsOf([holdout, [example('x', 'nothing like it')]]).map(
      (s) => s.tables.get(1)!.columns,
    );
    const self = align(a, a);
    expect([...self.partner]).toEqual([...self.partner.keys()]);
    expect(self.aligned.found).toEqual(self.aligned.documents);
    expect(align(a, b).partner.every((p) => p === -1)).toBe(true);
  });

  it('bears corpora without any type', () => {
    const [empty, full] = subjectsOf([[example('x', '')], holdout]).map((s) => s.tables.get(1)!.columns);
    expect(align(empty, full).partner).toHaveLength(0);
    expect(align(full, empty).aligned.found.every((n) => n === 0)).toBe(true);
  });

  it('finds the same types whichever side asks', () => {
    const words = fc
      .array(fc.constantFrom(...'abcdefgh'), { maxLength: 12 })
      .map((w) => [example('1', w.join(' '))]);
    fc.assert(
      fc.property(words, words, (x, y) => {
        const [a, b] = subjectsOf([x, y]).map((s) => s.tables.get(1)!.columns);
        const shared = (p: Int32Array) => p.filter((i) => i >= 0).length;
        expect(shared(align(a, b).partner)).toBe(shared(align(b, a).partner));
      }),
      { numRuns: runs(40) },
    );
  });
});
