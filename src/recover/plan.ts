import type { Lost } from '../compare/lost.ts';
import type { Verdict } from '../compare/verdict.ts';
import type { Share } from '../lab/forecast/share-estimate.ts';
import type { LostBand } from './lost-tail.ts';

export const RECOVERY_SCHEMA = 'outcross.recovery/1';

/** A generation as a plan names it. */
export interface PlannedGeneration {
  readonly name: string;
  readonly corpus: readonly string[];
  readonly verdict: Verdict;
}

/** What of the tail is lost. */
export interface LostReport {
  readonly bands: readonly LostBand[];
  /** Tail types by the category of the reservoir's examples that hold them, those that lost most first. */
  readonly categories: readonly LostCategory[];
  /** Types as people read them, with a passage of the reservoir. */
  readonly examples: readonly Lost[];
}

export interface LostCategory {
  readonly category: string;
  readonly types: number;
  readonly lost: number;
}

/** How much human data to bring back, and what that stands on. */
export interface Needed {
  /** Share of human tokens in each coming training set: the largest of what follows. */
  readonly humanShare: number;
  /** Tokens of the generations that stay in the next set. */
  readonly generatedTokens: number;
  /** Tokens of human text beside them, so that they are that share. */
  readonly humanTokens: number;
  /** Share of the tail that is to be kept, of what as much human text holds. */
  readonly keep: number;
  /** Training sets that are looked ahead. */
  readonly generations: number;
  /** From where the line stands: chance alone; see `bringBack`. */
  readonly fromHere?: { readonly share: number; readonly next: number };
  /** Of a line with this learner, as fitted to its generations; see `forecast`. */
  readonly ofLearner?: Share & { readonly order: number };
  /** Least share that the policy asks for. */
  readonly policy: number;
  /** Best weight on human rows where both kinds are scarce: w* of He, Xu and Cheng (2025). */
  readonly bestWeight: number;
}

/** The human examples to bring back. */
export interface Selection {
  readonly file: string;
  /** False of a dry run: what the file would be. */
  readonly written: boolean;
  readonly examples: number;
  readonly tokens: number;
  /** Examples that came for the tail; the others fill up the share. */
  readonly forTail: number;
  /** Lost types, and how many of them the selection carries. Estimates where types were sampled. */
  readonly lost: number;
  readonly carried: number;
  /** Share of the tail's tokens that are of lost types, before and after. */
  readonly lostMass: number;
  readonly leftMass: number;
  /** Tokens of human text that the reservoir has too few. */
  readonly short: number;
}

/** What is to be expected. */
export interface Outlook {
  /** Order of the n-grams whose tail it is of: the one that needs more human data. */
  readonly order: number;
  /** Shares of the tail that as much human text holds, with intervals: what models write if nothing changes, and after recovery. */
  readonly unchanged: readonly OutlookPoint[];
  readonly recovered: readonly OutlookPoint[];
  /** Share of human data that the line had so far. */
  readonly pastShare: number;
  /** True where the mixes of the ledger say so; else nothing is known of them, and none is assumed. */
  readonly pastKnown: boolean;
  /** How the learner treats what is rare; 1 repeats what it learned. */
  readonly fidelity: number;
  readonly fidelityInterval: readonly [number, number];
  /** True where the reservoir has new rows for every set; false: the same ones again. */
  readonly fresh: boolean;
}

export interface OutlookPoint extends Share {
  /** From now; 1 is the next. */
  readonly ahead: number;
}

/** A set that was built, as the ledger knows it. */
export interface KnownMix {
  readonly seq: number;
  readonly output: string;
  readonly generation?: number;
  /** Share of human examples. */
  readonly humanShare?: number;
  /** SHA-256 of its inputs, and of their files. */
  readonly inputs: readonly string[];
}

interface PlanHead {
  readonly schema: typeof RECOVERY_SCHEMA;
  readonly line: string;
  readonly generation: string;
  readonly verdict: Verdict;
  readonly why: string;
}

/** Nothing to recover. */
export interface NoPlan extends PlanHead {
  readonly phase: 'none';
  /** What to do, or what would decide. */
  readonly advice: string;
}

export interface EarlyPlan extends PlanHead {
  readonly phase: 'early';
  readonly lastHealthy?: PlannedGeneration;
  readonly lost?: LostReport;
  readonly needed: Needed;
  /** Corpora of the next mix, human data first. */
  readonly inputs: readonly string[];
  /** Absent where examples cannot be told by the types that they carry. */
  readonly selection?: Selection;
  readonly outlook?: Outlook;
  /** File of the policy that the next mix is built under, where that of the workspace asks for less. */
  readonly policyFile?: string;
  readonly commands: readonly PlannedCommand[];
  readonly notes: readonly string[];
}

export interface LatePlan extends PlanHead {
  readonly phase: 'late';
  readonly lastHealthy?: PlannedGeneration;
  readonly lost?: LostReport;
  /** Corpora that stay in mixes: human data first. */
  readonly keep: readonly string[];
  readonly drop: readonly PlannedGeneration[];
  /** Sets that hold what is dropped, as the ledger knows them. */
  readonly tainted: readonly KnownMix[];
  readonly commands: readonly PlannedCommand[];
  readonly notes: readonly string[];
}

export interface PlannedCommand {
  /** Empty where only the reader knows it. */
  readonly command: string;
  readonly why: string;
}

/** What to do about a generation. A plain value. */
export type RecoveryPlan = NoPlan | EarlyPlan | LatePlan;
