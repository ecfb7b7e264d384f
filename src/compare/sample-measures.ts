import { jensenShannon } from './divergence.ts';
import type { Estimate } from './estimate.ts';
import { type Measure, named } from './measure.ts';
import { prefix } from './packed.ts';
import { holdoutPerplexity, ownPerplexity } from './perplexity.ts';
import { compression, repetitionWithin, selfRepetition, uniqueNear } from './repetition.ts';
import { type Samples, SHINGLE } from './samples.ts';
import { sampleSelfBleu } from './self-bleu.ts';
import type { Subject } from './subject.ts';
import type { Tallies } from './tallies.ts';
import { chao1, hillOne, hillTwo, missingMass, novelty } from './vocabulary.ts';
import { type FeatureSpace, featureRank, featureSpace, featureVolume } from './volume.ts';

const DIVERGENCE_ORDERS = [1, 2, 3] as const;
/** Tokens that self-BLEU is taken of: its value depends on the number of references, so that it is the same for all. */
const BLEU_TOKENS = 1 << 15;

/** Tokens that the language models learn from, and are tried on: more would cost time and tell little. */
const LM_TOKENS = 1 << 14;

const sample = { basis: 'sample', order: 1 } as const;

/** Measures on the example samples. `lmOrder` is the order of the language models of perplexity. */
export function sampleMeasures(samples: Samples, holdout: Subject, lmOrder: number): Measure[] {
  const text = (s: Subject) => prefix(samples.of(s).packed, LM_TOKENS);
  const model = { ...sample, mostTokens: LM_TOKENS };
  return [
    ...vocabularyMeasures(samples, holdout),
    ...diversityMeasures(samples, featureSpace(samples.of(holdout).packed)),
    {
      ...model,
      name: named('perplexity.holdout', 'perplexity', 'rises', lmOrder),
      take: (s) => holdoutPerplexity(text(s), text(holdout), lmOrder),
    },
    {
      ...model,
      name: named('perplexity.own', 'perplexity', 'falls', lmOrder),
      take: (s) => ownPerplexity(text(s), lmOrder),
    },
  ];
}

function vocabularyMeasures(samples: Samples, holdout: Subject): Measure[] {
  const words = (s: Subject) => samples.tallies(s, 1);
  /** Undefined for a sample without words. */
  const of = (quantity: (words: Tallies) => Estimate) => (s: Subject) =>
    words(s).total === 0 ? undefined : quantity(words(s));
  return [
    { ...sample, name: named('missing-mass', 'richness', 'falls', 1), take: of(missingMass) },
    { ...sample, name: named('richness.chao1', 'richness', 'falls', 1), take: of(chao1) },
    { ...sample, name: named('hill.q1', 'richness', 'falls', 1), take: of(hillOne) },
    { ...sample, name: named('hill.q2', 'richness', 'falls', 1), take: of(hillTwo) },
    {
      ...sample,
      name: named('novelty', 'divergence', 'flag', 1),
      take: of((own) => novelty(own, words(holdout))),
    },
    ...DIVERGENCE_ORDERS.map((order) => ({
      ...sample,
      name: named('divergence.js', 'divergence', 'rises', order),
      take: (s: Subject) => jensenShannon(samples.tallies(s, order), samples.tallies(holdout, order)),
    })),
  ];
}

function diversityMeasures(samples: Samples, space: FeatureSpace | undefined): Measure[] {
  const of = (s: Subject) => samples.of(s);
  return [
    {
      ...sample,
      mostTokens: BLEU_TOKENS,
      name: named('self-bleu', 'diversity', 'rises'),
      take: (s) => sampleSelfBleu(prefix(of(s).packed, BLEU_TOKENS)),
    },
    {
      ...sample,
      name: named('spread.volume', 'spread', 'falls'),
      take: (s) => space && featureVolume(of(s).packed, space),
    },
    {
      ...sample,
      name: named('spread.effective-rank', 'spread', 'falls'),
      take: (s) => space && featureRank(of(s).packed, space),
    },
    {
      ...sample,
      name: named('repetition.within', 'repetition', 'rises'),
      take: (s) => repetitionWithin(of(s).packed),
    },
    {
      ...sample,
      name: named('repetition.self', 'repetition', 'rises', 4),
      take: (s) => selfRepetition(of(s).packed, of(s).grams[3], samples.types(4)),
    },
    { ...sample, name: named('compression', 'repetition', 'rises'), take: (s) => compression(of(s).packed) },
    {
      ...sample,
      name: named('unique.near', 'repetition', 'falls'),
      take: (s) => uniqueNear(of(s).packed, of(s).grams[SHINGLE - 1]),
    },
  ];
}
