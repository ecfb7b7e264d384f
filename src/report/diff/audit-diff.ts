import type { Audit, AuditedItem } from '../../audit/audit.ts';
import { SEVERITIES } from '../../audit/item.ts';
import { type Change, resultChange, whole } from './change.ts';
import { type AuditDiff, DIFF_SCHEMA, type ItemChange, type ScoreChange } from './diff.ts';

const ORDER: readonly Change[] = ['worse', 'better', 'new', 'gone', 'differs', 'same'];

/** What changed from one audit to another: items, scores, the gate. Pure. */
export function diffAudits(before: Audit, after: Audit, version: string): AuditDiff {
  const items = itemChanges(before.items, after.items);
  const gate: Change =
    before.status === after.status ? 'same' : after.status === 'failed' ? 'worse' : 'better';
  return {
    schema: DIFF_SCHEMA,
    of: 'audit',
    tool: { name: 'outcross', version },
    change: whole([...items.map(({ change }) => change), gate]),
    status: { before: before.status, after: after.status },
    score: scores(before.score, after.score),
    stages: after.scores.map(({ stage, score }) => ({
      stage,
      ...scores(before.scores.find((each) => each.stage === stage)?.score, score),
    })),
    items: items.filter(({ change }) => change !== 'same').sort(byWeight),
    notes: unlike(before, after),
  };
}

function itemChanges(before: readonly AuditedItem[], after: readonly AuditedItem[]): ItemChange[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const now = new Set(after.map(({ id }) => id));
  return [
    ...after.map((item): ItemChange => {
      const was = old.get(item.id)?.result;
      const change = was === undefined ? 'new' : resultChange(was, item.result);
      return { ...named(item), ...(was === undefined ? {} : { before: was }), after: item.result, change };
    }),
    ...before
      .filter(({ id }) => !now.has(id))
      .map((item): ItemChange => ({ ...named(item), before: item.result, change: 'gone' })),
  ];
}

function named({ id, question, stage, severity, why }: AuditedItem) {
  return { id, question, stage, severity, why };
}

function byWeight(a: ItemChange, b: ItemChange): number {
  const kind = ORDER.indexOf(a.change) - ORDER.indexOf(b.change);
  return kind || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

function scores(before: number | undefined, after: number | undefined): ScoreChange {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function unlike(before: Audit, after: Audit): string[] {
  const notes: string[] = [];
  if (before.line !== after.line) notes.push('The audits are of different lines.');
  if (before.tool.version !== after.tool.version)
    notes.push(`Made by different versions: ${before.tool.version}, then ${after.tool.version}.`);
  const asked = ({ when, stages }: Audit) => JSON.stringify([when, stages]);
  if (asked(before) !== asked(after))
    notes.push('Different parts of the checklist were asked: scores do not compare.');
  if (JSON.stringify(before.gate) !== JSON.stringify(after.gate)) notes.push('The gates are not the same.');
  return notes;
}
