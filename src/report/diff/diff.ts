import type { AuditResult } from '../../audit/audit.ts';
import type { ItemSeverity, Stage } from '../../audit/item.ts';
import type { Finding, Severity } from '../../base/finding.ts';
import type { Direction } from '../../compare/signal.ts';
import type { Verdict } from '../../compare/verdict.ts';
import type { Change, Whole } from './change.ts';

export const DIFF_SCHEMA = 'outcross.diff/1';

/** One generation of either report. */
export interface VerdictChange {
  readonly name: string;
  readonly before?: Verdict;
  readonly after?: Verdict;
  /** The generation of the old report that this one is held against, where that has another name. */
  readonly against?: string;
  readonly change: Change;
}

export interface RatioWithInterval {
  readonly ratio: number;
  readonly interval: readonly [number, number];
}

/** A signal whose intervals of before and after do not overlap. */
export interface SignalChange {
  readonly generation: string;
  readonly against: string;
  /** See `signalKey`. */
  readonly key: string;
  readonly id: string;
  readonly order?: number;
  readonly band?: number;
  readonly direction: Direction;
  readonly before: RatioWithInterval;
  readonly after: RatioWithInterval;
  readonly change: 'worse' | 'better' | 'differs';
}

export interface FindingChange {
  readonly change: 'new' | 'gone' | 'raised' | 'lowered';
  /** Absent of findings of the inputs. */
  readonly generation?: string;
  /** As it stands now; of what is gone, as it stood. */
  readonly finding: Finding;
  /** Where the severity changed. */
  readonly was?: Severity;
}

interface Compared {
  readonly schema: typeof DIFF_SCHEMA;
  readonly tool: { readonly name: 'outcross'; readonly version: string };
  readonly change: Whole;
  /** Gates, before and after. */
  readonly status: { readonly before: 'passed' | 'failed'; readonly after: 'passed' | 'failed' };
  /** Why the two are not like with like. */
  readonly notes: readonly string[];
}

/** Two reports of `check`. */
export interface CheckDiff extends Compared {
  readonly of: 'check';
  readonly generations: readonly VerdictChange[];
  /** The widest gap first. */
  readonly signals: readonly SignalChange[];
  readonly findings: readonly FindingChange[];
}

export interface ItemChange {
  readonly id: string;
  readonly question: string;
  readonly stage: Stage;
  readonly severity: ItemSeverity;
  readonly before?: AuditResult;
  readonly after?: AuditResult;
  readonly change: Change;
  /** As it stands now; of what is gone, as it stood. */
  readonly why: string;
}

export interface ScoreChange {
  readonly before?: number;
  readonly after?: number;
}

/** Two audits. */
export interface AuditDiff extends Compared {
  readonly of: 'audit';
  readonly score: ScoreChange;
  readonly stages: readonly (ScoreChange & { readonly stage: Stage })[];
  /** Those that changed, what got worse first. */
  readonly items: readonly ItemChange[];
}

export type Diff = CheckDiff | AuditDiff;

/** Whether what got worse is to fail. */
export function failsOn(diff: Diff, failOn: 'worse' | 'none'): boolean {
  return failOn === 'worse' && (diff.change === 'worse' || diff.change === 'mixed');
}
