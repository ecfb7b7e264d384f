import { afterEach, describe, expect, it } from 'vitest';
import type { CompareView, LineView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { tableCsv } from '../../parts/table.tsx';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import ComparePage from './page.tsx';
import { columnsOf } from './signals.tsx';
import { Slope } from './slope.tsx';

function measured(ratio: number) {
  return { value: ratio / 2, ratio, interval: [ratio - 0.1, ratio + 0.1] as [number, number] };
}

const FOUND: CompareView = {
  a: { id: 'g1', position: 1, verdict: 'healthy', why: 'All is inside the margin.', findings: {} },
  b: { id: 'g2', position: 2, verdict: 'early', findings: {} },
  signals: [
    {
      key: 'k1',
      label: 'Distinct-2',
      family: 'diversity',
      direction: 'falls',
      a: measured(1),
      b: measured(1),
      change: 'same',
    },
    {
      key: 'k2',
      label: 'Tail coverage',
      family: 'tail',
      direction: 'falls',
      a: measured(1),
      b: measured(0.5),
      change: 'worse',
    },
    { key: 'k3', label: 'Novelty', family: 'tail', direction: 'flag', b: measured(2), change: 'unknown' },
  ],
  categories: [{ category: 'letters', human: 0.2, a: 0.1 }],
  lost: ['harpoon', '<i>sea</i>\u202e'],
  origins: [
    { origin: 'human', a: 10 },
    { origin: 'synthetic', a: 30, b: 40 },
  ],
};

const LINE = {
  line: 'novels',
  total: 2,
  generations: [FOUND.a, FOUND.b],
  trends: [],
  summary: '',
  alerts: [],
  next: [],
};

function said(found: CompareView, at = '/compare?a=g1&b=g2'): string {
  views.put<LineView>('/api/line', LINE);
  views.put('/api/compare?a=g1&b=g2', found);
  return textOf(rendered(<ComparePage />, { at }));
}

afterEach(() => views.clear());

describe('a comparison of which one report is gone', () => {
  it('shows what was recorded, and says that there is no more', () => {
    const why = 'g1: the report is no longer kept';
    const text = said({ ...FOUND, lost: [], categories: [], recorded: { why, command: 'outcross check' } });
    expect(text).toContain(`From the ledger alone ${why}`);
    expect(text).toContain('Tail coverage');
  });
});

describe('the table of signals as CSV', () => {
  it('has both intervals', () => {
    const [header, , row] = tableCsv(columnsOf(FOUND), FOUND.signals).split('\r\n');
    expect(header).toBe('Signal,Family,g1,g1 low,g1 high,g2,g2 low,g2 high,Change');
    expect(row).toBe('Tail coverage,tail,1,0.9,1.1,0.5,0.4,0.6,worse');
    expect(tableCsv(columnsOf(FOUND), FOUND.signals)).toContain('Novelty,tail,,,,2,1.9,2.1,unknown');
  });
});

describe('the comparison of two generations', () => {
  it('says both verdicts, what both are made of, and how much changed', () => {
    const text = said(FOUND);
    expect(text).toContain('g1 healthy All is inside the margin.');
    expect(text).toContain('human 25% (10), synthetic 75% (30)');
    expect(text).toContain('synthetic 100% (40)');
    expect(text).toContain('Of 2 signals 1 became worse.');
  });

  it('has both ratios with their intervals, what changed first', () => {
    const text = said(FOUND);
    expect(text).toContain('Tail coverage tail 1.00 [0.90, 1.10] 0.50 [0.40, 0.60] \u25bc worse');
    expect(text.indexOf('Tail coverage')).toBeLessThan(text.indexOf('Distinct-2'));
    expect(text).toContain('Novelty tail \u2013 2.00');
  });

  it('shows what the address asks for', () => {
    expect(said(FOUND, '/compare?a=g1&b=g2&change=same')).not.toContain('Tail coverage tail');
  });

  it('tells words from phrases, and shows of many the surest', () => {
    const lost = [...Array.from({ length: 70 }, (_, i) => `w${i}`), 'the sea', 'a harpoon'];
    const text = said({ ...FOUND, lost });
    expect(text).toMatch(/Words 70 w0 .* w59 10 more Phrases 2 the sea a harpoon/);
    expect(text).not.toContain('w60');
  });

  it('lists what was lost on the way, as text', () => {
    expect(said(FOUND)).toContain('harpoon <i>sea</i>[U+202E]');
  });

  it('has shares of categories, and a dash where one has none', () => {
    expect(said(FOUND)).toContain('letters 20% 10% \u2013');
  });

  it('takes the two newest where the address names none', () => {
    expect(said(FOUND, '/compare')).toContain('Of 2 signals 1 became worse.');
  });

  it('says why there is none, and the command', () => {
    const absent = { why: 'The report of g1 was not kept.', command: 'outcross check' };
    expect(said({ ...FOUND, absent })).toContain('The report of g1 was not kept. outcross check');
  });

  it('says what it takes where the line has not two', () => {
    views.put<LineView>('/api/line', { ...LINE, generations: [FOUND.a] });
    expect(textOf(rendered(<ComparePage />, { at: '/compare' }))).toContain(
      'Two generations that were checked',
    );
  });
});

describe('the slope', () => {
  it('draws what there is', () => {
    const both = rendered(<Slope from={measured(1)} to={measured(0.5)} tone="t-bad" />);
    expect(both.match(/<circle/g)).toHaveLength(2);
    const [from, to] = [...both.matchAll(/cx="([^"]*)"/g)].map(([, x]) => Number(x));
    expect(to).toBeLessThan(from);
    expect(
      rendered(<Slope from={undefined} to={measured(1)} tone="t-plain" />).match(/<circle/g),
    ).toHaveLength(1);
  });
});
