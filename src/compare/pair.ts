import { FEATURES } from '../profile/features.ts';
import type { Profile } from '../profile/profile.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import { categoryCoverage } from './categories.ts';
import { jensenShannon } from './divergence.ts';
import type { Estimate, Measured, MeasureName } from './estimate.ts';
import { GramIndex, type Grams } from './grams.ts';
import { type Packed, pack, sampleWeight } from './packed.ts';
import { holdoutPerplexity, ownPerplexity } from './perplexity.ts';
import { copied, distinct, rarefiedTypes } from './rarefied.ts';
import { compression, repetitionWithin, selfRepetition, uniqueNear } from './repetition.ts';
import { sampleSelfBleu } from './self-bleu.ts';
import { featureSpread } from './spread.ts';
import { commonExamples, makeSubjects, type Subject } from './subject.ts';
import { BANDS, tailCoverage } from './tail.ts';
import { type Tallies, tally } from './tallies.ts';
import { chao1, hillOne, hillTwo, missingMass, novelty } from './vocabulary.ts';
import { type FeatureSpace, featureRank, featureSpace, featureVolume } from './volume.ts';

/** Orders of n-grams by signal. */
const TAIL_ORDERS = [1, 2, 3] as const;
const DISTINCT_ORDERS = [1, 2, 3, 4] as const;
const DIVERGENCE_ORDERS = [1, 2, 3] as const;
const COPY_ORDER = 8;
/** Longest n-gram indexed in the packed samples: the shingle of near-duplicates. */
const SHINGLE = 5;

export interface PairOptions {
  /** Tokens that whole-corpus signals are brought to; at most the smallest corpus's. */
  readonly tokens: number;
  /** Tokens that signals on the example sample are brought to. */
  readonly sampleTokens: number;
  /** Order of the language models. */
  readonly lmOrder: number;
  /** Ids of the signals to take; all where absent. */
  readonly only?: ReadonlySet<string>;
}

/** The human side, made ready once for all generations of a line. */
export interface HumanSide {
  readonly holdout: Subject;
  readonly reservoir: Subject;
  readonly training?: Subject;
}

interface SampleSide {
  readonly packed: Packed;
  readonly grams: readonly Grams[];
}

/** Everything that is compared in one check: the human side and all generations, at equal sizes. */
export class Comparison {
  readonly options: PairOptions;
  readonly human: HumanSide;
  readonly generations: readonly Subject[];
  readonly #dictionary = new Vocabulary();
  readonly #index = new GramIndex();
  readonly #samples = new Map<Subject, SampleSide>();
  readonly #space: FeatureSpace | undefined;
  readonly #cache = new Map<string, Estimate | undefined>();

  constructor(
    human: { holdout: Profile; reservoir: Profile; training?: Profile },
    generations: readonly { name: string; profile: Profile }[],
    options: PairOptions,
  ) {
    this.options = options;
    const named = [
      { name: 'holdout', profile: human.holdout },
      { name: 'reservoir', profile: human.reservoir },
      ...(human.training === undefined ? [] : [{ name: 'training', profile: human.training }]),
    ];
    const subjects = makeSubjects([...named, ...generations], options.tokens);
    this.human = {
      holdout: subjects[0],
      reservoir: subjects[1],
      ...(human.training === undefined ? {} : { training: subjects[2] }),
    };
    this.generations = subjects.slice(named.length);
    for (const subject of [this.human.holdout, this.human.reservoir, ...this.generations])
      this.#prepare(subject);
    this.#space = featureSpace(this.sample(this.human.holdout).packed);
  }

  #prepare(subject: Subject): void {
    const packed = pack(subject.profile, this.options.sampleTokens, this.#dictionary);
    this.#samples.set(subject, { packed, grams: this.#index.index(packed, SHINGLE) });
  }

  sample(subject: Subject): SampleSide {
    return this.#samples.get(subject)!;
  }

  /** Number of n-gram types of `order` over all samples. */
  types(order: number): number {
    return order === 1 ? this.#dictionary.size : this.#index.size(order);
  }

