import { describe, expect, it } from 'vitest';
import { presenceExact, subsets } from '../../test/oracles/choose.ts';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import { byBlock, type Counted, counted, referenceGramsOf } from '../../test/oracles/recount.ts';
import { gramCounts, gramDocuments, subjectsOf } from '../../test/oracles/subjects.ts';
import { expectedTypes } from '../stats/rarefaction.ts';
import { spectrumOf } from '../stats/spectrum.ts';
import { presenceCorrection } from './corrections.ts';
import { copied, distinct, rarefiedTypes } from './rarefied.ts';
import { commonExamples } from './subject.ts';

const corpus = [
  ...zipfCorpus({ seed: 'rarefied', examples: 120, vocabulary: 60, length: [0, 12] }),
  ...['a', 'b', 'c'].map((id) => example(id, 'the same text three times over')),
];
const all = counted(corpus);
const sizes = byBlock(all, ({ tokens }) => tokens.length + 1);
const grams = (examples: readonly Counted[], order: number) =>
  examples.reduce((sum, one) => sum + referenceGramsOf(one, order).length, 0);

describe('distinct', () => {
  it.each([0, 1, 2, 3, 4])('of order %i is types over n-grams, also without each block', (order) => {
    const [subject] = subjectsOf([corpus]);
    const value = (kept: readonly Counted[]) => gramCounts(kept, order).size / grams(kept, order);
    expectEstimate(distinct(subject, order), {
      value: value(all),
      floor: 0.5 / grams(all, order),
      without: withoutEachBlock(all, value),
      sizes,
      correction: presenceCorrection([...gramDocuments(all, order).values()], 1),
    });
  });

  it.each([0, 1, 2])('of order %i in fewer examples is the mean over all ways to draw them', (order) => {
    const few = corpus.slice(30, 39);
    const [whole] = subjectsOf([few]);
    for (const fraction of [0.34, 0.5, 0.8]) {
      const [subject] = subjectsOf([few], Math.round(whole.tokens * fraction));
      const drawn = [...subsets(few.length, commonExamples(subject))].map((chosen) =>
        counted(chosen.map((i) => few[i])),
      );
      const types = drawn.reduce((sum, one) => sum + gramCounts(one, order).size, 0);
      const positions = drawn.reduce((sum, one) => sum + grams(one, order), 0);
      expect(distinct(subject, order)!.value).toBeCloseTo(types / positions, 12);
    }
  });

  it('of whole examples tells how many are no copies', () => {
    const copies = Array.from({ length: 40 }, (_, i) =>
      example(`c${i}`, i % 4 === 0 ? `text ${i}` : 'one and the same'),
    );
    const [subject] = subjectsOf([copies]);
    expect(distinct(subject, 0)!.value).toBe(11 / 40);
  });

  it('does not exist for n-grams longer than any example', () => {
    const [subject] = subjectsOf([[example('a', 'one two'), example('b', 'three')]]);
    expect(distinct(subject, 3)).toBeUndefined();
    expect(distinct(subject, 2)!.value).toBe(1);
  });

  it('is unbiased where types are sampled', () => {
    const large = zipfCorpus({ seed: 'large', examples: 500, vocabulary: 4000, length: [20, 40] });
    const [exact] = subjectsOf([large]);
    const [sampled] = subjectsOf([large], undefined, { unigramPairs: 3000, pairs: 3000 });
    for (const order of [1, 2, 3]) {
      expect(sampled.tables.get(order)!.columns.shift).toBeGreaterThan(0);
      const ratio = distinct(sampled, order)!.value / distinct(exact, order)!.value;
      expect(Math.abs(Math.log(ratio))).toBeLessThan(0.15);
    }
  });
});

describe('rarefiedTypes', () => {
  it('is what Hurlbert expects in so many tokens, ends included, also without each block', () => {
    for (const fraction of [1, 0.5, 0.1]) {
      const [whole] = subjectsOf([corpus]);
      const tokens = Math.round(whole.tokens * fraction);
      const [subject] = subjectsOf([corpus], tokens);
      const value = (kept: readonly Counted[]) =>
        [...gramCounts(kept, 1).values()].reduce((sum, c) => sum + presenceExact(whole.tokens, tokens, c), 0);
      const counts = [...gramCounts(all, 1).values()];
      const found = rarefiedTypes(subject, tokens);
      expectEstimate(found, {
        value: value(all),
        floor: 0.5,
        without: withoutEachBlock(all, value),
        sizes,
        correction: presenceCorrection(counts, subject.fraction),
      });
      expect(found.value).toBeCloseTo(expectedTypes(spectrumOf(counts), tokens, whole.tokens)!, 9);
    }
  });

  it('is all types in as many tokens as there are, or more', () => {
    const [subject] = subjectsOf([corpus]);
    expect(rarefiedTypes(subject, subject.tokens).value).toBeCloseTo(gramCounts(all, 1).size, 9);
    expect(rarefiedTypes(subject, 1e9).value).toBeCloseTo(gramCounts(all, 1).size, 9);
  });
});

describe('copied', () => {
  it('is the share of runs that also stand in the training set, also without each block', () => {
    const training = [
      ...corpus.slice(0, 40).map((one) => ({ ...one, id: `t${one.id}`, text: `so ${one.text} it was` })),
      example('t', 'the same text three times over'),
    ];
    const [subject, known] = subjectsOf([corpus, training]);
    const runs = gramCounts(counted(training), 4);
    const share = (kept: readonly Counted[]) => {
      const own = kept.flatMap((one) => referenceGramsOf(one, 4));
      return own.filter((gram) => runs.has(gram)).length / Math.max(1, own.length);
    };
    expectEstimate(copied(subject, known, 4), {
      value: share(all),
      floor: 0.5 / grams(all, 4),
      without: withoutEachBlock(all, share),
      sizes,
    });
    expect(share(all)).toBeGreaterThan(0.2);
  });

  it('is 1 of the training set itself, 0 of other text, and does not exist without runs', () => {
    const [a, b, short] = subjectsOf([
      [example('x', 'one two three four five six seven eight nine')],
      [example('y', 'nine eight seven six five four three two one')],
      [example('z', 'one two')],
    ]);
    expect(copied(a, a, 8)!.value).toBe(1);
    expect(copied(a, b, 8)!.value).toBe(0);
    expect(copied(short, a, 8)).toBeUndefined();
  });
});
