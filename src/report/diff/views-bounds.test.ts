import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import { widest } from '../../cli/fixtures.test.support.ts';
import type { GenerationReport, Report } from '../report.ts';
import { diffAudits } from './audit-diff.ts';
import { diffChecks } from './check-diff.ts';
import { type Diff, failsOn } from './diff.ts';
import { diffMarkdown } from './markdown.ts';
import { diffTerminal } from './terminal.ts';

const [HEALTHY_ONE] = HEALTHY.generations;
const bare = (name: string, more: Partial<GenerationReport> = {}): GenerationReport => ({
  ...HEALTHY_ONE,
  name,
  signals: [],
  findings: [],
  ...more,
});
const reportOf = (...generations: GenerationReport[]): Report => ({ ...HEALTHY, generations, findings: [] });
const checks = (before: Report, after: Report) => diffChecks(before, after, '1.2.3');
const show = (diff: Diff, columns = 80) => diffTerminal(diff, { columns, colour: false, failOn: 'worse' });
const finding = (id: string, severity: 'info' | 'warning', where?: string) => ({
  id,
  severity,
  message: `Of ${id}.`,
  ...(where === undefined ? {} : { where }),
});

describe('failsOn', () => {
  it.each([
    ['worse', true],
    ['mixed', true],
    ['better', false],
    ['same', false],
  ] as const)('takes what is %s for a failure: %s; and nothing where nothing may fail', (change, fails) => {
    const diff = { ...checks(HEALTHY, HEALTHY), change };
    expect([failsOn(diff, 'worse'), failsOn(diff, 'none')]).toEqual([fails, false]);
  });
});

describe('a difference at a prompt', () => {
  it('is read at eighty columns', () => {
    const before = reportOf(bare('g1'));
    const after = reportOf(
      bare('g1', { findings: [finding('a.b', 'warning', 'row 4')] }),
      bare('g2', { verdict: 'late' }),
    );
    expect(show(checks(before, after))).toMatchInlineSnapshot(`
      "WORSE  g2 is late, g1 was healthy; passed as before

      Verdicts
        generation  verdict
        g1          HEALTHY  same
        g2          LATE     new; g1 was healthy

      Findings
        new warning  g1: Of a.b. (row 4)

      FAILED  something got worse
      "
    `);
  });

  it('keeps the newest twelve generations, and counts the earlier ones', () => {
    const line = Array.from({ length: 15 }, (_, i) => bare(`step${i}`));
    const text = show(checks(reportOf(bare('step0')), reportOf(...line)));
    expect(text).toContain('and 3 more earlier generations: see --json');
    expect(text).toMatch(/^ {2}step14 /m);
    expect(text).not.toMatch(/^ {2}step2 /m);
    const twelve = show(checks(reportOf(bare('step0')), reportOf(...line.slice(0, 12))));
    expect(twelve).not.toContain('more earlier');
  });

  it('lists twelve findings and counts the rest', () => {
    const many = (some: number) =>
      reportOf(
        bare('g1', { findings: Array.from({ length: some }, (_, i) => finding(`f.${i}`, 'warning')) }),
      );
    expect(show(checks(many(0), many(13)))).toContain('and 1 more finding: see');
    expect(show(checks(many(0), many(12)))).not.toContain('more finding');
  });

  it('sets what is wrapped below its text, however wide letters are', () => {
    const found = [{ ...finding('a', 'warning'), message: '漢字 '.repeat(40) }];
    const text = show(checks(reportOf(bare('g')), reportOf(bare('g', { findings: found }))), 60);
    const lines = text.split('\n').filter((line) => line.includes('漢'));
    expect(lines.length).toBeGreaterThan(2);
    expect(widest(text)).toBeLessThanOrEqual(60);
    const [, ...rest] = lines;
    for (const line of rest) expect(line).toMatch(/^ {15}漢/);
  });

  it('keeps the results of an item whose name is long', () => {
    const id = `a.${'long-'.repeat(12)}name`;
    const diff = diffAudits(auditOf([item(id, 'passed')]), auditOf([item(id, 'failed')]), '1');
    for (const columns of [40, 60, 80]) {
      const text = show(diff, columns);
      expect(text.replace(/\s+/g, ' ')).toContain('(high): passed to failed');
      expect(widest(text)).toBeLessThanOrEqual(columns);
    }
  });

  it('calls none what an item was before it was asked', () => {
    const diff = diffAudits(auditOf([]), auditOf([item('a.b', 'failed')]), '1');
    expect(show(diff)).toContain('new  a.b (high): none to failed');
    expect(show(diffAudits(auditOf([item('a.b', 'failed')]), auditOf([]), '1'))).toContain(
      'a.b (high): failed to none',
    );
  });

  it('counts items beyond twelve', () => {
    const items = (result: 'passed' | 'failed', many: number) =>
      auditOf(Array.from({ length: many }, (_, i) => item(`i.${i}`, result)));
    const diff = diffAudits(items('passed', 20), items('failed', 20), '1');
    expect(show(diff)).toContain('Items: 20 worse');
    expect(show(diff)).toContain('and 8 more items: see --json');
  });

  it.each([
    [Number.NaN, 80],
    [0, 80],
    [5, 20],
    [80.9, 80],
    [1000, 100],
    [Number.POSITIVE_INFINITY, 100],
  ])('takes %d columns for %i', (given, meant) => {
    const diff = checks(HEALTHY, COLLAPSING);
    expect(show(diff, given)).toBe(show(diff, meant));
  });

  it('says that nothing is left where every generation is gone', () => {
    expect(show(checks(HEALTHY, reportOf()))).toMatch(/no generation is left/);
  });
});

