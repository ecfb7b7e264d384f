import type { AuditFacts, ConfigFacts, WaiverFacts } from './facts.ts';
import {
  type AuditItem,
  type ItemResult,
  type ItemSeverity,
  MOMENTS,
  type Moment,
  type Outcome,
  SEVERITIES,
  STAGES,
  type Stage,
} from './item.ts';
import { ITEMS } from './items.ts';

export const AUDIT_SCHEMA = 'outcross.audit/1';

/** What an item counts in a score. */
export const WEIGHTS: Readonly<Record<ItemSeverity, number>> = { critical: 8, high: 4, medium: 2, low: 1 };

/** How an item ended: as it evaluated, or failed with somebody who answers for that. */
export type AuditResult = ItemResult | 'waived';

/** An item of an audit. */
export interface AuditedItem extends Omit<Outcome, 'result'> {
  readonly id: string;
  readonly question: string;
  readonly stage: Stage;
  readonly severity: ItemSeverity;
  readonly when: Moment;
  readonly answerable: boolean;
  readonly result: AuditResult;
  readonly waiver?: Omit<WaiverFacts, 'until'>;
}

export type Counts = Readonly<Record<AuditResult, number>>;

export interface StageScore {
  readonly stage: Stage;
  /** 0 to 100; absent where nothing of the stage applies. */
  readonly score?: number;
  readonly counts: Counts;
}

/** What made the audit fail. */
export interface GateReason {
  readonly gate: 'severity' | 'score' | 'unanswered' | 'waiver';
  readonly text: string;
  readonly items: readonly string[];
}

export interface Audit {
  readonly schema: typeof AUDIT_SCHEMA;
  readonly tool: { readonly name: 'outcross'; readonly version: string };
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly line: string;
  /** Moments and stages that were asked. */
  readonly when: readonly Moment[];
  readonly stages: readonly Stage[];
  readonly status: 'passed' | 'failed';
  readonly gate: ConfigFacts['gate'];
  readonly reasons: readonly GateReason[];
  readonly weights: typeof WEIGHTS;
  /** 0 to 100; absent where nothing applies. */
  readonly score?: number;
  readonly counts: Counts;
  readonly scores: readonly StageScore[];
  readonly items: readonly AuditedItem[];
}

export interface AuditOptions {
  readonly version: string;
  /** Default: all. */
  readonly when?: readonly Moment[];
  readonly stages?: readonly Stage[];
}

/**
 * Runs the checklist over facts. Pure. The score is the weight of what passed as a share of the weight of all that applies: what is
 * not answered, failed or waived counts as not passed.
 */
export function audit(facts: AuditFacts, options: AuditOptions): Audit {
  const { when = MOMENTS, stages = STAGES, version } = options;
  const chosen = ITEMS.filter((item) => when.includes(item.when) && stages.includes(item.stage));
  const items = chosen.map((item) => audited(item, facts));
  const { gate } = facts.config;
  const score = scoreOf(items);
  const reasons = reasonsOf(items, score, facts);
  return {
    schema: AUDIT_SCHEMA,
    tool: { name: 'outcross', version },
    at: new Date(facts.now).toISOString(),
    line: facts.line,
    when: [...when],
    stages: [...stages],
    status: reasons.length === 0 ? 'passed' : 'failed',
    gate,
    reasons,
    weights: WEIGHTS,
    ...(score === undefined ? {} : { score }),
    counts: countsOf(items),
    scores: stages.map((stage) => {
      const own = items.filter((item) => item.stage === stage);
      const part = scoreOf(own);
      return { stage, ...(part === undefined ? {} : { score: part }), counts: countsOf(own) };
    }),
    items,
  };
}

/** Nobody may waive the rule that waivers end. */
const NEVER_WAIVED = 'recurrence.waivers';

function audited(item: AuditItem, facts: AuditFacts): AuditedItem {
  const { evaluate: _, ...rest } = item;
  const outcome = item.evaluate(facts);
  const waiver = facts.waivers.find((each) => each.item === item.id && each.until > facts.now);
  const holds = waiver !== undefined && item.id !== NEVER_WAIVED;
  if (outcome.result !== 'failed' && outcome.result !== 'not-answered') return { ...rest, ...outcome };
  if (!holds) return { ...rest, ...outcome };
  const { until: __, ...shown } = waiver;
  return { ...rest, ...outcome, result: 'waived', waiver: shown };
}

function countsOf(items: readonly AuditedItem[]): Counts {
  const counts = { passed: 0, failed: 0, 'not-answered': 0, 'not-applicable': 0, waived: 0 };
  for (const { result } of items) counts[result]++;
  return counts;
}

function scoreOf(items: readonly AuditedItem[]): number | undefined {
  let all = 0;
  let good = 0;
  for (const { severity, result } of items) {
    if (result === 'not-applicable') continue;
    all += WEIGHTS[severity];
    if (result === 'passed') good += WEIGHTS[severity];
  }
  // To a tenth: more digits would say nothing.
  return all === 0 ? undefined : Math.round((1000 * good) / all) / 10;
}

function reasonsOf(
  items: readonly AuditedItem[],
  score: number | undefined,
  { config: { gate }, waivers, now }: AuditFacts,
): GateReason[] {
  const counts = (severity: ItemSeverity) =>
    gate.severity !== 'none' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(gate.severity);
  const reason = (kind: GateReason['gate'], ids: readonly string[], text: string): GateReason[] =>
    ids.length === 0 ? [] : [{ gate: kind, items: ids, text }];
  const ids = (result: AuditResult) =>
    items.filter((item) => item.result === result && counts(item.severity)).map(({ id }) => id);
  const failing = ids('failed');
  const open = gate.unanswered ? ids('not-answered') : [];
  const expired = waivers.filter(({ until }) => until <= now).map(({ item }) => item);
  return [
    ...reason('severity', failing, `${things(failing.length)} of severity ${gate.severity} or above failed`),
    ...reason(
      'unanswered',
      open,
      `${things(open.length)} of severity ${gate.severity} or above ${open.length === 1 ? 'is' : 'are'} not answered`,
    ),
    ...(score !== undefined && score < gate.score
      ? [{ gate: 'score' as const, items: [], text: `the score is ${score}, and ${gate.score} is asked` }]
      : []),
    ...reason('waiver', expired, `${expired.length === 1 ? 'a waiver has' : 'waivers have'} expired`),
  ];
}

function things(count: number): string {
  return count === 1 ? '1 item' : `${count} items`;
}

/** What needs somebody: failed, then not answered; the most severe first, and of equals those that come first in the work. */
export function pressing(items: readonly AuditedItem[], result: 'failed' | 'not-answered'): AuditedItem[] {
  return items
    .filter((item) => item.result === result)
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        MOMENTS.indexOf(a.when) - MOMENTS.indexOf(b.when),
    );
}