  tallies(subject: Subject, order: number): Tallies {
    const { packed, grams } = this.sample(subject);
    return tally(packed, grams[order - 1], this.types(order));
  }

  /** Every measure of one generation. */
  measure(generation: Subject): Measured[] {
    return [...this.#wholeCorpus(generation), ...this.#onSample(generation)];
  }

  #wholeCorpus(generation: Subject): Measured[] {
    const { training } = this.human;
    const found = [
      ...this.#tails(generation),
      ...DISTINCT_ORDERS.map((order) => this.#table('distinct', 'diversity', generation, order)),
      this.#table('unique.exact', 'repetition', generation, 0),
      this.#both(name('types', 'richness', 'falls', 1), generation, 0.5, (s) =>
        rarefiedTypes(s, this.options.tokens),
      ),
      ...FEATURES.map((feature) =>
        this.#both(name(`spread.${feature}`, 'spread', 'falls'), generation, 1e-9, (s) =>
          featureSpread(s.profile, feature),
        ),
      ),
      this.#both(name('category.coverage', 'category', 'falls'), generation, 1e-3, (s) =>
        categoryCoverage(this.human.holdout, s),
      ),
    ];
    if (training !== undefined) {
      found.push(
        this.#both(name('copying', 'copying', 'flag', COPY_ORDER), generation, 1e-6, (s) =>
          copied(s, training, COPY_ORDER),
        ),
      );
    }
    return found.filter((m) => m !== undefined);
  }

  #table(
    id: string,
    family: MeasureName['family'],
    generation: Subject,
    order: number,
  ): Measured | undefined {
    const named = order === 0 ? name(id, family, 'falls') : name(id, family, 'falls', order);
    return this.#both(named, generation, 1e-6, (s) => distinct(s, order), order);
  }

  #tails(generation: Subject): (Measured | undefined)[] {
    return TAIL_ORDERS.flatMap((order) => {
      if (!this.#wants('tail.coverage')) return [];
      const own = tailCoverage(this.human.holdout, generation, order);
      const base = this.#reservoirTail(order);
      if (own === undefined || base === undefined) return [];
      return BANDS.map((band, i) => ({
        name: { ...name('tail.coverage', 'tail', 'falls', order), band },
        generation: own.estimates[i],
        reservoir: base.estimates[i],
        floor: own.floors[i],
        ...this.#size(generation, order),
      }));
    });
  }

  #onSample(generation: Subject): Measured[] {
    const { holdout } = this.human;
    const one = (s: Subject) => this.tallies(s, 1);
    const side = (s: Subject) => this.sample(s);
    const { lmOrder } = this.options;
    const space = this.#space;
    const found = [
      this.#sampled(name('missing-mass', 'richness', 'falls', 1), generation, (s) => missingMass(one(s))),
      this.#sampled(name('richness.chao1', 'richness', 'falls', 1), generation, (s) => chao1(one(s))),
      this.#sampled(name('hill.q1', 'richness', 'falls', 1), generation, (s) => hillOne(one(s))),
      this.#sampled(name('hill.q2', 'richness', 'falls', 1), generation, (s) => hillTwo(one(s))),
      this.#sampled(name('novelty', 'divergence', 'flag', 1), generation, (s) =>
        novelty(one(s), one(holdout)),
      ),
      ...DIVERGENCE_ORDERS.map((order) =>
        this.#sampled(name('divergence.js', 'divergence', 'rises', order), generation, (s) =>
          jensenShannon(this.tallies(s, order), this.tallies(holdout, order)),
        ),
      ),
      this.#sampled(name('self-bleu', 'diversity', 'rises'), generation, (s) =>
        sampleSelfBleu(side(s).packed),
      ),
      this.#sampled(
        name('spread.volume', 'spread', 'falls'),
        generation,
        (s) => space && featureVolume(side(s).packed, space),
      ),
      this.#sampled(
        name('spread.effective-rank', 'spread', 'falls'),
        generation,
        (s) => space && featureRank(side(s).packed, space),
      ),
      this.#sampled(name('repetition.within', 'repetition', 'rises'), generation, (s) =>
        repetitionWithin(side(s).packed),
      ),
      this.#sampled(name('repetition.self', 'repetition', 'rises', 4), generation, (s) =>
        selfRepetition(side(s).packed, side(s).grams[3], this.types(4)),
      ),
      this.#sampled(name('compression', 'repetition', 'rises'), generation, (s) =>
        compression(side(s).packed),
      ),
      this.#sampled(name('unique.near', 'repetition', 'falls'), generation, (s) =>
        uniqueNear(side(s).packed, side(s).grams[SHINGLE - 1]),
      ),
      this.#sampled(name('perplexity.holdout', 'perplexity', 'rises', lmOrder), generation, (s) =>
        holdoutPerplexity(side(s).packed, side(holdout).packed, lmOrder),
      ),
      this.#sampled(name('perplexity.own', 'perplexity', 'falls', lmOrder), generation, (s) =>
        ownPerplexity(side(s).packed, lmOrder),
      ),
    ];
    return found.filter((m) => m !== undefined);
  }

  readonly #tailCache = new Map<number, ReturnType<typeof tailCoverage>>();

  #reservoirTail(order: number): ReturnType<typeof tailCoverage> {
    if (!this.#tailCache.has(order)) {
      this.#tailCache.set(order, tailCoverage(this.human.holdout, this.human.reservoir, order));
    }
    return this.#tailCache.get(order);
  }

  #wants(id: string): boolean {
    return this.options.only === undefined || this.options.only.has(id);
  }

  /** Takes a measure of the generation and, once for the line, of the reservoir. */
  #both(
    named: MeasureName,
    generation: Subject,
    floor: number,
    take: (subject: Subject) => Estimate | undefined,
    order = 1,
  ): Measured | undefined {
    if (!this.#wants(named.id)) return undefined;
    const key = JSON.stringify(named);
    if (!this.#cache.has(key)) this.#cache.set(key, take(this.human.reservoir));
    const reservoir = this.#cache.get(key);
    const own = reservoir === undefined ? undefined : take(generation);
    if (own === undefined || reservoir === undefined) return undefined;
    return { name: named, generation: own, reservoir, floor, ...this.#size(generation, order) };
  }

  #sampled(
    named: MeasureName,
    generation: Subject,
    take: (s: Subject) => Estimate | undefined,
  ): Measured | undefined {
    const measured = this.#both(named, generation, 1e-6, take);
    if (measured === undefined) return undefined;
    const { packed } = this.sample(generation);
    const whole = generation.profile.sample.whole && packed.examples.length === generation.examples;
    return {
      ...measured,
      sampleSize: { tokens: packed.tokens, examples: packed.examples.length },
      exact: whole,
    };
  }

  #size(generation: Subject, order: number): Pick<Measured, 'sampleSize' | 'exact'> {
    const tokens = Math.round(generation.tokens * generation.fraction);
    return {
      sampleSize: { tokens, examples: commonExamples(generation) },
      exact: generation.tables.get(order)!.columns.shift === 0,
    };
  }
}

function name(
  id: string,
  family: MeasureName['family'],
  direction: MeasureName['direction'],
  order?: number,
): MeasureName {
  return order === undefined ? { id, family, direction } : { id, family, direction, order };
}

/** Most tokens that signals on samples are measured at: more would cost time and tell little. */
export const MOST_SAMPLE_TOKENS = 1 << 17;

/** The sizes that the smallest of the corpora allows. `tokens` asks for a smaller one. */
export function commonSizes(
  reservoir: Profile,
  holdout: Profile,
  generations: readonly Profile[],
  tokens = Number.POSITIVE_INFINITY,
): { tokens: number; sampleTokens: number } {
  const measured = [reservoir, ...generations];
  const sizes = measured.map((p) => p.tally.tokens.reduce((a, b) => a + b, 0));
  const samples = [holdout, ...measured].map(sampleWeight);
  return {
    tokens: Math.min(tokens, ...sizes),
    sampleTokens: Math.min(tokens, MOST_SAMPLE_TOKENS, ...samples),
  };
}
