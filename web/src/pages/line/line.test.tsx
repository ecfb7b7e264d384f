import { describe, expect, it } from 'vitest';
import type { GenerationPoint, LineView, TrendSeries } from '../../../../src/server/wire.ts';
import { VERDICTS } from '../../parts/words.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { Line } from './page.tsx';

function generation(position: number, more: Partial<GenerationPoint> = {}): GenerationPoint {
  return {
    id: `g${position}`,
    position,
    verdict: 'early',
    checkedAt: '2020-01-01T00:00:00.000Z',
    examples: 1200,
    tokens: 50_000,
    findings: { critical: 2, warning: 1, info: 5 },
    origins: { human: 300, synthetic: 900 },
    ...more,
  };
}

function trend(id: string, length: number): TrendSeries {
  const ratio = Array.from({ length }, () => 0.5);
  return {
    key: id,
    id,
    label: id,
    direction: 'falls',
    margin: 0.9,
    ratio,
    low: ratio,
    high: ratio,
    worsening: true,
  };
}

function lineOf(length: number, more: Partial<LineView> = {}): LineView {
  return {
    line: 'novels',
    total: length,
    generations: Array.from({ length }, (_, at) => generation(at + 1)),
    trends: [trend('tail.coverage', length), trend('copying', length)],
    summary: 'g3 is early: the tail is below human and falling.',
    verdict: 'early',
    lastHealthy: 'g1',
    firstEarly: 'g2',
    alerts: [],
    next: [{ text: 'Bring human text back.', command: 'outcross recover' }],
    ...more,
  };
}

function said(line: LineView, at = '/'): string {
  return textOf(rendered(<Line line={line} />, { at }));
}

describe('the first glance', () => {
  it('says the verdict, what it means, why, and what to do next', () => {
    const text = said(lineOf(3));
    for (const word of [
      'early',
      'the tail is going',
      'below human and falling',
      'outcross recover',
      'Last healthy g1',
    ]) {
      expect(text).toContain(word);
    }
  });

  it.each(VERDICTS)('of %s has a heading of its own', (verdict) => {
    const markup = rendered(<Line line={lineOf(2, { verdict })} />);
    expect(textOf(/<h1>.*?<\/h1>/s.exec(markup)?.[0] ?? '')).toContain(verdict);
  });

  it('of a line that was never checked says the command', () => {
    const empty = { why: 'There is no generation yet.', command: 'outcross check' };
    const none = {
      verdict: undefined as never,
      lastHealthy: undefined as never,
      firstEarly: undefined as never,
    };
    const text = said(lineOf(0, { empty, trends: [], next: [], ...none }));
    expect(text).toContain('not checked');
    expect(text).toContain('There is no generation yet. outcross check');
  });

  it('names no generation where the window does not hold the newest', () => {
    expect(said(lineOf(3))).toContain('generation g3');
    expect(said(lineOf(3, { total: 900 }))).not.toContain('generation g3');
  });

  it('shows hostile names and messages as text', () => {
    const evil = '<img src=x onerror=alert(1)>\u202e';
    const alerts = [
      { seq: 1, at: '2020-01-01T00:00:00.000Z', severity: 'critical', message: evil, generation: evil },
    ];
    const markup = rendered(<Line line={lineOf(2, { line: evil, summary: evil, alerts })} />);
    expect(markup).not.toContain('<img');
    expect(markup).not.toContain('\u202e');
  });
});

describe('the generations', () => {
  it('are steps that lead to their pages', () => {
    const markup = rendered(<Line line={lineOf(3)} />);
    for (const id of ['g1', 'g2', 'g3']) expect(markup).toContain(`href="/generations/${id}"`);
    expect(markup).not.toContain('First generation shown');
  });

  it('of a long line are a strip with two ends that the keyboard moves', () => {
    const overview = Array.from({ length: 1000 }, () => 'healthy' as const);
    const window = Array.from({ length: 200 }, (_, at) => generation(801 + at));
    const markup = rendered(<Line line={lineOf(200, { total: 1000, generations: window, overview })} />);
    expect(markup).toMatch(/aria-label="First generation shown"[^>]*aria-valuenow="801"/);
    expect(markup).toMatch(/aria-label="Last generation shown"[^>]*aria-valuenow="1000"/);
    expect(textOf(markup)).toContain('Generations 801 to 1,000 of 1,000.');
  });

  it('are still a strip where the server tells no overview', () => {
    const markup = rendered(<Line line={lineOf(40, { total: 400 })} />);
    expect(markup).toContain('viewBox="0 0 400 40"');
    expect(markup).toContain('M0 40V10H40V40z');
  });

  it('stand in a table with what was found and what they are made of', () => {
    const text = said(lineOf(2));
    expect(text).toContain('human 25% (300), synthetic 75% (900)');
    expect(text).toMatch(/g2 2 early 2020-01-01 3 1,200 50,000/);
  });
});

describe('the trends', () => {
  it('show what decides, and all where the address says so', () => {
    expect(said(lineOf(3))).not.toContain('Copying');
    expect(said(lineOf(3))).toContain('All 2 signals');
    expect(said(lineOf(3), '/?signals=all')).toContain('Copying');
  });

  it('say the newest ratio and that it worsens', () => {
    expect(said(lineOf(3))).toContain('Tail coverage 0.50 \u00d7 human \u25bc worsening');
  });

  it('are left out where nothing was measured', () => {
    expect(said(lineOf(1, { trends: [] }))).not.toContain('Trends');
  });
});
