import { describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import { cutFigures } from '../../cli/fixtures.test.support.ts';
import { paint } from './paint.ts';
import { verdictLines } from './verdict-lines.ts';

const shown = (generations: typeof COLLAPSING.generations, columns = 80) =>
  paint(verdictLines(generations, columns), columns, false).trimEnd().split('\n');

describe('verdictLines', () => {
  it('gives each generation one line and the last its whole reason', () => {
    const lines = shown(COLLAPSING.generations);
    expect(lines.slice(0, 6).map((line) => line.slice(0, 13).trim())).toEqual([
      'g1  NARROW',
      'g2  EARLY',
      'g3  EARLY',
      'g4  EARLY',
      'g5  LATE',
      'g6  LATE',
    ]);
    expect(lines[4].endsWith('…')).toBe(true);
    expect(lines.slice(5).join(' ').replace(/\s+/g, ' ')).toContain(COLLAPSING.generations[5].why);
  });

  it('puts the reason under the verdict where the page is narrow', () => {
    expect(shown(HEALTHY.generations, 30).slice(0, 2)).toEqual([
      '  g1  HEALTHY',
      '    Every interval lies inside',
    ]);
  });

  it('never shows a part of a figure, however narrow the page', () => {
    const why =
      'Every deciding signal lies inside the margin (coverage 0.9941 of human [0.9512, 1.0412]; recall 12,345).';
    const generations = [1, 2].map((n) => ({ ...HEALTHY.generations[0], name: `g${n}`, why }));
    for (let columns = 20; columns <= 140; columns++) {
      const lines = shown(generations, columns);
      const first = lines
        .slice(
          0,
          lines.findIndex((line) => line.includes('g2 ')),
        )
        .join('\n');
      expect(cutFigures(first)).toEqual([]);
      expect(first).not.toMatch(/[\s,;:(]…/);
    }
    expect(shown(generations, 80)[0]).toBe(
      '  g1  HEALTHY  Every deciding signal lies inside the margin (coverage 0.9941 of…',
    );
  });

  it('tells a long line in runs of equal verdicts, the last generation apart', () => {
    const verdicts = [
      ...Array(3).fill('healthy'),
      ...Array(20).fill('narrow'),
      'early',
      ...Array(6).fill('late'),
    ];
    const generations = verdicts.map((verdict, index) => ({
      ...HEALTHY.generations[0],
      name: `g${index + 1}`,
      verdict,
    }));
    const lines = shown(generations);
    expect(lines.slice(0, 4).map((line) => line.trim().replace(/\s{2,}/g, '|'))).toEqual([
      'g1–g3|HEALTHY|3 generations',
      'g4–g23|NARROW|20 generations',
      expect.stringMatching(/^g24\|EARLY\|Every interval/),
      'g25–g29|LATE|5 generations',
    ]);
    expect(lines[4]).toMatch(/^ {2}g30 +LATE +Every interval/);
  });

  it('says so where there is no generation', () => {
    expect(shown([])).toEqual(['  No generation was checked.']);
  });
});
