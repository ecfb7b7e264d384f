import type { Policy } from '../../mix/policy.ts';
import type { JobProgress, MixView, PlanView } from '../wire.ts';

/** What the thread of plans is asked. `now`: milliseconds since 1970. */
export interface NextQuestion {
  readonly now: number;
}

export interface PlanQuestion {
  readonly now: number;
  readonly policy: Policy;
  /** Milliseconds that whoever asks waits for a survey. */
  readonly patience: number;
}

/** All of the next mix but what was built before. */
export type NextAnswer = Omit<MixView, 'built'>;

export type PlanAnswer =
  | { readonly kind: 'planned'; readonly plan: Omit<PlanView, 'took'> }
  | { readonly kind: 'surveying'; readonly progress: JobProgress };
