import { describe, expect, it } from 'vitest';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { expectEstimate, withoutEachBlock } from '../../test/oracles/expect-estimate.ts';
import type { Counted } from '../../test/oracles/recount.ts';
import { gramCounts, type Sample, samplesOf } from '../../test/oracles/subjects.ts';
import { hillNumber } from '../stats/hill.ts';
import { chao1 as chao1Classic, missingMass as goodTuring } from '../stats/richness.ts';
import { spectrumOf } from '../stats/spectrum.ts';
import { singletonCorrection } from './corrections.ts';
import { chao1, hillOne, hillTwo, missingMass, novelty } from './vocabulary.ts';

const [sample, holdout] = samplesOf(
  [
    zipfCorpus({ seed: 'vocabulary', examples: 200, vocabulary: 300 }),
    zipfCorpus({ seed: 'holdout', prefix: 'h', examples: 200, vocabulary: 200 }),
  ],
  1500,
);

const countsOf = (examples: readonly Counted[]) => [...gramCounts(examples, 1).values()];
const having = (counts: readonly number[], n: number) => counts.filter((count) => count === n).length;
const sizes = (s: Sample) => s.tallies(1).totalByBlock;

function check(
  found: ReturnType<typeof chao1>,
  floor: number,
  value: (counts: number[]) => number,
  correction?: number,
) {
  const of = (examples: readonly Counted[]) => value(countsOf(examples));
  expectEstimate(found, {
    value: of(sample.counted),
    floor,
    without: withoutEachBlock(sample.counted, of),
    sizes: sizes(sample),
    ...(correction === undefined ? {} : { correction }),
  });
}

const tallies = sample.tallies(1);

describe('missingMass', () => {
  it('is the share of tokens whose type comes once, as Good and Turing have it', () => {
    const counts = countsOf(sample.counted);
    const correction = singletonCorrection(having(counts, 1), having(counts, 2));
    check(missingMass(tallies), 0.5 / tallies.total, (c) => goodTuring(spectrumOf(c))!, correction);
  });

  it('is 1 where no word comes twice, and 0 where each does', () => {
    const [fresh, double] = samplesOf([[example('x', 'a b c d')], [example('y', 'a b a b')]], 9);
    expect(missingMass(fresh.tallies(1)).value).toBe(1);
    expect(missingMass(double.tallies(1)).value).toBe(0);
  });
});

describe('chao1', () => {
  it('is S + f1 (f1 - 1) / (2 (f2 + 1)), also without each block', () => {
    check(chao1(tallies), 0.5, (counts) => {
      const f1 = having(counts, 1);
      return counts.length + (f1 * (f1 - 1)) / (2 * (having(counts, 2) + 1));
    });
  });

  it('lies between the types seen and the classic form', () => {
    const spectrum = spectrumOf(countsOf(sample.counted));
    const { value } = chao1(tallies);
    expect(value).toBeGreaterThan(hillNumber(spectrum, 0)!);
    expect(value).toBeLessThan(chao1Classic(spectrum)!);
  });
});

describe('hillOne and hillTwo', () => {
  it('are the Hill numbers of orders 1 and 2, also without each block', () => {
    check(hillOne(tallies), 1e-6, (counts) => hillNumber(spectrumOf(counts), 1)!);
    check(hillTwo(tallies), 1e-6, (counts) => hillNumber(spectrumOf(counts), 2)!);
  });

  it('are the number of words where all are equally common', () => {
    const [even] = samplesOf([[example('x', 'a b c d e'), example('y', 'a b c d e')]], 99);
    expect(hillOne(even.tallies(1)).value).toBeCloseTo(5, 12);
    expect(hillTwo(even.tallies(1)).value).toBeCloseTo(5, 12);
  });
});

describe('novelty', () => {
  it('is the share of words that the holdout lacks', () => {
    const known = gramCounts(holdout.counted, 1);
    const share = (examples: readonly Counted[]) => {
      const words = examples.flatMap(({ tokens }) => tokens);
      return words.filter((word) => !known.has(word)).length / words.length;
    };
    expectEstimate(novelty(tallies, holdout.tallies(1)), {
      value: share(sample.counted),
      floor: 0.5 / tallies.total,
      without: withoutEachBlock(sample.counted, share),
      sizes: sizes(sample),
    });
    expect(share(sample.counted)).toBeGreaterThan(0.01);
  });

  it('is 0 against itself, and 1 against other words', () => {
    const [a, b] = samplesOf([[example('x', 'one two')], [example('y', 'three')]], 99);
    expect(novelty(a.tallies(1), a.tallies(1)).value).toBe(0);
    expect(novelty(a.tallies(1), b.tallies(1)).value).toBe(1);
  });
});
