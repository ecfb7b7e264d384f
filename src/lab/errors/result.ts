import type { Estimate } from '../run/aggregate.ts';
import type { Share } from './share.ts';
import type { Factor, StudySettings } from './study.ts';

/** How much of the loss each of the three errors accounts for. Views add nothing to it. */
export interface LabErrors {
  readonly schema: 'outcross.lab-errors/1';
  readonly tool: { readonly name: 'outcross'; readonly version: string };
  readonly learner: { readonly name: string; readonly title: string; readonly rows: string };
  readonly settings: StudySettings & {
    readonly replicates: number;
    readonly seed: string;
    /** What the limited solver does. */
    readonly solver: string;
  };
  readonly loss: { readonly title: string; readonly meaning: string };
  /** What each error is here: not made, and made. */
  readonly factors: readonly { readonly name: Factor; readonly off: string; readonly on: string }[];
  /** Every combination of errors, the first without any, the last with all. */
  readonly cells: readonly { readonly made: readonly Factor[]; readonly generations: readonly Estimate[] }[];
  /** Loss after the last generation with all errors, less that with none. */
  readonly total: Estimate;
  /** Shapley values: they sum to the total. A negative one keeps the others from growing. */
  readonly shares: readonly ({ readonly factor: Factor; readonly loss: Estimate } & Share)[];
  /** Main effects, then interactions. */
  readonly effects: readonly { readonly factors: readonly Factor[]; readonly loss: Estimate }[];
}
