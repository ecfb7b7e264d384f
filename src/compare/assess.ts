import type { Measured } from './estimate.ts';
import { type Judgement, judge } from './judge.ts';
import type { Margins } from './margins.ts';
import type { Comparison } from './pair.ts';
import { signalKey } from './signal.ts';
import { blockCount, type Subject } from './subject.ts';
import type { MeasuredByKey } from './tests.ts';

/** One generation, measured and judged in the light of those before it. */
export interface Assessment {
  readonly subject: Subject;
  readonly measured: MeasuredByKey;
  readonly judgement: Judgement;
}

/** Everything that a check finds about a line, before it is put into words. */
export interface LineAssessment {
  readonly generations: readonly Assessment[];
  /** Degrees of freedom of the errors. */
  readonly freedom: number;
}

export interface AssessOptions {
  readonly alpha: number;
  readonly margins: Margins;
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
  const blocks = [holdout, reservoir, ...comparison.generations].map((s) => blockCount(s.profile));
  // One degree is spent on the mean, one on the size of blocks.
  const freedom = Math.max(1, Math.min(...blocks) - 2);
  const line: MeasuredByKey[] = [];
  const generations: Assessment[] = [];
  for (const subject of comparison.generations) {
    yield subject.name;
    const measured = byKey(comparison.measure(subject));
    line.push(measured);
    generations.push({ subject, measured, judgement: judge(line, { ...options, freedom }) });
  }
  return { generations, freedom };
}

function byKey(measured: readonly Measured[]): MeasuredByKey {
  return new Map(measured.map((m) => [signalKey(m.name), m]));
}
