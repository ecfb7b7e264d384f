import type { Profile } from '../../profile/profile.ts';
import { studentQuantile } from '../../stats/student-t.ts';
import type { Copying } from '../copying.ts';
import type { Estimate } from '../estimate.ts';
import type { Comparison } from '../pair.ts';
import { makeSubjects, type Subject } from '../subject.ts';
import type { Verdict } from '../verdict.ts';
import { type Gap, gapOf, type ModelLine, OVERFIT_GAP } from './model-scores.ts';
import { type OutputGap, outputGap } from './train-gap.ts';

/** What ails a generation whose training set is known. */
export const READINGS = ['overfitting', 'memorising', 'collapse', 'both', 'neither'] as const;
export type Reading = (typeof READINGS)[number];

/** Profiles of training sets: of all generations, and of single ones by name. */
export interface TrainingSets {
  readonly common?: Profile | undefined;
  readonly own: ReadonlyMap<string, Profile>;
}

/** What a generation was trained on, where that is known. */
export function trainingOf({ own, common }: TrainingSets, name: string): Profile | undefined {
  return own.get(name) ?? common;
}

/** A reading, and everything that it rests on. */
export interface Diagnosis {
  readonly reading: Reading;
  /** From its model's scores; undefined where they are not given, or do not compare. */
  readonly overfits: boolean | undefined;
  /** From verbatim runs; undefined where the output holds none, or all human text stands in the training set. */
  readonly memorises: boolean | undefined;
  /** From the verdict: early or late. */
  readonly collapses: boolean;
  /** Share of runs of 8 words that stand in the training set: of the output, and of human text. */
  readonly copying?: {
    readonly value: number;
    readonly baseline: number;
    readonly interval: readonly [number, number];
  };
  /** Share of the holdout's runs that stand in the training set, where no human text is outside of it: copying is not told. */
  readonly humanWithin?: number;
  /** See `OutputGap`; context, which decides nothing. */
  readonly outputGap?: { readonly value: number; readonly baseline: number };
  /** ln perplexity of text left out less that of the training set, under the generation's own model, in nats a unit. */
  readonly modelGap?: {
    readonly value: number;
    readonly interval: readonly [number, number];
    readonly margin: number;
    readonly unit: ModelLine['unit'];
    readonly against: Gap['against'];
  };
  /** True where the training set is so unlike the holdout that a gap between the two says nothing. */
  readonly unlike: boolean;
}

export interface DiagnoseOptions {
  readonly comparison: Comparison;
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly training: Profile;
  readonly copying: Copying | undefined;
  readonly models: ModelLine | undefined;
  readonly freedom: number;
}

/** Share of copied runs above that of human text that counts as memorising. */
const COPYING = 0.05;

/**
 * A training set that a model of the reservoir finds harder or easier than the holdout by more than this, in nats a token, is text
 * of another kind: 16 samples of the Brown corpus differ by 0.29 at most, what trigram models wrote that had learned from such models by
 * 0.46 to 1.02.
 */
const UNLIKE = 0.4;

/** Chance to be wrong in each of the two questions, one-sided. */
const ALPHA = 0.025;

export function diagnose(options: DiagnoseOptions): Diagnosis {
  const { comparison, subject, training: profile, verdict } = options;
  const { holdout, reservoir } = comparison.human;
  const named = [subject, reservoir, holdout].map(({ name, profile: own }) => ({ name, profile: own }));
  const sides = makeSubjects([...named, { name: 'training', profile }], comparison.options.tokens);
  const [generation, human, held, set] = sides;
  const gap = outputGap(
    { generation, reservoir: human, training: set, holdout: held },
    comparison.options.lmOrder,
  );
  const difference = gap === undefined ? 0 : Math.abs(Math.log(gap.reservoir));
  const copying = copiedOf(options);
  const model = modelGapOf(options, difference);
  return read({
    collapses: verdict === 'early' || verdict === 'late',
    memorises: copying && copying.interval[0] - copying.baseline > COPYING,
    overfits: model && (model.compares ? model.gap.interval[0] > model.gap.margin : undefined),
    unlike: difference > UNLIKE,
    ...(copying === undefined ? humanWithin(options) : { copying }),
    ...(model === undefined ? {} : { modelGap: model.gap }),
    ...outputGapOf(gap),
  });
}

/** The table of docs/signals.md: memorising is overfitting that shows in the output, so that it is named first. */
function read(found: Omit<Diagnosis, 'reading'>): Diagnosis {
  const learnt = found.memorises === true || found.overfits === true;
  if (found.collapses) return { reading: learnt ? 'both' : 'collapse', ...found };
  if (found.memorises === true) return { reading: 'memorising', ...found };
  return { reading: found.overfits === true ? 'overfitting' : 'neither', ...found };
}

function outputGapOf(gap: OutputGap | undefined): Pick<Diagnosis, 'outputGap'> {
  if (gap === undefined) return {};
  return { outputGap: { value: gap.generation, baseline: gap.reservoir } };
}

function copiedOf({ copying, freedom }: DiagnoseOptions): Diagnosis['copying'] {
  if (copying?.human === undefined) return undefined;
  const { generation, human } = copying;
  return { value: generation.value, baseline: human.value, interval: boundsOf(generation, freedom) };
}

function humanWithin({ copying }: DiagnoseOptions): Pick<Diagnosis, 'humanWithin'> {
  return copying === undefined ? {} : { humanWithin: copying.holdout };
}

function boundsOf({ value, variance, floor = 0 }: Estimate, freedom: number): [number, number] {
  const reach = Math.exp(studentQuantile(1 - ALPHA, freedom) * Math.sqrt(variance));
  return [value / reach, Math.min(1, Math.max(value, floor) * reach)];
}

/** What a difference in kind may explain of a gap against the holdout counts as no overfitting. */
function marginOf(unit: ModelLine['unit'], { against }: Gap, difference: number): number {
  const margin = OVERFIT_GAP[unit];
  return against === 'validation' ? margin : margin + (difference * margin) / OVERFIT_GAP.word;
}

function modelGapOf({ models, subject }: DiagnoseOptions, difference: number) {
  const entropies = models?.models.get(subject.name);
  const gap = entropies && gapOf(entropies);
  if (models === undefined || gap === undefined) return undefined;
  const reach = studentQuantile(1 - ALPHA, Math.max(1, gap.blocks - 2)) * Math.sqrt(gap.variance);
  const told: NonNullable<Diagnosis['modelGap']> = {
    value: gap.value,
    interval: [gap.value - reach, gap.value + reach],
    margin: marginOf(models.unit, gap, difference),
    unit: models.unit,
    against: gap.against,
  };
  const compares = Number.isFinite(reach) && (gap.against === 'validation' || difference <= UNLIKE);
  return { gap: told, compares };
}
