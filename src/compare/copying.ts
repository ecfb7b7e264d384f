import type { Profile } from '../profile/profile.ts';
import type { Estimate, Measured } from './estimate.ts';
import { named } from './measure.ts';
import type { Comparison } from './pair.ts';
import { copied } from './rarefied.ts';
import { makeSubjects, type Subject } from './subject.ts';

/** Runs of this many tokens found verbatim are copied. */
export const COPY_RUN = 8;

/**
 * From this share of its whole examples and of its runs on, a corpus stands in a training set, and is no measure of what people share
 * with it by chance. Short examples coincide without a long run, set phrases repeat without whole examples: either alone says nothing.
 */
const WITHIN = 0.1;

/** What a generation repeats of its training set, and what people would. */
export interface Copying {
  /** Share of the generation's runs of 8 tokens that stand verbatim in the training set. */
  readonly generation: Estimate;
  /** The same of human text that is not in the training set: of the holdout, else of the reservoir. Undefined where both are in it. */
  readonly human?: Estimate;
  /** Share of the holdout's runs that stand there, whether or not it serves as `human`. */
  readonly holdout: number;
  readonly sampleSize: Measured['sampleSize'];
  readonly exact: boolean;
}

/** Undefined for content without words, and where the generation or the holdout holds no run of 8 tokens. */
export function copyingOf(comparison: Comparison, subject: Subject, training: Profile): Copying | undefined {
  const { holdout, reservoir } = comparison.human;
  const { modality } = holdout.profile.settings;
  if (modality !== 'text' && modality !== 'code') return undefined;
  const sides = [subject, holdout, reservoir].map(({ name, profile }) => ({ name, profile }));
  const made = makeSubjects([...sides, { name: 'training', profile: training }], comparison.options.tokens);
  const [own, held, other, set] = made;
  const generation = copied(own, set, COPY_RUN);
  const holdoutRuns = copied(held, set, COPY_RUN);
  if (generation === undefined || holdoutRuns === undefined) return undefined;
  const outside = [held, other].find((side) => !standsIn(side, set));
  const human = outside && copied(outside, set, COPY_RUN);
  return {
    generation,
    ...(human === undefined ? {} : { human }),
    holdout: holdoutRuns.value,
    sampleSize: { tokens: own.tokens, examples: own.examples },
    exact: own.tables.get(COPY_RUN)!.columns.shift === 0,
  };
}

/** The signal; none where nothing human is outside of the training set. */
export function copyingMeasure(copying: Copying | undefined): Measured[] {
  if (copying?.human === undefined) return [];
  const { generation, human, sampleSize, exact } = copying;
  const name = named('copying', 'copying', 'flag', COPY_RUN);
  return [{ name, generation, reservoir: human, sampleSize, exact, floor: generation.floor! }];
}

function standsIn(side: Subject, training: Subject): boolean {
  return [0, COPY_RUN].every((order) => (copied(side, training, order)?.value ?? 0) >= WITHIN);
}
