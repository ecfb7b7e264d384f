import { type Copying, copyingMeasure, copyingOf } from './copying.ts';
import type { Measured } from './estimate.ts';
import { type Judgement, judge } from './judge.ts';
import type { Margins } from './margins.ts';
import { type Diagnosis, diagnose, type TrainingSets, trainingOf } from './model/diagnose.ts';
import { modelMeasures } from './model/model-measures.ts';
import type { ModelLine } from './model/model-scores.ts';
import type { Comparison } from './pair.ts';
import { signalKey } from './signal.ts';
import { blockCount, type Subject } from './subject.ts';
import type { MeasuredByKey } from './tests.ts';

/** One generation, measured and judged in the light of those before it. */
export interface Assessment {
  readonly subject: Subject;
  readonly measured: MeasuredByKey;
  readonly judgement: Judgement;
  /** Where the training set is known, of words. */
  readonly copying?: Copying;
  /** Where the training set is known. */
  readonly diagnosis?: Diagnosis;
}

/** Everything that a check finds about a line, before it is put into words. */
export interface LineAssessment {
  readonly generations: readonly Assessment[];
  /** Degrees of freedom of the errors. */
  readonly freedom: number;
  /** Where scores under models of the user's were given. */
  readonly models?: ModelLine;
}

export interface AssessOptions {
  readonly alpha: number;
  readonly margins: Margins;
  readonly models?: ModelLine;
  readonly training?: TrainingSets;
}

/** Measures and judges the generations of a comparison, first to last. */
export function assessLine(comparison: Comparison, options: AssessOptions): LineAssessment {
  const steps = assessSteps(comparison, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `assessLine`, step by step: yields the name of each generation before it is measured. */
export function* assessSteps(
  comparison: Comparison,
  options: AssessOptions,
): Generator<string, LineAssessment, void> {
  const { holdout, reservoir } = comparison.human;
  const { models, training } = options;
  const blocks = [holdout, reservoir, ...comparison.generations].map((s) => blockCount(s.profile));
  // One degree is spent on the mean, one on the size of blocks.
  const freedom = Math.max(1, Math.min(...blocks) - 2);
  const line: MeasuredByKey[] = [];
  const generations: Assessment[] = [];
  for (const subject of comparison.generations) {
    yield subject.name;
    const own = models === undefined ? [] : modelMeasures(models, subject.name);
    const set = training && trainingOf(training, subject.name);
    const copying = set && copyingOf(comparison, subject, set);
    const measured = byKey([...comparison.measure(subject), ...copyingMeasure(copying), ...own]);
    line.push(measured);
    const judgement = judge(line, { ...options, freedom, roles: comparison.roles });
    const { verdict } = judgement;
    const diagnosis =
      set && diagnose({ comparison, subject, verdict, training: set, copying, models, freedom });
    generations.push({
      subject,
      measured,
      judgement,
      ...(copying === undefined ? {} : { copying }),
      ...(diagnosis === undefined ? {} : { diagnosis }),
    });
  }
  return { generations, freedom, ...(models === undefined ? {} : { models }) };
}

function byKey(measured: readonly Measured[]): MeasuredByKey {
  return new Map(measured.map((m) => [signalKey(m.name), m]));
}
