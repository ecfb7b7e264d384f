import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GenerationPoint, LineView, TrendSeries } from '../../../../src/server/wire.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { Alerts } from './alerts.tsx';
import { Generations } from './generations.tsx';
import { Hero } from './hero.tsx';
import { Strip } from './strip.tsx';
import { Timeline } from './timeline.tsx';
import { Trends } from './trends.tsx';

const points = (length: number, from = 1): GenerationPoint[] =>
  Array.from({ length }, (_, at) => ({ id: `g${from + at}`, position: from + at, findings: {} }));

function lineOf(generations: readonly GenerationPoint[], more: Partial<LineView> = {}): LineView {
  return {
    line: 'novels',
    total: generations.length,
    generations: [...generations],
    trends: [],
    summary: 'Nothing was checked.',
    alerts: [],
    next: [],
    ...more,
  };
}

function series(more: Partial<TrendSeries>): TrendSeries {
  const one = { key: 'k', id: 'tail.coverage', label: 'k', direction: 'falls' as const };
  return { ...one, ratio: [0.8, 0.6], low: [0.7, 0.5], high: [0.9, 0.7], ...more };
}

describe('the state of a line', () => {
  const hero = (line: LineView) => textOf(rendered(<Hero line={line} />));

  it('that was never checked is said so, and nothing is invented', () => {
    const text = hero(lineOf(points(2)));
    expect(text).toContain('not checked');
    expect(text).not.toMatch(/checked (just now|\d)|Last healthy|Next/);
  });

  it('names the newest generation that was checked, not one that waits for it', () => {
    const [first, second] = points(2);
    const checked = { ...first, verdict: 'healthy' as const, checkedAt: '2020-01-01T00:00:00.000Z' };
    expect(hero(lineOf([checked, second]))).toContain('generation g1 , checked 2020-01-01');
  });

  it('names none where the window does not hold the newest', () => {
    const old = points(3).map((point) => ({ ...point, verdict: 'healthy' as const }));
    expect(hero(lineOf(old, { total: 90 }))).not.toContain('generation g3');
    expect(hero(lineOf(old))).toContain('generation g3');
  });

  it('says what comes next in order, each with its command where it has one', () => {
    const next = [{ text: 'Look at <g3>.' }, { text: 'Mix.', command: 'outcross mix' }];
    const markup = rendered(<Hero line={lineOf([], { next })} />);
    expect(textOf(markup)).toMatch(/Next Look at <g3>\. Mix\. outcross mix Copy/);
    expect(markup.match(/<li>/g)).toHaveLength(2);
  });
});

