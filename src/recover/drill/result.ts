import type { Verdict } from '../../compare/verdict.ts';

export const DRILL_SCHEMA = 'outcross.drill/1';
export const SCENARIO = 'replacement';

export type StepName = 'prepare' | 'collapse' | 'check' | 'recover' | 'mix' | 'retrain' | 'check again';

export interface DrillStep {
  readonly name: StepName;
  readonly seconds: number;
  readonly result: 'passed' | 'failed';
  /** What came of it, in a few words. */
  readonly note: string;
}

/** What a drill came to. A plain value. */
export interface DrillResult {
  readonly schema: typeof DRILL_SCHEMA;
  readonly scenario: typeof SCENARIO;
  readonly steps: readonly DrillStep[];
  readonly seconds: number;
  /** True where the generation after the response does not collapse any more, and holds more of the tail, beyond both intervals. */
  readonly worked: boolean;
  readonly before?: DrillVerdict;
  readonly after?: DrillVerdict;
}

/** Of a generation: its verdict, and the share of the tail of human text that it holds, with its interval. */
export interface DrillVerdict {
  readonly generation: string;
  readonly verdict: Verdict;
  readonly tail?: { readonly ratio: number; readonly interval: readonly [number, number] };
}
