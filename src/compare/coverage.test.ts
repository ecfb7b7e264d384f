import { beforeAll, describe, expect, it } from 'vitest';
import { THOROUGH } from '../../test/fixtures/thorough.ts';
import { ZipfWords } from '../../test/oracles/corpus.ts';
import { fmix32 } from '../base/hash.ts';
import { Rng } from '../base/rng.ts';
import { emptyProfile } from '../profile/profile.ts';
import { emptyTally, total } from '../profile/tally.ts';
import { TypeSampler } from '../sketch/type-sampler.ts';
import { type Estimate, estimate } from './estimate.ts';
import { distinct, rarefiedTypes } from './rarefied.ts';
import type { Subject } from './subject.ts';
import { tailCoverage } from './tail.ts';

/** Corpora that are drawn. */
const REPLICATES = THOROUGH ? 700 : 300;
/** What is added to the bounds for sampling error where corpora are few: two standard errors of a share of .95. */
const ERROR = THOROUGH ? 0 : 2 * Math.sqrt((0.95 * 0.05) / REPLICATES);
const VOCABULARY = 2000;
const EXAMPLES = 200;
/** Nine tenths of the tokens that such a corpus has on average, ends included. */
const TOKENS = Math.round(0.9 * EXAMPLES * 41);

/** Share of the 95% intervals of ln(value), two-sided normal, that hold ln(truth). */
function coverage(estimates: readonly Estimate[], truth: (i: number) => number): number {
  const held = estimates.filter(({ value, variance }, i) => {
    return Math.abs(Math.log(value) - Math.log(truth(i))) <= 1.96 * Math.sqrt(variance);
  });
  return held.length / estimates.length;
}

/** The geometric mean over replicates: the truth where none is known in closed form. */
function centre(estimates: readonly Estimate[]): number {
  return Math.exp(estimates.reduce((sum, { value }) => sum + Math.log(value), 0) / estimates.length);
}

/**
 * A subject of random words in examples of 20 to 60, counted as a profile counts them but straight from word numbers: two
 * hundred times as fast as through text. Orders 1 and 2.
 */
function drawSubject(seed: string, words: ZipfWords): Subject {
  const rng = new Rng(seed);
  const samplers = [1, 2].map((order) => new TypeSampler(order, 1 << 16));
  const tally = emptyTally();
  for (let e = 0; e < EXAMPLES; e++) {
    const block = rng.int(64);
    const length = 20 + rng.int(41);
    for (let i = 0, last = 0; i < length; i++) {
      const word = 1 + words.draw(rng);
      samplers[0].add(fmix32(word), fmix32(-word), block, e);
      if (i > 0)
        samplers[1].add(fmix32(last * VOCABULARY + word), fmix32(word - last * VOCABULARY), block, e);
      last = word;
    }
    samplers.forEach((sampler) => {
      sampler.met(block, length + 1 - sampler.order);
    });
    tally.examples[block]++;
    tally.tokens[block] += length + 1;
  }
  const tokens = total(tally.tokens);
  const tables = new Map(samplers.map((sampler) => [sampler.order, sampler.freeze()]));
  const profile = { ...emptyProfile(), tally };
  return { name: seed, profile, examples: EXAMPLES, tokens, fraction: Math.min(1, TOKENS / tokens), tables };
}

describe('intervals of a mean over examples', () => {
  it('hold the truth in 93 to 97 of 100 corpora, whose blocks differ in size', () => {
    const rng = new Rng('means');
    const estimates = Array.from({ length: 700 }, () => {
      const sums = new Float64Array(64);
      const sizes = new Float64Array(64);
      // Skewed values: the exponential distribution, mean 1.
      for (let i = 0; i < 300; i++) {
        const block = rng.int(64);
        sums[block] -= Math.log(1 - rng.next());
        sizes[block]++;
      }
      const [sum, n] = [total(sums), total(sizes)];
      const without = sums.map((s, b) => (sizes[b] === 0 ? Number.NaN : (sum - s) / (n - sizes[b])));
      return estimate(sum / n, 1e-9, { without, sizes });
    });
    const share = coverage(estimates, () => 1);
    expect(share).toBeGreaterThanOrEqual(0.93);
    expect(share).toBeLessThanOrEqual(0.97);
  });
});

describe('intervals of what a corpus of a known law of Zipf holds', () => {
  const words = new ZipfWords(VOCABULARY);
  const probabilities = words.probabilities();
  const holdout = drawSubject('holdout', words);
  let found: { subject: Subject; types: Estimate; pairs: Estimate; tail: Estimate }[];

  beforeAll(() => {
    found = Array.from({ length: REPLICATES }, (_, r) => {
      const subject = drawSubject(`r${r}`, words);
      return {
        subject,
        types: rarefiedTypes(subject, TOKENS),
        pairs: distinct(subject, 2)!,
        tail: tailCoverage(holdout, subject, 1)!.estimates[0],
      };
    });
  });

  /** Word types expected in `TOKENS` tokens, of which as large a share are words as in the corpus. */
  function expectedTypes(r: number): number {
    const { tokens, examples } = found[r].subject;
    const words = (tokens - examples) / tokens;
    return probabilities.reduce((sum, p) => sum + 1 - (1 - p * words) ** TOKENS, 0);
  }

  it('are right on average: types rarefied to a common size are those that the law expects', () => {
    const bias =
      found.reduce((sum, { types }, r) => sum + Math.log(types.value / expectedTypes(r)), 0) / REPLICATES;
    const error = Math.sqrt(found.reduce((sum, { types }) => sum + types.variance, 0)) / REPLICATES;
    expect(Math.abs(bias)).toBeLessThan(4 * error);
  });

  it('hold the number of types in 93 to 97 of 100 corpora', () => {
    const share = coverage(
      found.map(({ types }) => types),
      expectedTypes,
    );
    expect(share).toBeGreaterThanOrEqual(0.93 - ERROR);
    expect(share).toBeLessThanOrEqual(0.97 + ERROR);
  });

  it.each(['pairs', 'tail'] as const)(
    'hold the mean over corpora as often, up to sampling error: %s',
    (measure) => {
      const estimates = found.map((one) => one[measure]);
      const share = coverage(estimates, () => centre(estimates));
      const error = Math.max(ERROR, Math.sqrt((0.95 * 0.05) / REPLICATES));
      expect(share).toBeGreaterThanOrEqual(0.93 - error);
      expect(share).toBeLessThanOrEqual(0.97 + error);
    },
  );
});
