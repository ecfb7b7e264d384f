import type { Profile } from '../profile/profile.ts';
import { total } from '../profile/tally.ts';
import { columnRoles } from './columns/column-measures.ts';
import type { Estimate, Measured } from './estimate.ts';
import type { Measure } from './measure.ts';
import { measuresOf } from './modality-measures.ts';
import { prefix, sampleWeight } from './packed.ts';
import { type Roles, rolesOf } from './roles.ts';
import { Samples } from './samples.ts';
import type { SpaceOptions } from './space/measures.ts';
import { commonExamples, makeSubjects, type Subject } from './subject.ts';
import type { Tallies } from './tallies.ts';

export interface PairOptions {
  /** Tokens that whole-corpus signals are brought to; at most the smallest corpus's. */
  readonly tokens: number;
  /** Tokens that signals on the example sample are brought to. */
  readonly sampleTokens: number;
  /** Order of the language models. */
  readonly lmOrder: number;
  /** Of the measures on feature vectors. */
  readonly space?: SpaceOptions;
  /** Ids of the signals to take; all where absent. */
  readonly only?: ReadonlySet<string>;
}

/** The human side, made ready once for all generations of a line. */
export interface HumanSide {
  readonly holdout: Subject;
  readonly reservoir: Subject;
  readonly training?: Subject;
}

/** Everything that is compared in one check: the human side and all generations, at equal sizes. */
export class Comparison {
  readonly options: PairOptions;
  readonly human: HumanSide;
  readonly generations: readonly Subject[];
  /** What decides a verdict on this kind of content. */
  readonly roles: Roles;
  readonly #samples: Samples;
  readonly #measures: readonly Measure[];
  /** What each measure found on the reservoir: taken once for the line. */
  readonly #baselines = new Map<Measure, Estimate | undefined>();

  constructor(
    human: { holdout: Profile; reservoir: Profile; training?: Profile },
    generations: readonly { name: string; profile: Profile }[],
    options: PairOptions,
  ) {
    this.options = options;
    const named = Object.entries(human).map(([name, profile]) => ({ name, profile }));
    const subjects = makeSubjects([...named, ...generations], options.tokens);
    this.human = Object.fromEntries(named.map(({ name }, i) => [name, subjects[i]])) as unknown as HumanSide;
    this.generations = subjects.slice(named.length);
    const { holdout, reservoir } = this.human;
    this.#samples = new Samples([holdout, reservoir, ...this.generations], options.sampleTokens);
    const { modality } = holdout.profile.settings;
    this.roles = modality === 'table' ? columnRoles(holdout.profile) : rolesOf(modality);
    const all = measuresOf({ ...this.human, generations: this.generations }, this.#samples, options);
    this.#measures = all.filter(({ name }) => options.only === undefined || options.only.has(name.id));
  }

  /** Counts of the types of one order in a subject's sample. */
  tallies(subject: Subject, order: number): Tallies {
    return this.#samples.tallies(subject, order);
  }

  /** Every measure of one generation that exists both for it and for the reservoir. */
  measure(generation: Subject): Measured[] {
    return this.#measures.flatMap((measure) => {
      const reservoir = this.#baseline(measure);
      const own = reservoir === undefined ? undefined : measure.take(generation);
      if (own === undefined || reservoir === undefined) return [];
      const floor = own.floor ?? SMALLEST;
      return [{ name: measure.name, floor, generation: own, reservoir, ...this.#size(generation, measure) }];
    });
  }

  #baseline(measure: Measure): Estimate | undefined {
    if (!this.#baselines.has(measure)) this.#baselines.set(measure, measure.take(this.human.reservoir));
    return this.#baselines.get(measure);
  }

  #size(
    generation: Subject,
    { basis, order, mostTokens, size }: Measure,
  ): Pick<Measured, 'sampleSize' | 'exact'> {
    if (size !== undefined) return size(generation);
    if (basis === 'sample') {
      const packed = prefix(this.#samples.of(generation).packed, mostTokens ?? Number.POSITIVE_INFINITY);
      const exact = generation.profile.sample.whole && packed.examples.length === generation.examples;
      return { sampleSize: { tokens: packed.tokens, examples: packed.examples.length }, exact };
    }
    const tokens = Math.round(generation.tokens * generation.fraction);
    return {
      sampleSize: { tokens, examples: commonExamples(generation) },
      exact: generation.tables.get(order)!.columns.shift === 0,
    };
  }
}

/** Stands in for 0 in logarithms of quantities that have no smallest step. */
const SMALLEST = 1e-6;

/** Most tokens that signals on samples are measured at: more would cost time and tell little. */
export const MOST_SAMPLE_TOKENS = 1 << 16;

/** The sizes that the smallest of the corpora allows. `tokens` asks for a smaller one. */
export function commonSizes(
  reservoir: Profile,
  holdout: Profile,
  generations: readonly Profile[],
  tokens = Number.POSITIVE_INFINITY,
): { tokens: number; sampleTokens: number } {
  const measured = [reservoir, ...generations];
  const sizes = measured.map((profile) => total(profile.tally.tokens));
  const samples = [holdout, ...measured].map(sampleWeight);
  return {
    tokens: Math.min(tokens, ...sizes),
    sampleTokens: Math.min(tokens, MOST_SAMPLE_TOKENS, ...samples),
  };
}