describe('the steps of a line', () => {
  it('of up to fourteen are all there, without a strip', () => {
    const markup = rendered(<Timeline line={lineOf(points(14))} />);
    expect(markup.match(/href="\/generations\//g)).toHaveLength(14);
    expect(markup).not.toContain('role="slider"');
  });

  it('beyond that are the last of the window, under a strip that says what is shown', () => {
    const markup = rendered(<Timeline line={lineOf(points(30, 971), { total: 1000 })} />);
    expect(markup.match(/href="\/generations\//g)).toHaveLength(14);
    expect(textOf(markup)).toContain('Generations 971 to 1,000 of 1,000.');
    expect(markup).toContain('href="/generations/g1000"');
  });

  it('tell long names apart by what differs', () => {
    const same = 'an-experiment-with-a-very-long-name-';
    const generations = points(3).map((point, at) => ({ ...point, id: `${same}${at}` }));
    const names = [...rendered(<Timeline line={lineOf(generations)} />).matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(
      ([, name]) => name,
    );
    expect(new Set(names).size).toBe(3);
  });

  it('are words beside signs', () => {
    const generations = [{ ...points(1)[0], verdict: 'late' as const }, points(1, 2)[0]];
    expect(textOf(rendered(<Timeline line={lineOf(generations)} />))).toContain('g1 late g2 not checked');
  });
});

describe('the strip of a long line', () => {
  const strip = (from: number, length: number, total: number, more: Partial<LineView> = {}) =>
    rendered(<Strip line={lineOf(points(length, from), { total, ...more })} />);

  it('has two ends that the keyboard moves, and says where they stand', () => {
    const markup = strip(801, 200, 1000);
    expect(markup).toMatch(
      /aria-label="First generation shown" aria-valuemin="1" aria-valuemax="1000" aria-valuenow="801"/,
    );
    expect(markup).toMatch(/aria-label="Last generation shown"[^>]*aria-valuenow="1000"/);
  });

  it('shows the window as its part of the whole', () => {
    expect(strip(801, 200, 1000)).toContain('left:80%;width:20%');
    expect(strip(1, 1000, 1000)).toContain('left:0%;width:100%');
  });

  it('draws a thousand generations as few paths', () => {
    const overview = Array.from({ length: 1000 }, (_, at) =>
      at < 500 ? ('healthy' as const) : ('late' as const),
    );
    expect(strip(801, 200, 1000, { overview }).match(/<path class="v-/g)).toHaveLength(2);
  });

  it('draws the window alone where a server tells no overview', () => {
    const generations = points(20, 81).map((point) => ({ ...point, verdict: 'late' as const }));
    const markup = rendered(<Strip line={lineOf(generations, { total: 100 })} />);
    expect(markup).toContain('viewBox="0 0 100 40"');
    expect(markup).toContain('d="M80 40V0H100V40z"');
  });

  it('keeps its window inside the line, wherever it lies', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15, max: 400 }), fc.nat(), fc.nat(), (total, a, b) => {
        const from = 1 + (a % (total - 1));
        const length = 2 + (b % (total - from));
        const [, left, width] = /left:([\d.]+)%;width:([\d.]+)%/.exec(strip(from, length, total)) ?? [];
        expect(Number(left) + Number(width)).toBeLessThanOrEqual(100.0001);
        expect(Number(width)).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });
});

describe('trends', () => {
  const trends = (all: readonly TrendSeries[], at = '/') =>
    rendered(<Trends line={lineOf(points(2), { trends: [...all] })} />, { at });
  const two = [series({}), series({ key: 'other', id: 'copying' })];

  it('of which nothing was measured say nothing', () => {
    expect(trends([])).toBe('');
  });

  it('that do not decide are shown on request, and counted before', () => {
    expect(textOf(trends(two))).toContain('All 2 signals');
    expect(textOf(trends(two, '/?signals=all'))).toContain('Only what decides');
    expect(textOf(trends([series({})]))).not.toContain('All 1');
  });

  it('say the newest ratio that was measured, and that it worsens', () => {
    expect(textOf(trends([series({ ratio: [0.8, null], worsening: true })]))).toContain(
      '0.80 × human ▼ worsening',
    );
    expect(textOf(trends([series({ ratio: [null, null] })]))).not.toContain('× human');
  });

  it('are read place by place: the ratio with its interval, or that there is none', () => {
    expect(trends([series({})])).toContain('aria-valuetext="g2, 0.60 × human [0.50, 0.70], not checked"');
    expect(trends([series({ ratio: [0.8, null] })])).toContain(
      'aria-valuetext="g2, not measured, not checked"',
    );
  });

  it('stand as tables each for itself', () => {
    const text = textOf(trends(two, '/?signals=all&trend.other.as=table'));
    expect(text).toContain('Generation Ratio to human Low High Verdict g1 0.800 0.700 0.900');
    expect(trends(two, '/?signals=all&trend.other.as=table').match(/<table>/g)).toHaveLength(1);
  });
});

describe('alerts', () => {
  it('that there are none of have no heading', () => {
    expect(rendered(<Alerts alerts={[]} />)).toBe('');
  });

  it('lead to the generation that they are about, if to any', () => {
    const alert = {
      seq: 1,
      at: '2020-01-01T00:00:00.000Z',
      severity: 'critical',
      message: 'The tail <went>.',
    };
    const markup = rendered(
      <Alerts
        alerts={[
          { ...alert, generation: 'g 3' },
          { ...alert, seq: 2 },
        ]}
      />,
    );
    expect(markup.match(/href="\/generations\/g%203"/g)).toHaveLength(1);
    expect(textOf(markup)).toContain('critical The tail <went>. g 3 2020-01-01');
  });
});

describe('all figures of the generations', () => {
  const table = (generations: GenerationPoint[]) =>
    textOf(rendered(<Generations line={lineOf(generations)} />));

  it('count what is critical and what warns, and pass over what only tells', () => {
    const findings = { critical: 2, warning: 3, notice: 40, info: 7 };
    expect(table([{ ...points(1)[0], findings }])).toMatch(/g1 1 not checked \u2013 5 /);
  });

  it('have a dash for what is not known, and a nought for none', () => {
    expect(table(points(1))).toContain('g1 1 not checked \u2013 0 \u2013 \u2013 \u2013');
    expect(table([{ ...points(1)[0], examples: 0, tokens: 0 }])).toContain('\u2013 0 0 0 \u2013');
  });

  it('begin with the newest', () => {
    expect(table(points(3))).toMatch(/g3 .* g2 .* g1 /);
  });
});
