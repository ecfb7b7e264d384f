import { describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import { SCISSORS } from '../../../test/fixtures/scissors.ts';
import { markdown } from '../markdown.ts';
import { terminal } from '../terminal.ts';
import { cellWidth } from './cells.ts';
import { diagnosisLines, scissorsLines } from './scissors-lines.ts';

const FINDING = {
  id: 'diagnosis.both',
  severity: 'critical',
  message: 'Both collapse and memorising: 41% of its runs of 8 words stand in the training set.',
  remedy: 'Two faults, two remedies.',
} as const;
const last = COLLAPSING.generations.at(-1)!;
const REPORT = {
  ...COLLAPSING,
  scissors: SCISSORS,
  generations: [...COLLAPSING.generations.slice(0, -1), { ...last, findings: [...last.findings, FINDING] }],
};
const text = (lines: readonly (readonly { text: string }[])[]) =>
  lines.map((line) => line.map((one) => one.text).join('')).join('\n');

describe('the scissors on a terminal', () => {
  it('are a row a model: human text, own output, training set', () => {
    const shown = text(scissorsLines(SCISSORS, 80));
    expect(shown).toMatch(/^Perplexity a word under their own models\n/);
    expect(shown).toMatch(/\n *g1 +48\.0 +\[43\.2, 52\.8\] +30\.0 +44\.0/);
    expect(shown).toMatch(/\n *g2 +71\.0 +\S+ \S+ +17\.0 +–/);
  });

  it('are nothing without scores, nor is a diagnosis without a training set', () => {
    expect(scissorsLines(undefined, 80)).toEqual([]);
    expect(diagnosisLines(HEALTHY.generations[0], 80)).toEqual([]);
  });

  it.each([20, 40, 80, 200])('keep within %d cells', (columns) => {
    for (const line of terminal(REPORT, { columns, colour: false }).split('\n'))
      expect(cellWidth(line)).toBeLessThanOrEqual(columns);
  });

  it('stand in the report with what ails the last generation', () => {
    const shown = terminal(REPORT, { columns: 100, colour: false });
    expect(shown).toContain('Against its training set\n  Both collapse and memorising');
    expect(shown.indexOf('Against its training set')).toBeLessThan(shown.indexOf('What to do'));
  });
});

describe('the scissors in Markdown', () => {
  it('are a table, and the diagnosis a paragraph before the details', () => {
    const shown = markdown(REPORT);
    expect(shown).toContain('| `g1` | 48.0 [43.2, 52.8] | 30.0 [27.0, 33.0] | 44.0 [39.6, 48.4] |');
    expect(shown).toContain('**Against its training set.** Both collapse and memorising');
    expect(shown.indexOf('Against its training set')).toBeLessThan(shown.indexOf('<details>'));
    expect(markdown(HEALTHY)).not.toMatch(/own models|Against its/);
  });
});
