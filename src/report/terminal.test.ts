import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLLAPSING, EMPTY, HEALTHY, HOSTILE, INCONCLUSIVE, REPORTS } from '../../test/fixtures/report.ts';
import { runs } from '../../test/fixtures/thorough.ts';
import { cellWidth } from './terminal/cells.ts';
import { terminal } from './terminal.ts';

const NAMES = Object.keys(REPORTS);
const plain = (report: (typeof REPORTS)[string], columns = 80) =>
  terminal(report, { columns, colour: false });

const ESCAPE = '\u001b';

function uncoloured(text: string): string {
  return text.replaceAll(new RegExp(`${ESCAPE}\\[[\\d;]+m`, 'g'), '');
}

describe('terminal', () => {
  it('begins with the verdict and ends with the gate', () => {
    const lines = plain(COLLAPSING).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^ {2}g1 {2}NARROW {2}Tail coverage is 0\.87/);
    expect(lines.at(-1)).toBe('FAILED  g2, g3, g4, g5, g6; this check fails on early, late');
  });

  it('shows value, human, ratio, interval and reading of a deciding signal on one line', () => {
    expect(plain(COLLAPSING)).toContain(
      '  Tail coverage, 10%   0.120   0.642   0.19  [0.18, 0.19]  ▼ worse\n',
    );
    expect(plain(COLLAPSING)).toContain(
      '  Self-BLEU            0.529   0.214   2.47  [2.39, 2.55]  ▲ worse\n',
    );
    expect(plain(HEALTHY)).toMatch(/Self-BLEU .* = holds\n/);
    expect(plain(INCONCLUSIVE)).toMatch(/Tail coverage, 10% .* \? unclear\n/);
  });

  it('names what else is worse', () => {
    expect(plain(COLLAPSING)).toContain('also worse: Tail coverage, 1-gram, 5% 0.13;');
  });

  it('shows the trend with its shape, slope, half-life and crossing', () => {
    expect(plain(COLLAPSING)).toMatch(
      /Tail coverage, 10% {2}0\.87 → 0\.19 {2}▇▅▄▃▂▁ {2}▼ +−26% +2\.3 gen {2}at g2\n/,
    );
    expect(plain(HEALTHY)).not.toContain('Trend');
  });

  it('keeps ratio, interval and reading at 60 columns', () => {
    expect(plain(COLLAPSING, 60)).toContain('  Tail coverage, 10%   0.19  [0.18, 0.19]  ▼ worse\n');
  });

  it('says what to do, and which sample would decide', () => {
    expect(plain(COLLAPSING)).toContain('What to do\n  Go back to g1,');
    expect(plain(INCONCLUSIVE)).toContain('A sample of 180,000 tokens a side would decide.');
  });

  it('lists what was wrong with the inputs, and counts beyond six', () => {
    expect(plain(COLLAPSING)).toContain('notice  3 of 2,403 rows were malformed');
    const findings = Array.from({ length: 9 }, () => COLLAPSING.findings[1]);
    expect(plain({ ...COLLAPSING, findings })).toContain('and 3 more');
  });

  it('says so where nothing was measured, and where nothing was checked', () => {
    expect(plain(EMPTY)).toContain('g1: no signal could be measured');
    expect(plain({ ...EMPTY, generations: [] })).toMatch(/^ {2}No generation was checked\.\n\nPASSED/);
  });

  it.each(NAMES)('never writes a line wider than the terminal: %s', (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 250 }), fc.boolean(), (columns, colour) => {
        const text = uncoloured(terminal(REPORTS[name], { columns, colour }));
        expect(Math.max(...text.split('\n').map(cellWidth))).toBeLessThanOrEqual(columns);
      }),
      { numRuns: runs(40) },
    );
  });

  it.each(NAMES)('says the same with colour and without: %s', (name) => {
    expect(uncoloured(terminal(REPORTS[name], { columns: 80, colour: true }))).toBe(plain(REPORTS[name]));
    expect(plain(REPORTS[name])).not.toContain(ESCAPE);
  });

  it('writes no escape code but its own', () => {
    const text = uncoloured(terminal(HOSTILE, { columns: 120, colour: true }));
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
    expect(text).toContain('[U+202E]');
  });

  it('ends in one newline and leaves no blanks at the ends of lines', () => {
    expect(plain(COLLAPSING)).toMatch(/[^\n]\n$/);
    expect(plain(COLLAPSING)).not.toMatch(/[ ]\n/);
  });

  it('takes an unknown width as 80', () => {
    expect(plain(COLLAPSING, Number.NaN)).toBe(plain(COLLAPSING, 80));
  });

  it('keeps prose to a hundred columns on a wide screen', () => {
    expect(plain(COLLAPSING, Number.POSITIVE_INFINITY)).toBe(plain(COLLAPSING, 100));
  });

  it('renders a signal that it does not know', () => {
    const [generation] = HEALTHY.generations;
    const signals = [{ ...generation.signals[0], id: 'vendi.score' }];
    expect(plain({ ...HEALTHY, generations: [{ ...generation, signals }] })).toContain('  vendi.score, 10%');
  });
});
