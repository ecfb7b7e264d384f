import { describe, expect, it } from 'vitest';
import { presenceExact } from '../../test/oracles/choose.ts';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import { byBlock, type Counted, counted } from '../../test/oracles/recount.ts';
import { gramCounts, gramDocuments, subjectsOf } from '../../test/oracles/subjects.ts';
import type { Example } from '../corpus/example.ts';
import { presenceCorrection } from './corrections.ts';
import { commonExamples, type Subject } from './subject.ts';
import { BANDS, tailCoverage } from './tail.ts';

/** The attested types of a band with the share of each that lies in it: rarest first, until the band's mass is reached. */
function bandByDefinition(holdout: readonly Counted[], order: number, band: number): Map<string, number> {
  const counts = gramCounts(holdout, order);
  const attested = [...gramDocuments(holdout, order)].filter(([, d]) => d >= 2).map(([gram]) => gram);
  const mass = attested.reduce((sum, gram) => sum + counts.get(gram)!, 0);
  const shares = new Map<string, number>();
  let room = band * mass;
  const levels = [...new Set(attested.map((gram) => counts.get(gram)!))].sort((a, b) => a - b);
  for (const level of levels) {
    if (room <= 0) break;
    const types = attested.filter((gram) => counts.get(gram) === level);
    const share = Math.min(1, room / (level * types.length));
    for (const gram of types) shares.set(gram, share);
    room -= level * types.length;
  }
  return shares;
}

function coverageByDefinition(
  shares: Map<string, number>,
  subject: Subject,
  kept: readonly Counted[],
  order: number,
) {
  const documents = gramDocuments(kept, order);
  let [seen, types] = [0, 0];
  for (const [gram, share] of shares) {
    types += share;
    seen += share * presenceExact(subject.examples, commonExamples(subject), documents.get(gram) ?? 0);
  }
  return { seen, types, coverage: seen / types };
}

function checkBands(
  holdout: readonly Example[],
  generation: readonly Example[],
  order: number,
  tokens?: number,
) {
  const [human, subject] = subjectsOf([holdout, generation], tokens);
  const all = counted(generation);
  const found = tailCoverage(human, subject, order)!;
  BANDS.forEach((band, i) => {
    const shares = bandByDefinition(counted(holdout), order, band);
    const value = (kept: readonly Counted[]) => coverageByDefinition(shares, subject, kept, order).coverage;
    const documents = gramDocuments(all, order);
    const grams = [...shares.keys()];
    expect(found.estimates.map((e) => e.floor!)[i]).toBeCloseTo(
      0.5 / [...shares.values()].reduce((a, b) => a + b, 0),
      10,
    );
    expectEstimate(found.estimates[i], {
      value: value(all),
      floor: found.estimates.map((e) => e.floor!)[i],
      without: withoutEachBlock(all, value),
      sizes: byBlock(all, ({ tokens: t }) => t.length + 1),
      correction: presenceCorrection(
        grams.map((gram) => documents.get(gram) ?? 0),
        subject.fraction,
        grams.map((gram) => shares.get(gram)!),
      ),
    });
  });
  return found;
}

const holdout = zipfCorpus({ seed: 'holdout', prefix: 'h', examples: 120, vocabulary: 200 });
const generation = zipfCorpus({ seed: 'generation', examples: 150, vocabulary: 150 });

describe('tailCoverage', () => {
  it.each([1, 2, 3])(
    'of order %i is the share of the attested tail that is found, by band and without each block',
    (order) => {
      checkBands(holdout, generation, order);
    },
  );

  it('at a smaller size is what so many examples are expected to find', () => {
    const [, subject] = subjectsOf([holdout, generation]);
    const found = checkBands(holdout, generation, 1, Math.round(subject.tokens * 0.4));
    const whole = checkBands(holdout, generation, 1);
    expect(found.estimates[0].value).toBeLessThan(whole.estimates[0].value);
  });

  it('is 1 of the holdout itself, and 0 of other words', () => {
    const [human, same, other] = subjectsOf([
      holdout,
      holdout,
      holdout.map((one) => ({ ...one, text: one.text.replaceAll('w', 'x') })),
    ]);
    for (const order of [1, 2]) {
      expect(tailCoverage(human, same, order)!.estimates.map(({ value }) => value)).toEqual([1, 1, 1]);
      expect(tailCoverage(human, other, order)!.estimates.map(({ value }) => value)).toEqual([0, 0, 0]);
    }
  });

  it('falls as the rare words are lost, at the rarest band first', () => {
    const shared = zipfCorpus({ seed: 'rich', prefix: 'r', examples: 400, vocabulary: 200 });
    const narrow = shared.map((one) => ({
      ...one,
      text: one.text.replace(/w(\d+)/g, (word, rank) => (Number(rank) > 60 ? 'w1' : word)),
    }));
    const [human, full, lost] = subjectsOf([holdout, shared, narrow]);
    const [before, after] = [full, lost].map((s) => tailCoverage(human, s, 1)!.estimates.map((e) => e.value));
    after.forEach((value, i) => {
      expect(value).toBeLessThan(before[i]);
    });
    expect(after[2]).toBeLessThanOrEqual(after[0]);
  });

  it('does not count what one human example alone holds', () => {
    const human = [example('1', 'once once once shared'), example('2', 'shared'), example('3', 'alone')];
    const [holdoutSubject, subject] = subjectsOf([human, [example('a', 'shared')]]);
    expect(tailCoverage(holdoutSubject, subject, 1)!.estimates[0].value).toBe(1);
    expect(tailCoverage(holdoutSubject, subject, 2)).toBeUndefined();
  });

  it('is unbiased where types are sampled: like the exact one, within the noise of the sample', () => {
    const budget = { unigramPairs: 2500, pairs: 2500 };
    const large = zipfCorpus({
      seed: 'many',
      prefix: 'm',
      examples: 600,
      vocabulary: 3000,
      length: [20, 40],
    });
    const human = zipfCorpus({
      seed: 'human',
      prefix: 'h',
      examples: 600,
      vocabulary: 3000,
      length: [20, 40],
    });
    const exact = subjectsOf([human, large]);
    const sampled = subjectsOf([human, large], undefined, budget);
    expect(sampled[0].tables.get(1)!.columns.shift).toBeGreaterThan(0);
    const [a, b] = [exact, sampled].map(([h, s]) => tailCoverage(h, s, 1)!.estimates[0].value);
    expect(Math.abs(a - b)).toBeLessThan(0.1);
  });
});
