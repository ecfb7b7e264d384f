import { describe, expect, it } from 'vitest';
import { auditOf, auditedItem as item } from '../../../test/fixtures/audit.ts';
import { COLLAPSING, HEALTHY, HOSTILE, INCONCLUSIVE, REPORTS } from '../../../test/fixtures/report.ts';
import { VERDICTS } from '../../compare/verdict.ts';
import { badgeJson, badgeOf, badgeSvg } from './badge.ts';
import { codeQuality } from './code-quality.ts';
import { resultsOf } from './results.ts';
import { summaryMarkdown } from './summary.ts';

const good = auditOf([item('a', 'passed')], 92);
const bad = auditOf([
  item('sources.b', 'failed', { why: 'two are not', severity: 'medium' }),
  item('sources.c', 'failed', {
    severity: 'critical',
    remedy: { text: 'Edit it.', where: 'outcross.yaml:12' },
  }),
  item('sources.d', 'not-answered', { why: 'nobody has answered it' }),
]);

describe('resultsOf', () => {
  it('fails where either did, and speaks of the newest generation', () => {
    expect(resultsOf(HEALTHY, good)).toMatchObject({ status: 'passed', verdict: 'healthy', score: 92 });
    expect(resultsOf(HEALTHY, bad)).toMatchObject({ status: 'failed', verdict: 'healthy' });
    expect(resultsOf(COLLAPSING, good)).toMatchObject({ status: 'failed', verdict: 'late' });
    expect(resultsOf(undefined, undefined)).toEqual({ status: 'passed' });
  });
});

describe('badgeOf', () => {
  it('says verdict and score', () => {
    expect(badgeOf(resultsOf(COLLAPSING, bad))).toEqual({
      label: 'outcross',
      message: 'late, 80/100',
      colour: 'red',
    });
    expect(badgeOf(resultsOf(HEALTHY, undefined))).toMatchObject({
      message: 'healthy',
      colour: 'brightgreen',
    });
    expect(badgeOf(resultsOf(undefined, good))).toMatchObject({ message: '92/100', colour: 'brightgreen' });
    expect(badgeOf(resultsOf(undefined, undefined)).message).toBe('passed');
  });

  it('is never green where a gate fails', () => {
    for (const report of Object.values(REPORTS)) {
      const { colour } = badgeOf(resultsOf({ ...report, status: 'failed' }, bad));
      expect(['orange', 'red']).toContain(colour);
    }
    expect(badgeOf(resultsOf(undefined, { ...good, status: 'failed' })).colour).toBe('red');
  });

  it('is of the schema that shields.io reads', () => {
    expect(JSON.parse(badgeJson(badgeOf(resultsOf(INCONCLUSIVE, undefined))))).toEqual({
      schemaVersion: 1,
      label: 'outcross',
      message: 'inconclusive',
      color: 'lightgrey',
    });
  });

  it('draws every verdict so that the words have room', () => {
    for (const verdict of VERDICTS) {
      const svg = badgeSvg({ label: 'outcross', message: verdict, colour: 'blue' });
      expect(svg).toContain(`aria-label="outcross: ${verdict}"`);
      const width = Number(/width="(\d+)"/.exec(svg)![1]);
      expect(width).toBeGreaterThan((8 + verdict.length) * 6.5);
      expect(svg.match(/</g)!.length).toBe(svg.match(/>/g)!.length);
    }
  });
});

describe('codeQuality', () => {
  it('has an entry for each verdict that fails and each item that failed', () => {
    const entries = codeQuality(resultsOf(COLLAPSING, bad));
    expect(entries.map(({ check_name, severity }) => `${check_name} ${severity}`)).toEqual([
      ...Array(3).fill('outcross.check.early blocker'),
      ...Array(2).fill('outcross.check.late blocker'),
      'outcross.sources.b major',
      'outcross.sources.c blocker',
    ]);
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  });

  it('keeps the fingerprint of a trouble whose figures change', () => {
    const [one] = codeQuality(resultsOf(undefined, auditOf([item('a', 'failed', { why: 'it is 1' })])));
    const [two] = codeQuality(resultsOf(undefined, auditOf([item('a', 'failed', { why: 'it is 2' })])));
    expect(two.fingerprint).toBe(one.fingerprint);
    expect(two.description).not.toBe(one.description);
  });

  it.each([
    [{ where: 'outcross.yaml:12' }, 'outcross.yaml', 12],
    [{ where: './data/g1.jsonl' }, 'data/g1.jsonl', 1],
    [{ where: '/etc/passwd' }, 'outcross.yaml', 1],
    [{ where: 'C:\\data\\g1' }, 'outcross.yaml', 1],
    [{ where: '../other/x:3' }, 'outcross.yaml', 1],
    [{ where: 'data/g*.jsonl' }, 'outcross.yaml', 1],
    [{}, 'outcross.yaml', 1],
  ])('places %j where the repository has it', (remedy, path, begin) => {
    const [entry] = codeQuality(resultsOf(undefined, auditOf([item('a', 'failed', { remedy })])));
    expect(entry.location).toEqual({ path, lines: { begin } });
  });

  it('says nothing where nothing fails', () => {
    expect(codeQuality(resultsOf(HEALTHY, good))).toEqual([]);
  });
});

describe('summaryMarkdown', () => {
  it('is one table, what to do, and what fails with its command', () => {
    const text = summaryMarkdown(resultsOf(COLLAPSING, bad));
    expect(text).toMatch(/^### Outcross: \u274c failed\n\n\| {2}\| Result \| Gate \|\n/);
    expect(text).toContain('`g6` is **late**');
    expect(text).toContain('| audit | **80** of 100, 0 passed, 2 failed, 1 not answered |');
    expect(text).toContain('**What to do.** Go back to g1');
    expect(text).toContain(
      '- **medium** `sources.b`: two are not.\n  ```sh\n  outcross mend sources.b\n  ```',
    );
    expect(text.indexOf('sources.c')).toBeLessThan(text.indexOf('sources.b'));
    expect(text).toContain('<summary>1 not answered</summary>');
  });

  it('is short where all is well', () => {
    const text = summaryMarkdown(resultsOf(HEALTHY, good));
    expect(text).toContain('\u2705 passed');
    expect(text).not.toContain('What to do');
  });

  it('lets no command of a stranger out of its fence, and no name do anything', () => {
    const command = 'outcross tag x\u202e\n```\n<script>alert(1)</script>\n````';
    const hostile = auditOf([item('a', 'failed', { remedy: { command }, why: '<img src=x> @everyone' })]);
    const text = summaryMarkdown(resultsOf(HOSTILE, hostile));
    const fences = text.match(/^ {2}`{5}(sh)?$/gm);
    expect(fences).toHaveLength(2);
    const outside = text.replace(/^ {2}(`{3,})sh\n[\s\S]*?^ {2}\1$/gm, '').replace(/(`+)[^`].*?\1/g, '');
    expect(outside).not.toMatch(/<(script|img)|@everyone/);
    expect(text).not.toContain('\u202e');
  });
});
