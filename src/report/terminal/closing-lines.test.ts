import { describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import { hiddenIn, widest } from '../../cli/fixtures.test.support.ts';
import type { Report } from '../report.ts';
import { inputLines, remedyLines, statusLines, unmeasuredLines } from './closing-lines.ts';
import { type Line, paint } from './paint.ts';
import { signalLines } from './signal-lines.ts';

const [ONE] = HEALTHY.generations;
const [SIGNAL] = ONE.signals;
const shown = (lines: Line[], columns = 80) => paint(lines, columns, false);
const finding = (id: string, more = {}) => ({
  id,
  severity: 'warning' as const,
  message: `Of ${id}.`,
  ...more,
});

describe('what to do', () => {
  it('says remedy, sample and definition, in this order', () => {
    const own = { ...ONE, remedy: 'Mend it.', definition: 'something.', sampleThatWouldDecide: 123_456 };
    expect(shown(remedyLines(own, 80))).toBe(
      'What to do\n  Mend it.\n  A sample of 123,456 tokens a side would decide.\n  Definition: something.\n',
    );
  });

  it('makes one paragraph of what comes in lines', () => {
    expect(shown(remedyLines({ ...ONE, remedy: 'One\r\ntwo\tthree.' }, 80))).toContain('  One two three.\n');
  });
});

describe('findings', () => {
  it('lists six of the inputs and counts the rest', () => {
    const many = (some: number) => Array.from({ length: some }, (_, i) => finding(`f${i}`));
    expect(inputLines([], 80)).toEqual([]);
    expect(shown(inputLines(many(6), 80))).not.toContain('more');
    expect(shown(inputLines(many(1006), 80))).toContain('  and 1,000 more\n');
  });

  it('says place and remedy after the message, set below it where lines break', () => {
    const text = shown(inputLines([finding('a', { where: 'x.jsonl:4', remedy: 'Mend it soon.' })], 40), 40);
    expect(text).toBe('Inputs\n  warning  Of a. (x.jsonl:4) Mend it\n           soon.\n');
  });

  it('tells what was not measured, and of no other finding', () => {
    const findings = [finding('column.absent'), finding('tail.coverage.low'), finding('column.other-kind')];
    const text = shown(unmeasuredLines({ ...ONE, findings }, 80));
    expect(text).toBe('Not measured\n  warning  Of column.absent.\n  warning  Of column.other-kind.\n');
    expect(unmeasuredLines({ ...ONE, findings: [finding('x')] }, 80)).toEqual([]);
  });

  it('keeps hostile places to the width', () => {
    const hostile = finding('a', { message: '漢\u202e\u001b[2J '.repeat(20), where: '\r\n' });
    for (const columns of [20, 40, 80]) {
      const text = shown(inputLines([hostile], columns), columns);
      expect(widest(text)).toBeLessThanOrEqual(columns);
      expect(hiddenIn(text)).toEqual([]);
    }
  });
});

describe('the gate', () => {
  const late = (many: number): Report => ({
    ...COLLAPSING,
    status: 'failed',
    generations: Array.from({ length: many }, (_, i) => ({
      ...ONE,
      name: `g${i}`,
      verdict: 'late' as const,
    })),
  });

  it('names eight that failed, and counts the rest', () => {
    expect(shown(statusLines(late(8), 200), 200)).toContain(
      'FAILED  g0, g1, g2, g3, g4, g5, g6, g7; this check',
    );
    expect(shown(statusLines(late(11), 200), 200)).toContain('g7, 3 more; this check');
  });

  it('names the newest alone where that alone counts', () => {
    const report = late(3);
    const newest = { ...report, settings: { ...report.settings, gateOn: 'newest' as const } };
    expect(shown(statusLines(newest, 200), 200)).toMatch(/^FAILED {2}g2; this check fails on/);
  });

  it('names nobody where it passed', () => {
    expect(shown(statusLines(HEALTHY, 80))).toMatch(/^PASSED {2}this check fails on/);
  });
});

describe('deciding signals', () => {
  const of = (signals: typeof ONE.signals, columns = 80, settings = HEALTHY.settings) =>
    shown(signalLines({ ...HEALTHY, settings }, { ...ONE, signals }, columns), columns);

  it('says so where none could be measured', () => {
    expect(of([])).toBe('g1: no signal could be measured\n');
  });

  it.each([
    [0.05, '95% intervals'],
    [0.025, '97.5% intervals'],
    [0.001, '99.9% intervals'],
    [0.0001, '99.99% intervals'],
  ])('says the level of intervals at alpha %d, which is never all', (alpha, said) => {
    expect(of([SIGNAL], 80, { ...HEALTHY.settings, alpha })).toContain(`, ${said}`);
  });

  it('speaks of text where there are tokens, and of data where there are none', () => {
    const sampleSize = { tokens: 0, examples: 1234 };
    expect(of([SIGNAL]).split('\n')[0]).toMatch(/^g1 against human text {2}50,000 tokens a side/);
    expect(of([{ ...SIGNAL, sampleSize }]).split('\n')[0]).toMatch(
      /^g1 against human data {2}1,234 examples a side/,
    );
    expect(of([{ ...SIGNAL, sampleSize, exact: false }])).toContain('intervals, sampled');
    expect(of([{ ...SIGNAL, exact: false }])).toContain('intervals, types sampled');
  });

  it('names four that are worse beside those shown, and counts the others', () => {
    const worse = Array.from({ length: 9 }, (_, i) => ({
      ...SIGNAL,
      id: `other.${i}`,
      direction: 'falls' as const,
      ratio: 0.1,
      interval: [0.1, 0.1] as const,
    }));
    const text = of([SIGNAL, ...worse], 300);
    expect(text).toMatch(/also worse: other\.0\S* .*other\.3.*; 5 more\n/);
    expect(of([SIGNAL, ...worse.slice(0, 4)], 300)).not.toContain('0 more');
    expect(of([SIGNAL, ...worse.map((one) => ({ ...one, direction: 'flag' as const }))], 300)).not.toContain(
      'also',
    );
  });

  it('sets the heading on two lines where it does not fit on one', () => {
    expect(of([SIGNAL], 40).split('\n').slice(0, 2)).toEqual([
      'g1 against human text',
      '  50,000 tokens a side, 95% intervals',
    ]);
  });
});
