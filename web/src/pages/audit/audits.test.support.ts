import type { Audit, Item, Result } from './groups.ts';

export const RESULT_SEVERITY: readonly Item['severity'][] = ['critical', 'high', 'medium', 'low'];

const STAGES: readonly Item['stage'][] = [
  'sources',
  'accumulation',
  'reservoir',
  'health',
  'synthetic-quality',
  'recurrence',
];

const NONE: Record<Result, number> = {
  passed: 0,
  failed: 0,
  'not-answered': 0,
  'not-applicable': 0,
  waived: 0,
};

export function itemWith(more: Partial<Item>): Item {
  return {
    id: 'sources.registered',
    question: 'Is every source registered?',
    stage: 'sources',
    severity: 'high',
    when: 'standing',
    answerable: false,
    result: 'failed',
    why: '2 sources are not',
    evidence: [{ text: 'forum', file: 'data/forum.jsonl', seq: 3 }],
    ...more,
  };
}

export function auditWith(items: readonly Item[]): Audit {
  return {
    schema: 'outcross.audit/1',
    tool: { name: 'outcross', version: '0.1.0' },
    at: '2026-01-02T03:04:05.000Z',
    line: 'novels',
    when: ['standing'],
    stages: STAGES,
    status: 'failed',
    gate: { severity: 'high', score: 0, unanswered: false },
    reasons: [
      { gate: 'severity', text: '1 item of severity high or above failed', items: ['sources.registered'] },
    ],
    weights: { critical: 8, high: 4, medium: 2, low: 1 },
    score: 61.5,
    counts: NONE,
    scores: STAGES.map((stage, i) => ({ stage, score: 10 * i, counts: NONE })),
    items,
  };
}
