import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import { faultsOf, outsideOf } from '../forecast/well-formed.test.support.ts';
import { GREEN, HOSTILE, RED } from './audit.test.support.ts';
import { auditHtml } from './html.ts';

describe('an audit as a page', () => {
  it.each([
    ['green', GREEN],
    ['red', RED],
    ['of nothing', auditOf([], 0, { scores: [] })],
  ])('closes what it opens and reaches for nothing outside: %s', (_, audit) => {
    expect(faultsOf(auditHtml(audit))).toEqual([]);
    expect(outsideOf(auditHtml(audit))).toEqual([]);
  });

  it('allows by its digest the very style that it has', () => {
    const page = auditHtml(GREEN);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1];
    expect(page).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(page).not.toMatch(/ style="/);
  });

  it('draws a score as long as it is, and none where there is none', () => {
    const counts = { passed: 0, failed: 0, 'not-answered': 0, 'not-applicable': 0, waived: 0 };
    const scores = [
      { stage: 'sources' as const, score: 37.5, counts },
      { stage: 'health' as const, counts },
    ];
    const page = auditHtml(auditOf([], 37.5, { scores }));
    expect(page).toContain('<rect width="37.5" height="6"');
    expect(page.match(/class="meter"/g)).toHaveLength(1);
  });

  it('folds what needs nobody, with how many there are', () => {
    const page = auditHtml(
      auditOf([item('a', 'passed'), item('b', 'passed'), item('c', 'not-applicable'), item('d', 'waived')]),
    );
    for (const part of ['Passed (2)', 'Does not apply (1)', 'Waived (1)'])
      expect(page).toContain(`<summary>${part}</summary>`);
    expect(page).not.toContain('<h2>Failed</h2>');
  });

  it('shows strangers as text wherever they come in', () => {
    const more = {
      question: HOSTILE,
      why: HOSTILE,
      evidence: [{ text: HOSTILE, file: HOSTILE }],
      remedy: { text: HOSTILE, command: HOSTILE },
    };
    const items = (['failed', 'not-answered', 'passed', 'not-applicable'] as const).map((result) =>
      item(result, result, more),
    );
    const page = auditHtml(
      auditOf(items, 1, { line: HOSTILE, reasons: [{ gate: 'score', text: HOSTILE, items: [] }] }),
    );
    expect(page).not.toMatch(/<img|\u202e/);
    expect(faultsOf(page)).toEqual([]);
  });
});
