import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presenceExact } from '../../test/oracles/choose.ts';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import { byBlock, type Counted, counted } from '../../test/oracles/recount.ts';
import { gramCounts, gramDocuments, subjectsOf } from '../../test/oracles/subjects.ts';
import { presenceCorrection } from './corrections.ts';
import { commonExamples } from './subject.ts';
import { CLASSES, classFloor, classOf, survival } from './survival.ts';

const holdout = zipfCorpus({ seed: 'survival h', prefix: 'h', examples: 150, vocabulary: 300 });
const made = zipfCorpus({ seed: 'survival g', examples: 120, vocabulary: 200 });

describe('classOf', () => {
  it('is one class for 1, one for 2, then one a doubling', () => {
    expect([1, 2, 3, 4, 5, 8, 9, 16, 17, 32, 33].map(classOf)).toEqual([0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
    expect([257, 1e6, 2 ** 31].map(classOf)).toEqual([CLASSES - 1, CLASSES - 1, CLASSES - 1]);
  });

  it('begins each class at its floor', () => {
    for (let k = 0; k < CLASSES; k++) {
      expect(classOf(classFloor(k))).toBe(k);
      if (k > 0) expect(classOf(classFloor(k) - 1)).toBe(k - 1);
    }
  });

  it('never falls as counts rise', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), (a, b) => classOf(Math.min(a, b)) <= classOf(Math.max(a, b))),
    );
  });
});

describe('survival', () => {
  it.each([
    [1, 1],
    [2, 1],
    [1, 0.5],
  ])(
    'of order %i at a fraction of %d is the share of each class that is found, by count',
    (order, fraction) => {
      const [, whole] = subjectsOf([holdout, made]);
      const [human, subject] = subjectsOf([holdout, made], Math.round(whole.tokens * fraction));
      const counts = gramCounts(counted(holdout), order);
      const all = counted(made);
      const documents = gramDocuments(all, order);
      const drawn = commonExamples(subject);
      const found = survival(human, subject, order);
      for (let k = 0; k < CLASSES; k++) {
        const types = [...counts].filter(([, n]) => classOf(n) === k).map(([gram]) => gram);
        if (types.length === 0) {
          expect(found[k]).toBeUndefined();
          continue;
        }
        const value = (kept: readonly Counted[]) => {
          const held = gramDocuments(kept, order);
          const seen = types.map((gram) => presenceExact(subject.examples, drawn, held.get(gram) ?? 0));
          return seen.reduce((a, b) => a + b, 0) / types.length;
        };
        expect(found[k]!.types).toBe(types.length);
        expectEstimate(found[k]!.share, {
          value: value(all),
          floor: 0.5 / types.length,
          without: withoutEachBlock(all, value),
          sizes: byBlock(all, ({ tokens }) => tokens.length + 1),
          correction: presenceCorrection(
            types.map((gram) => documents.get(gram) ?? 0),
            subject.fraction,
          ),
        });
      }
    },
  );

  it('is whole in the holdout itself and nothing in other words', () => {
    const [human, other] = subjectsOf([holdout, [1, 2, 3, 4].map((i) => example(`x${i}`, 'other words'))]);
    const shares = (subject: typeof human) =>
      survival(human, subject, 1).flatMap((band) => (band === undefined ? [] : [band.share.value]));
    expect(shares(human).every((share) => share === 1)).toBe(true);
    expect(shares(other).every((share) => share === 0)).toBe(true);
  });

  it('tells how many types there are where they are sampled', () => {
    const large = zipfCorpus({ seed: 'large', examples: 600, vocabulary: 4000, length: [20, 40] });
    const [human, subject] = subjectsOf([large, made], undefined, { unigramPairs: 2500, pairs: 2500 });
    const estimated = survival(human, subject, 1).reduce((sum, band) => sum + (band?.types ?? 0), 0);
    const exact = gramCounts(counted(large), 1).size;
    expect(human.tables.get(1)!.columns.shift).toBeGreaterThan(0);
    expect(Math.abs(estimated / exact - 1)).toBeLessThan(0.15);
  });
});
