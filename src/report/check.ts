import { checkLineSteps, type LineOptions } from '../compare/check-line.ts';
import type { CheckInput } from '../compare/comparable.ts';
import type { Verdict } from '../compare/verdict.ts';
import { assembleReport } from './assemble/assemble.ts';
import type { GateOn } from './gate.ts';
import type { Report } from './report.ts';

export interface CheckOptions extends LineOptions {
  /** Verdicts that fail the gate. Default early and late. */
  readonly failOn?: readonly Verdict[];
  /** Whose verdict can fail the gate. Default any. */
  readonly gateOn?: GateOn;
  /** Version to print. */
  readonly version?: string;
}

/**
 * Checks a line of generations against human text, and puts what it finds into a report. Throws as `checkLineSteps` does.
 */
export function check(input: CheckInput, options: CheckOptions = {}): Report {
  const steps = checkSteps(input, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * As `check`, step by step: yields the name of each generation before it is measured, so that the caller can do other work
 * meanwhile, or stop.
 */
export function* checkSteps(input: CheckInput, options: CheckOptions = {}): Generator<string, Report, void> {
  const { version = 'unknown', failOn = ['early', 'late'], gateOn = 'any', ...rest } = options;
  const { comparison, assessed, alpha, margins } = yield* checkLineSteps(input, rest);
  return assembleReport(comparison, assessed, {
    version,
    alpha,
    margins,
    failOn: [...new Set(failOn)],
    gateOn,
    split: input.reservoir === undefined,
  });
}
