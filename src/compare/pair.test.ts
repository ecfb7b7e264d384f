import { describe, expect, it } from 'vitest';
import { example, profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import { samplesOf } from '../../test/oracles/subjects.ts';
import type { Example } from '../corpus/example.ts';
import { categoryCoverage } from './categories.ts';
import { jensenShannon } from './divergence.ts';
import { type Estimate, logRatio, type Measured } from './estimate.ts';
import { ROLES } from './margins.ts';
import { Comparison, commonSizes, MOST_SAMPLE_TOKENS } from './pair.ts';
import { distinct, rarefiedTypes } from './rarefied.ts';
import { sampleSelfBleu } from './self-bleu.ts';
import { signalKey } from './signal.ts';
import { tailCoverage } from './tail.ts';
import { hillOne, missingMass, novelty } from './vocabulary.ts';

const CATEGORIES = ['news', 'lore', 'letters', 'sport'];
const corpus = (seed: string, vocabulary: number, examples = 120): Example[] =>
  zipfCorpus({ seed, prefix: seed, examples, vocabulary, length: [20, 70] }).map((one, i) => ({
    ...one,
    category: CATEGORIES[i % (vocabulary < 300 ? 2 : 4)],
  }));

const human = { holdout: profileOf(corpus('h', 400)), reservoir: profileOf(corpus('r', 400, 150)) };
const training = corpus('t', 300);
const made = { name: 'g1', profile: profileOf([...corpus('g', 250), ...training.slice(0, 30)]) };
const sizes = commonSizes(human.reservoir, human.holdout, [made.profile]);
const comparison = new Comparison({ ...human, training: profileOf(training) }, [made], {
  ...sizes,
  lmOrder: 3,
});
const [subject] = comparison.generations;
const all = new Map(comparison.measure(subject).map((m) => [signalKey(m.name), m]));
const at = (key: string): Measured => all.get(key)!;

describe('commonSizes', () => {
  const tokens = (p: typeof made.profile) => p.tally.tokens.reduce((a, b) => a + b);

  it('are those of the smallest corpus; the holdout, which is looked at whole, counts for samples only', () => {
    const small = profileOf(corpus('s', 400, 20));
    const { reservoir, holdout } = human;
    expect(commonSizes(reservoir, holdout, [small]).tokens).toBe(tokens(small));
    expect(commonSizes(small, holdout, [reservoir]).tokens).toBe(tokens(small));
    expect(commonSizes(reservoir, small, [made.profile]).tokens).toBe(
      Math.min(tokens(reservoir), tokens(made.profile)),
    );
    expect(commonSizes(reservoir, small, [made.profile]).sampleTokens).toBe(tokens(small));
  });

  it('are what was asked for where that is less, and no more than samples may hold', () => {
    const { reservoir, holdout } = human;
    expect(commonSizes(reservoir, holdout, [made.profile], 500)).toEqual({ tokens: 500, sampleTokens: 500 });
    expect(commonSizes(reservoir, holdout, [made.profile], 1e9)).toEqual(sizes);
    const tight = profileOf(corpus('r', 400, 150), { sampleTokens: 1000 });
    expect(commonSizes(tight, holdout, [made.profile]).sampleTokens).toBeLessThan(1100);
    expect(MOST_SAMPLE_TOKENS).toBeGreaterThan(50_000);
  });
});

describe('Comparison.measure', () => {
  it('takes every signal that has a role in the verdict, each once', () => {
    const keys = comparison.measure(subject).map((m) => signalKey(m.name));
    expect(new Set(keys).size).toBe(keys.length);
    expect([...new Set(Object.values(ROLES).flat())].filter((key) => !keys.includes(key))).toEqual([]);
  });

  const { holdout, reservoir } = comparison.human;
  const cases: [string, (s: typeof subject) => Estimate | undefined][] = [
    ['tail.coverage[1,10%]', (s) => tailCoverage(holdout, s, 1)!.estimates[0]],
    ['tail.coverage[3,1%]', (s) => tailCoverage(holdout, s, 3)!.estimates[2]],
    ['types[1]', (s) => rarefiedTypes(s, sizes.tokens)],
    ['distinct[2]', (s) => distinct(s, 2)],
    ['unique.exact', (s) => distinct(s, 0)],
    ['missing-mass[1]', (s) => missingMass(comparison.tallies(s, 1))],
    ['hill.q1[1]', (s) => hillOne(comparison.tallies(s, 1))],
    ['novelty[1]', (s) => novelty(comparison.tallies(s, 1), comparison.tallies(holdout, 1))],
    ['divergence.js[2]', (s) => jensenShannon(comparison.tallies(s, 2), comparison.tallies(holdout, 2))],
    ['category.coverage', (s) => categoryCoverage(holdout, s)],
  ];

  it.each(cases)('takes %s of the generation and of the reservoir alike', (key, take) => {
    expect(at(key).generation).toEqual(take(subject));
    expect(at(key).reservoir).toEqual(take(reservoir));
  });

  it('takes the example samples cut to one size', () => {
    const examples = [...corpus('g', 250), ...training.slice(0, 30)];
    const [own, base] = samplesOf([examples, corpus('r', 400, 150)], sizes.sampleTokens);
    expect(at('self-bleu').generation).toEqual(sampleSelfBleu(own.packed));
    expect(at('self-bleu').reservoir).toEqual(sampleSelfBleu(base.packed));
    expect(at('self-bleu').sampleSize).toEqual({
      tokens: sizes.sampleTokens,
      examples: own.packed.examples.length,
    });
  });

  it('says which direction is a collapse', () => {
    const directions = Object.fromEntries([...all].map(([key, m]) => [key, m.name.direction]));
    expect(directions).toMatchObject({ 'types[1]': 'falls', 'self-bleu': 'rises', 'novelty[1]': 'flag' });
    expect(directions).toMatchObject({ 'perplexity.holdout[3]': 'rises', 'perplexity.own[3]': 'falls' });
  });

  it('says what both sides were brought to, and whether anything was left out', () => {
    for (const m of all.values()) {
      expect(m.sampleSize.tokens).toBeGreaterThan(0.97 * sizes.sampleTokens);
      expect(m.sampleSize.tokens).toBeLessThanOrEqual(sizes.tokens);
    }
    expect(at('types[1]').exact).toBe(true);
    const tight = profileOf(corpus('g', 250), { unigramPairs: 500, sampleTokens: 500 });
    const sampled = new Comparison(human, [{ name: 'g', profile: tight }], {
      tokens: 2000,
      sampleTokens: 500,
      lmOrder: 2,
    });
    const measures = sampled.measure(sampled.generations[0]);
    for (const id of ['types', 'hill.q1']) expect(measures.find((m) => m.name.id === id)!.exact).toBe(false);
  });

  it('takes only what is asked for, with the same values', () => {
    const only = new Set(['types', 'tail.coverage', 'self-bleu']);
    const less = new Comparison(human, [made], { ...sizes, lmOrder: 3, only });
    const measures = less.measure(less.generations[0]);
    expect(new Set(measures.map((m) => m.name.id))).toEqual(only);
    for (const m of measures)
      expect(m.generation.value).toBeCloseTo(at(signalKey(m.name)).generation.value, 10);
  });

  it('finds the reservoir itself like the reservoir, in every signal', () => {
    const { reservoir: profile } = human;
    const self = new Comparison(human, [{ name: 'same', profile }], {
      ...commonSizes(profile, human.holdout, [profile]),
      lmOrder: 3,
    });
    const measures = self.measure(self.generations[0]);
    expect(measures.length).toBeGreaterThan(25);
    for (const m of measures) expect(logRatio(m), signalKey(m.name)).toBe(0);
  });

  it('measures a generation alike whatever stands beside it', () => {
    const other = { name: 'g2', profile: profileOf(corpus('o', 350, 160)) };
    const two = new Comparison(human, [other, made], { ...sizes, lmOrder: 3 });
    const again = new Map(two.measure(two.generations[1]).map((m) => [signalKey(m.name), m]));
    for (const [key, m] of again) expect(m.generation.value, key).toBeCloseTo(at(key).generation.value, 9);
  });
});

describe('a comparison of few long examples', () => {
  const long = (prefix: string) =>
    zipfCorpus({ seed: prefix, prefix, examples: 6, vocabulary: 400, length: [3000, 3100] });

  it('has finite values, though less than one example comes to the common size', () => {
    const giant = { name: 'long', profile: profileOf(long('x')) };
    const { tokens, sampleTokens } = commonSizes(human.reservoir, human.holdout, [giant.profile], 1000);
    const compared = new Comparison(human, [giant], { tokens, sampleTokens, lmOrder: 3 });
    for (const m of compared.measure(compared.generations[0])) {
      expect(Number.isFinite(m.generation.value), signalKey(m.name)).toBe(true);
      expect(Number.isFinite(m.reservoir.value), signalKey(m.name)).toBe(true);
    }
  });

  it('takes as categories only what the sides have', () => {
    const bare = {
      name: 'bare',
      profile: profileOf([1, 2, 3, 4, 5].map((i) => example(`b${i}`, `one two w${i}`))),
    };
    const compared = new Comparison(human, [bare], { tokens: 20, sampleTokens: 20, lmOrder: 2 });
    const ids = compared.measure(compared.generations[0]).map((m) => m.name.id);
    expect(ids).not.toContain('category.coverage');
  });
});
