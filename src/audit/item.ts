import type { AuditFacts } from './facts.ts';

export const STAGES = [
  'sources',
  'accumulation',
  'reservoir',
  'health',
  'synthetic-quality',
  'recurrence',
] as const;
export type Stage = (typeof STAGES)[number];

/** When an item is asked: before data come in, before and after training, and always. */
export const MOMENTS = ['before-ingest', 'before-training', 'after-training', 'standing'] as const;
export type Moment = (typeof MOMENTS)[number];

/** The most pressing first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type ItemSeverity = (typeof SEVERITIES)[number];

export type ItemResult = 'passed' | 'failed' | 'not-answered' | 'not-applicable';

/** What an outcome rests on. */
export interface Evidence {
  readonly text: string;
  readonly file?: string;
  /** Number of the ledger's event. */
  readonly seq?: number;
}

/** What mends an item in this workspace. */
export interface Remedy {
  /** What to do, where a command alone does not say it. */
  readonly text?: string;
  /** As a shell takes it, in the working folder. */
  readonly command?: string;
  /** File and line to edit. */
  readonly where?: string;
}

export interface Outcome {
  readonly result: ItemResult;
  /** One sentence: why. */
  readonly why: string;
  readonly evidence: readonly Evidence[];
  /** Of what failed or was not answered. */
  readonly remedy?: Remedy;
}

/** One line of the checklist. Ids are stable: ledgers and waivers name them. */
export interface AuditItem {
  readonly id: string;
  readonly question: string;
  readonly stage: Stage;
  readonly severity: ItemSeverity;
  readonly when: Moment;
  /** True where a named person may answer: `outcross audit answer`. */
  readonly answerable: boolean;
  /** Pure. */
  evaluate(facts: AuditFacts): Outcome;
}

export function passed(why: string, evidence: readonly Evidence[] = []): Outcome {
  return { result: 'passed', why, evidence };
}

export function failed(why: string, remedy: Remedy, evidence: readonly Evidence[] = []): Outcome {
  return { result: 'failed', why, evidence, remedy };
}

/** The item speaks of something that is not there. */
export function notApplicable(why: string): Outcome {
  return { result: 'not-applicable', why, evidence: [] };
}

/** The computer cannot know yet; `remedy` says what would make it known. */
export function notAnswered(why: string, remedy: Remedy, evidence: readonly Evidence[] = []): Outcome {
  return { result: 'not-answered', why, evidence, remedy };
}
