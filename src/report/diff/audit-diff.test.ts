import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import { diffAudits } from './audit-diff.ts';

const diff = (before: Parameters<typeof diffAudits>[0], after: Parameters<typeof diffAudits>[0]) =>
  diffAudits(before, after, '1.2.3');

describe('diffAudits', () => {
  it('finds nothing between an audit and itself', () => {
    const audit = auditOf([item('a', 'passed'), item('b', 'failed')]);
    expect(diff(audit, audit)).toMatchObject({ change: 'same', items: [], notes: [] });
  });

  it('names what got worse first, the most severe before the rest, with why it is so now', () => {
    const before = auditOf([
      item('a', 'failed'),
      item('b', 'passed'),
      item('c', 'passed'),
      item('d', 'waived'),
    ]);
    const after = auditOf([
      item('a', 'passed'),
      item('b', 'failed', { severity: 'low' }),
      item('c', 'not-answered', { severity: 'critical' }),
      item('d', 'waived'),
    ]);
    const { items, change } = diff(before, after);
    expect(change).toBe('mixed');
    expect(items.map(({ id, change: each }) => `${id} ${each}`)).toEqual(['c worse', 'b worse', 'a better']);
    expect(items[1]).toMatchObject({ before: 'passed', after: 'failed', why: 'it is failed' });
  });

  it('counts items that the checklist gained or lost for nothing', () => {
    const before = auditOf([item('old', 'failed')], 50, { status: 'passed' });
    const after = auditOf([item('young', 'failed')], 50, { status: 'passed' });
    const found = diff(before, after);
    expect(found.change).toBe('same');
    expect(found.items.map(({ id, change }) => `${id} ${change}`)).toEqual(['young new', 'old gone']);
  });

  it('sets scores side by side, in all and by stage', () => {
    const { score, stages } = diff(auditOf([], 81.5), auditOf([], 74));
    expect(score).toEqual({ before: 81.5, after: 74 });
    expect(stages).toEqual([{ stage: 'sources', before: 81.5, after: 74 }]);
  });

  it('leaves out a score that does not exist', () => {
    const { score: _, ...none } = auditOf([]);
    expect(diff(none, auditOf([], 10)).score).toEqual({ after: 10 });
  });

  it('takes a gate that fails now for worse', () => {
    const items = [item('a', 'failed')];
    expect(diff(auditOf(items, 50, { status: 'passed' }), auditOf(items)).change).toBe('worse');
  });

  it('says what is not like with like', () => {
    const other = auditOf([], 80, {
      line: 'other',
      stages: ['health'],
      tool: { name: 'outcross', version: '9' },
      gate: { severity: 'low', score: 0, unanswered: true },
    });
    expect(diff(auditOf([]), other).notes).toEqual([
      'The audits are of different lines.',
      'Made by different versions: 0.1.0, then 9.',
      'Different parts of the checklist were asked: scores do not compare.',
      'The gates are not the same.',
    ]);
  });
});
