import { afterEach, describe, expect, it } from 'vitest';
import type { CompareView, GenerationPoint, LineView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { Categories } from './categories.tsx';
import { Chooser, optionsOf } from './chooser.tsx';
import { Comparison } from './comparison.tsx';
import ComparePage from './page.tsx';
import { pairOf } from './pair.ts';
import { Signals } from './signals.tsx';

afterEach(() => views.clear());

const point = (id: string, verdict?: 'healthy' | 'late'): GenerationPoint => ({
  id,
  position: 1,
  findings: {},
  ...(verdict === undefined ? {} : { verdict }),
});

function page(generations: GenerationPoint[], at: string): string {
  const line: LineView = {
    line: 'l',
    total: generations.length,
    generations,
    trends: [],
    summary: '',
    alerts: [],
    next: [],
  };
  views.put('/api/line', line);
  return rendered(<ComparePage />, { at });
}

/** What the two choices show. */
function chosen(markup: string): string[] {
  return [...markup.matchAll(/<option[^>]*selected="">([^<]*)/g)].map(([, label]) => label);
}

describe('the two that are compared', () => {
  const four = [point('g1', 'healthy'), point('g2', 'late'), point('g3', 'late'), point('g4')];

  it.each([
    ['', '', { a: 'g2', b: 'g3' }],
    ['g1', '', { a: 'g1', b: 'g3' }],
    ['', 'g2', { a: 'g3', b: 'g2' }],
    ['g3', '', { a: 'g3', b: 'g2' }],
    ['g1', 'g1', { a: 'g1', b: 'g1' }],
    ['gone', 'also gone', { a: 'gone', b: 'also gone' }],
  ])('asked for as %j and %j are %j', (a, b, pair) => {
    expect(pairOf(four, a, b)).toEqual(pair);
  });

  it('are none where fewer than two were checked', () => {
    expect(pairOf([], '', '')).toBeUndefined();
    expect(pairOf([point('g1', 'late'), point('g2')], '', '')).toBeUndefined();
    expect(pairOf([point('g1', 'late')], 'g1', '')).toBeUndefined();
  });
});

describe('the choice of two', () => {
  it('shows nothing as chosen where nothing is, so that each can be chosen', () => {
    const markup = page([point('g1', 'late'), point('g2')], '/compare');
    expect(chosen(markup)).toEqual(['\u2013', '\u2013']);
    expect(textOf(markup)).toContain('Two generations that were checked can be compared.');
    expect(textOf(markup)).toContain('outcross check');
  });

  it('keeps the one that was chosen while the other is not', () => {
    expect(chosen(page([point('g1'), point('g2')], '/compare?a=g2'))).toEqual(['g2 (not checked)', '\u2013']);
  });

  it('says why two that are none cannot be swapped', () => {
    expect(page([], '/compare')).toMatch(/aria-disabled="true" title="Choose two generations first."/);
    expect(page([], '/compare?a=x&b=y')).not.toContain('aria-disabled');
  });

  it('names what was chosen though the newest of the line do not hold it', () => {
    expect(chosen(page([point('g2', 'late')], '/compare?a=g0&b=g2'))).toEqual(['g0', 'g2 (late)']);
  });

  it('offers the newest first, each with its verdict', () => {
    const options = optionsOf([point('g1', 'healthy'), point('g2')], '');
    expect(options.map(({ label }) => label)).toEqual(['g2 (not checked)', 'g1 (healthy)']);
  });

  it('is labelled for who does not see it', () => {
    const markup = rendered(<Chooser generations={[]} asked={{ a: 'x', b: 'y' }} />);
    expect(markup.match(/<label for=/g)).toHaveLength(2);
    expect(textOf(markup)).toBe('From x To y');
  });
});

const LONG = 'experiment-with-a-very-long-name-';

const FOUND: CompareView = {
  a: point(`${LONG}1`, 'healthy'),
  b: point(`${LONG}2`, 'late'),
  signals: [
    {
      key: 'k',
      label: 'Tail coverage',
      family: 'tail',
      direction: 'falls',
      a: { value: 1, ratio: 0.9, interval: [0.8, 1.1] },
      change: 'unknown',
    },
  ],
  categories: [{ category: 'letters', human: 0.2, a: 0.1 }],
  lost: [],
  origins: [],
};

describe('two with long names', () => {
  it.each([
    ['signals', <Signals key="s" found={FOUND} />],
    ['categories', <Categories key="c" found={FOUND} />],
  ])('are told apart in the headings of %s', (_, table) => {
    const titles = [...rendered(table).matchAll(/<th scope="col"[^>]*><button[^>]*>([^<]*)/g)].map(
      ([, title]) => title,
    );
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toContain('\u20261');
    expect(titles).toContain('\u20262');
  });
});

describe('the comparison', () => {
  it('of which one side was not measured says so, and draws the other', () => {
    const markup = rendered(<Signals found={FOUND} />);
    expect(textOf(markup)).toContain('Tail coverage tail 0.90 [0.80, 1.10] \u2013');
    expect(textOf(markup)).toContain('\u2013 not known');
    expect(markup.match(/<circle/g)).toHaveLength(1);
  });

  it('shows what an address asks for, also where it is no change', () => {
    const markup = rendered(<Signals found={FOUND} />, { at: '/compare?change=gone' });
    expect(textOf(markup)).toContain('No signal changed so.');
    expect(chosen(markup)).toEqual(['gone']);
    expect(textOf(rendered(<Signals found={FOUND} />, { at: '/compare?change=unknown' }))).toContain(
      'Tail coverage',
    );
  });

  it('leaves out what there is none of', () => {
    const text = textOf(rendered(<Comparison found={{ ...FOUND, categories: [] }} />));
    expect(text).not.toMatch(/Categories|Lost on the way/);
    expect(text).toContain('No signal was measured in both.');
    expect(text).toContain('not declared');
  });

  it('says why there is none instead of half of one', () => {
    const absent = { why: 'g1 was never checked.', command: 'outcross check' };
    const text = textOf(rendered(<Comparison found={{ ...FOUND, absent }} />));
    expect(text).toBe('g1 was never checked. outcross check Copy');
  });
});
