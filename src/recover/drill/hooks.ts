import type { StepName } from './result.ts';

export interface DrillHooks {
  readonly signal: AbortSignal;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly onStep?: (name: StepName) => void;
  readonly version?: string;
  /** Where the folder of the drill is made (default: that of the system). It is removed whatever happens. */
  readonly temporary?: string;
}
