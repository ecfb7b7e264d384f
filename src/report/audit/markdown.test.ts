import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import { auditMarkdown } from './markdown.ts';

describe('an audit as Markdown', () => {
  it('fences a command by more backticks than it holds', () => {
    for (const ticks of [0, 2, 3, 7]) {
      const command = `echo ${'`'.repeat(ticks)}x`;
      const text = auditMarkdown(auditOf([item('a', 'failed', { remedy: { command } })]));
      const fence = '`'.repeat(Math.max(3, ticks + 1));
      expect(text).toContain(`\n${fence}sh\n${command}\n${fence}\n`);
    }
  });

  it('lets no command end its own block', () => {
    const command = 'echo "\n```\n<img src=x>"';
    const text = auditMarkdown(auditOf([item('a', 'failed', { remedy: { command } })]));
    expect(text).toContain('````sh\necho "[U+000A]```[U+000A]<img src=x>"\n````');
  });

  it('shows twenty items whole and counts the rest, five evidences of each', () => {
    const evidence = Array.from({ length: 9 }, (_, i) => ({ text: `seen ${i}` }));
    const items = Array.from({ length: 23 }, (_, i) => item(`a.b${i}`, 'failed', { evidence }));
    const text = auditMarkdown(auditOf(items));
    expect(text.match(/^\*\*high\*\* `a\.b\d+`/gm)).toHaveLength(20);
    expect(text.match(/^- seen/gm)).toHaveLength(100);
    expect(text).toContain('and 3 more in the JSON report.');
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('has a row a stage, as wide as its head, with a dash for no score', () => {
    const counts = { passed: 1, failed: 2, 'not-answered': 3, 'not-applicable': 4, waived: 5 };
    const scores = [{ stage: 'health' as const, counts }];
    const text = auditMarkdown(auditOf([], 0, { scores }));
    expect(text).toContain('| Health | – | 1 | 2 | 3 | 5 |');
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1);
  });

  it('says who answers for what is waived', () => {
    const waiver = { item: 'a', owner: '@zoe', reason: '[x](y)', expires: '2030-01-01', where: 'x:1' };
    const text = auditMarkdown(auditOf([item('a', 'waived', { waiver }), item('b', 'waived')]));
    expect(text).toContain('<summary>2 waived</summary>');
    expect(text).toContain('until 2030');
    expect(text).not.toMatch(/(?<!>)@zoe|\[x\]\(y\)|undefined/);
  });

  it('gives each reason of the gate a line, and none where it passed', () => {
    const reasons = ['one', 'two'].map((text) => ({ gate: 'score' as const, text, items: [] }));
    expect(auditMarkdown(auditOf([], 0, { reasons, status: 'failed' }))).toContain('- one\n- two\n');
    expect(auditMarkdown(auditOf([]))).toContain('(✅ passed)');
  });
});
