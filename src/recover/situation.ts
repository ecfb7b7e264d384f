import type { CheckedLine } from '../compare/check-line.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { Policy } from '../mix/policy.ts';
import type { LedgerStory } from './ledger-story.ts';
import type { PlannedGeneration } from './plan.ts';

/** What a plan is made from: the line as it was checked, and what the workspace says of it. Paths as the working folder sees them. */
export interface Situation {
  readonly line: string;
  readonly checked: CheckedLine;
  /** The generations, first to last, as they were checked. */
  readonly generations: readonly PlannedGeneration[];
  /** Place of the one that is looked at. */
  readonly place: number;
  /** Why it has its verdict, and what a check advises. */
  readonly why: string;
  readonly advice: string;
  readonly story: LedgerStory;
  /** How the reservoir's corpus is read. */
  readonly reservoir: CorpusSpec;
  /** Folder of the anchor. */
  readonly anchor: string;
  readonly policy: Policy;
  /** The policy as the workspace has it, without defaults. */
  readonly policySection: Readonly<Record<string, unknown>>;
  readonly next: NextSet;
  /** `outcross.yaml:12`: where what mixes take is written, or would be. */
  readonly mixPlace: string;
}

/** The next training set of the workspace. */
export interface NextSet {
  readonly output: string;
  /** True where something stands there. */
  readonly exists: boolean;
  /** The command that trains on it; undefined where the workspace names none. */
  readonly train?: string;
}
