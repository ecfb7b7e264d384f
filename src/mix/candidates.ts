import type { SurveyColumns } from '../engine/rows/survey-columns.ts';

/** The examples of all inputs. */
export interface Candidates extends SurveyColumns {
  readonly size: number;
  /** Not 0 where something outside the policy keeps the example out: one of `Fate`. */
  readonly barred: Uint8Array;
}
