import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import { COLLAPSING, HEALTHY, HOSTILE, REPORTS } from '../../../test/fixtures/report.ts';
import { cutFigures, hiddenIn, widest } from '../../cli/fixtures.test.support.ts';
import type { Report } from '../report.ts';
import { diffAudits } from './audit-diff.ts';
import { diffChecks } from './check-diff.ts';
import type { Diff } from './diff.ts';
import { diffMarkdown } from './markdown.ts';
import { diffTerminal } from './terminal.ts';

const first = (generations: number): Report => ({
  ...COLLAPSING,
  generations: COLLAPSING.generations.slice(0, generations),
});
const diff = (before: Report, after: Report) => diffChecks(before, after, '1.2.3');
const show = (found: Diff, columns = 80, failOn: 'worse' | 'none' = 'none') =>
  diffTerminal(found, { columns, colour: false, failOn });
const grown = diff(first(1), first(2));
const audits = diffAudits(
  auditOf([item('a.b', 'passed'), item('c.d', 'failed')], 81),
  auditOf([item('a.b', 'failed'), item('c.d', 'passed')], 74),
  '1.2.3',
);
const every: [string, Diff][] = [
  ['a line that grew', grown],
  ['audits', audits],
  ...Object.entries(REPORTS).flatMap(([name, report]): [string, Diff][] => [
    [`${name} after a healthy one`, diff(HEALTHY, report)],
    [`a healthy one after ${name}`, diff(report, HEALTHY)],
  ]),
];

describe('diffTerminal', () => {
  it('says what it comes to first, and whether it fails last', () => {
    expect(show(grown, 80, 'worse')).toMatch(
      /^WORSE {2}g2 is early, g1 was narrow; failed as before\n[\s\S]*\nFAILED {2}something got worse\n$/,
    );
    expect(show(diff(HEALTHY, HEALTHY), 80, 'worse')).toMatch(/^SAME[\s\S]*\nPASSED {2}nothing got worse\n$/);
    expect(show(grown)).not.toContain('FAILED');
  });

  it('sets figures of before and after side by side', () => {
    expect(show(grown)).toMatch(/\n {2}worse {2}g2 {2}Tail coverage, 10% +0\.87 \[[\d., ]+\] +0\.66 \[/);
    expect(show(grown)).toMatch(/\n {2}new warning {2}g2: The rarest words/);
  });

  it('shows items of an audit with what they were and why they are so', () => {
    const text = show(audits);
    expect(text).toMatch(/^MIXED {2}score 81 to 74; failed as before\n/);
    expect(text).toMatch(/\n {2}worse {2}a\.b \(high\): passed to failed\n {6}it is failed\n/);
  });

  it.each(every)('keeps to the width and cuts no figure: %s', (name, found) => {
    for (const columns of [120, 100, 80, 60, 40, 20]) {
      const text = show(found, columns, 'worse');
      expect(widest(text)).toBeLessThanOrEqual(Math.min(columns, 100));
      // Numbers of code points in a stranger's name are no figures.
      if (columns >= 60 && !name.includes('HOSTILE')) expect(cutFigures(text)).toEqual([]);
      expect(hiddenIn(text)).toEqual([]);
    }
  });

  it('writes escape codes only where it may', () => {
    expect(diffTerminal(grown, { columns: 80, colour: true, failOn: 'none' })).toContain('\u001b[1;31mWORSE');
    expect(show(grown)).not.toContain('\u001b');
  });
});

describe('diffMarkdown', () => {
  it('begins with what it comes to, and lists verdicts with the newest first', () => {
    const text = diffMarkdown(grown);
    expect(text).toMatch(
      /^### Outcross: \u{1f534} worse\n\ng2 is early, g1 was narrow; failed as before\.\n/u,
    );
    expect(text.indexOf('| `g2` | **early** |')).toBeLessThan(text.indexOf('| `g1` | **narrow** |'));
    expect(text).toContain('<summary>Signals whose intervals do not overlap: ');
  });

  it('shows scores and items of audits', () => {
    const text = diffMarkdown(audits);
    expect(text).toContain('| sources | 81 | **74** |');
    expect(text).toContain('| \u{1f534} worse | `a.b` (high) | passed | **failed** | it is failed |');
  });

  it('disarms all that strangers named', () => {
    const hostile = item('a', 'failed', { id: '`|<b>@everyone', why: '<img src=x> @everyone #1 | [a](b)' });
    const texts = [
      diffMarkdown(diff(HEALTHY, HOSTILE)),
      diffMarkdown(diff(HOSTILE, HEALTHY)),
      diffMarkdown(diffAudits(auditOf([]), auditOf([hostile]), '1')),
    ];
    for (const text of texts) {
      // Code spans are looked into by no filter.
      const live = text.replace(/(`+)[^`].*?\1/g, '');
      expect(live).not.toMatch(/<(script|img|\/title|b>)/);
      expect(live).not.toMatch(/@everyone|(?<!<span>)#1\b/);
      expect(hiddenIn(text)).toEqual([]);
    }
  });

  it.each(every)('fits into a comment, every row as wide as its head: %s', (_, found) => {
    const text = diffMarkdown(found);
    expect(text.length).toBeLessThan(65_536);
    for (const table of text.matchAll(/(?:^\|.*\|\n)+/gm)) {
      const cells = table[0]
        .trim()
        .split('\n')
        .map((row) => row.match(/(?<!\\)\|/g)!.length);
      expect(new Set(cells).size).toBe(1);
    }
  });
});