describe('a difference as a comment', () => {
  it('is read as Markdown', () => {
    const diff = diffAudits(
      auditOf([item('a.b', 'passed')], 81),
      auditOf([item('a.b', 'failed', { why: 'a | b' })], 74),
      '1.2.3',
    );
    expect(diffMarkdown(diff)).toMatchInlineSnapshot(`
      "### Outcross audit: 🔴 worse

      score 81 to 74; passed before, failed now.

      | Stage | Before | After |
      | :--- | :--- | :--- |
      | sources | 81 | **74** |

      |  | Item | Before | After | Why |
      | :--- | :--- | :--- | :--- | :--- |
      | 🔴 worse | \`a.b\` (high) | passed | **failed** | a &#124; b |

      <sub>outcross 1.2.3, against the report before.</sub>
      "
    `);
  });

  it('has twenty rows of a table, and as many findings, before the rest is counted', () => {
    const line = Array.from({ length: 25 }, (_, i) => bare(`g${i}`));
    const found = Array.from({ length: 23 }, (_, i) => finding(`f.${i}`, 'warning'));
    const text = diffMarkdown(
      checks(reportOf(bare('g0')), reportOf(...line, bare('last', { findings: found }))),
    );
    expect(text.match(/^\| `/gm)).toHaveLength(20);
    expect(text).toContain('\n\nand 6 more\n');
    expect(text).toContain('| `last` |');
  });

  it('counts findings beyond twenty', () => {
    const found = (many: number) => Array.from({ length: many }, (_, i) => finding(`f.${i}`, 'warning'));
    const of = (many: number) =>
      diffMarkdown(checks(reportOf(bare('g')), reportOf(bare('g', { findings: found(many) }))));
    expect(of(23)).toContain('\n- and 3 more\n');
    expect(of(20)).not.toContain('- and');
  });

  it('marks every change by a sign and a word, for colour alone says nothing', () => {
    const diff = checks(HEALTHY, HEALTHY);
    const heads = (['worse', 'mixed', 'better', 'same'] as const).map(
      (change) => diffMarkdown({ ...diff, change }).split('\n')[0],
    );
    expect(new Set(heads.map((head) => head.replace(/\w+$/, ''))).size).toBe(4);
    expect(heads.map((head) => head.match(/\w+$/)![0])).toEqual(['worse', 'mixed', 'better', 'same']);
  });

  it('quotes each note, and says with what it was made', () => {
    const text = diffMarkdown({ ...checks(HEALTHY, HEALTHY), notes: ['One <b>.', 'Two.'] });
    expect(text).toMatch(/\n\n> One &#60;b.*\n\n> Two\.\n\n<sub>outcross 1\.2\.3/);
  });

  it('breaks no row at a name with a line end or a bar', () => {
    const text = diffMarkdown(checks(reportOf(), reportOf(bare('a|b\r\n| c'))));
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => row.match(/(?<!\\)\|/g)!.length)).toEqual([4, 4, 4]);
  });

  it('tells levels of intervals apart that are both nearly all', () => {
    const at = (alpha: number): Report => ({ ...HEALTHY, settings: { ...HEALTHY.settings, alpha } });
    expect(checks(at(0.001), at(0.0001)).notes.join()).toContain('99.9%, then 99.99%');
  });
});
