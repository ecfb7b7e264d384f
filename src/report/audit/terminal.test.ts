import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import type { AuditedItem } from '../../audit/audit.ts';
import { cutFigures, hiddenIn, widest } from '../../cli/fixtures.test.support.ts';
import { auditTerminal } from './terminal.ts';

const show = (items: readonly AuditedItem[], columns = 80, more: Parameters<typeof auditOf>[2] = {}) =>
  auditTerminal(auditOf(items, 80, more), { columns, colour: false, all: true });

describe('an audit on a terminal', () => {
  it('is read at eighty columns', () => {
    const items = [
      item('a.failed', 'failed', {
        severity: 'critical',
        evidence: [{ text: 'seen', file: 'x.jsonl', seq: 4 }],
      }),
      item('a.open', 'not-answered'),
      item('a.good', 'passed', { severity: 'low' }),
    ];
    expect(show(items)).toMatchInlineSnapshot(`
      "Audit of novels: failed   score 80 of 100
      1 failed, 1 not answered, 1 passed

        stage    score  passed  failed  not answered  waived
        Sources     80       1       1             1

      Failed
        critical  a.failed
          Is a.failed in order?
          No: it is failed.
          seen (x.jsonl, ledger 4)
          outcross mend a.failed

      Not answered: a person knows, and says so with
          outcross audit answer ITEM yes|no|not-applicable --owner NAME --evidence \\
            TEXT
        high      a.open  Is a.open in order?

      Passed
        passed    a.good  it is passed

      Score: weight of what passed, of all that applies (critical 8, high 4, medium 2,
      low 1).
      "
    `);
  });

  it('shows three evidences and counts the rest', () => {
    const seen = (many: number) => Array.from({ length: many }, (_, i) => ({ text: `evidence ${i}` }));
    expect(show([item('a', 'failed', { evidence: seen(3) })])).not.toContain('more');
    const text = show([item('a', 'failed', { evidence: seen(8) })]);
    expect(text.match(/evidence \d/g)).toHaveLength(3);
    expect(text).toContain('    and 5 more\n');
  });

  it('says a thing once where the evidence is the reason', () => {
    const text = show([item('a', 'failed', { why: 'g1 is late', evidence: [{ text: 'g1 is late' }] })]);
    expect(text.match(/g1 is late/g)).toHaveLength(1);
  });

  it('never cuts a command, nor what is said of a wide name', () => {
    const name = '漢字'.repeat(20);
    const command = `outcross tag '${'x'.repeat(200)}' -o y`;
    const items = [
      item('a', 'failed', { remedy: { command } }),
      item('b', 'passed', { why: `${name} ends here` }),
    ];
    for (const columns of [40, 60, 80, 100]) {
      const text = show(items, columns);
      expect(text.replace(/\\\n +/g, '').replace(/\s+/g, ' ')).toContain('x'.repeat(200));
      expect(text.replace(/[\n ]/g, '')).toContain(`${name}endshere`);
    }
  });

  it('breaks counts and reasons over lines where they do not fit, and cuts no figure', () => {
    const items = (['failed', 'not-answered', 'waived', 'passed', 'not-applicable'] as const).flatMap(
      (result) => Array.from({ length: 12 }, (_, i) => item(`${result}.${i}`, result)),
    );
    const text = '12 items of severity high or above failed';
    const reasons = [{ gate: 'severity' as const, text, items: [] }];
    for (const columns of [40, 50, 60]) {
      const shown = show(items, columns, { reasons });
      expect(shown.replace(/\s+/g, ' ')).toContain(
        `12 failed, 12 not answered, 12 waived, 12 passed, 12 do not apply ${text}`,
      );
      expect(cutFigures(shown)).toEqual([]);
    }
  });

  it('keeps hostile lines, questions and evidence to its width, and hides nothing', () => {
    const hostile = 'x\u001b[2J\u202e\r\n\t漢字\u200b<b>';
    const items = (['failed', 'not-answered', 'passed', 'waived'] as const).map((result) =>
      item(`id.${result}`, result, {
        question: hostile,
        why: hostile,
        evidence: [{ text: hostile, file: hostile }],
        remedy: { text: hostile, where: hostile },
      }),
    );
    for (const columns of [44, 80, 132]) {
      const text = show(items, columns, { line: hostile.repeat(9) });
      const prose = text.split('\n').filter((line) => !/^ {4}outcross|^ {6}/.test(line));
      expect(widest(prose.join('\n'))).toBeLessThanOrEqual(columns);
      expect(hiddenIn(text)).toEqual([]);
    }
  });

  it('tells until when each waiver holds, and bears one of which nothing is known', () => {
    const waiver = { item: 'a', owner: 'zoe', reason: 'r', expires: '2030-01-01', where: 'x:1' };
    const text = show([item('a.a', 'waived', { waiver }), item('b.b', 'waived')]);
    expect(text).toContain('to 2030-01-01');
    expect(text).not.toContain('undefined');
  });

  it('counts what it does not show', () => {
    const audit = auditOf([item('a', 'passed'), item('b', 'not-applicable'), item('c', 'not-answered')]);
    const text = auditTerminal(audit, { columns: 200, colour: false });
    expect(text).toContain('The 2 others: --all.');
    expect(auditTerminal(auditOf([]), { columns: 80, colour: false })).toContain('nothing was asked');
  });
});
