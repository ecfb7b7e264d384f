import { afterEach, describe, expect, it } from 'vitest';
import type { GenerationView, MapView } from '../../../../src/server/wire.ts';
import { COLLAPSING, HOSTILE, WITHOUT_PASSAGES } from '../../../../test/fixtures/report.ts';
import { SCISSORS } from '../../../../test/fixtures/scissors.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { Generation } from './page.tsx';
import type { GenerationReport } from './report-parts.ts';
import { ordersOf } from './survival.tsx';

type Report = typeof COLLAPSING;

function viewOf(report: Report, more: Partial<GenerationView> = {}): GenerationView {
  const newest = report.generations.at(-1)!;
  const { settings, human, findings } = report;
  return {
    point: { id: newest.name, position: report.generations.length, verdict: newest.verdict, findings: {} },
    checks: [{ seq: 20, at: '2020-01-01T00:00:00.000Z', verdict: newest.verdict, by: 'ada' }],
    report: newest,
    context: { settings, human, findings },
    ...more,
  };
}

function shown(view: GenerationView, at = '/generations/x'): string {
  return rendered(<Generation found={view} />, { at });
}

function said(view: GenerationView, at?: string): string {
  return textOf(shown(view, at));
}

/** The text from one heading of second order to the next. */
function section(markup: string, title: string): string {
  const start = markup.indexOf(`>${title}</h2>`);
  const end = markup.indexOf('<h2', start);
  return start < 0 ? '' : textOf(markup.slice(start + 1, end < 0 ? undefined : end));
}

afterEach(() => views.clear());

describe('the page of a generation', () => {
  const markup = shown(viewOf(COLLAPSING));
  const newest = COLLAPSING.generations.at(-1)!;

  it('says the verdict, why, what to do and of what the verdict speaks', () => {
    const text = textOf(markup);
    for (const part of [newest.verdict, newest.why, newest.remedy, newest.definition])
      expect(text).toContain(part);
  });

  it('shows every finding, worst first', () => {
    const findings = section(markup, 'Findings');
    for (const { message } of newest.findings) expect(findings).toContain(message);
    const severities = findings.match(/\b(critical|warning|notice|info)\b/g) ?? [];
    const order = ['critical', 'warning', 'notice', 'info'];
    const ranks = severities.map((word) => order.indexOf(word));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  it('marks what was lost in the sentences that held it', () => {
    const lost = newest.lost.find(({ passage }) => passage !== undefined)!;
    const { text, start, end } = lost.passage!;
    expect(markup).toContain(`<mark>${text.slice(start, end)}</mark>`);
  });

  it('has a row for every signal, with its interval for who sees no drawing', () => {
    expect(
      section(markup, 'Signals').match(/worse|unclear|holds|above|below|n\/a/g)?.length,
    ).toBeGreaterThanOrEqual(newest.signals.length / 2);
    expect(markup).toMatch(/<svg[^>]*role="img" aria-label="\[/);
  });

  it('lists its checks, each leading to its event', () => {
    expect(section(markup, 'Checks')).toContain('ada');
    expect(markup).toContain('href="/ledger?before=21"');
  });

  it('leads to its neighbours, and to the comparison with the one before', () => {
    const between = shown(viewOf(COLLAPSING, { previous: 'g 1', following: 'g3' }));
    expect(between).toContain('href="/generations/g%201"');
    expect(between).toContain('href="/generations/g3"');
    expect(between).toContain('href="/compare?a=g+1&amp;b=');
    expect(markup).not.toContain('/compare?');
  });
});

describe('its parts', () => {
  it('of survival follow the address, and an odd one shows the lowest order', () => {
    const report = COLLAPSING.generations.at(-1) as GenerationReport;
    expect(ordersOf(report)).toEqual([1, 2]);
    const heading = (at: string) =>
      /Survival by frequency.*?<h3>([^<]*)/s.exec(shown(viewOf(COLLAPSING), at))?.[1];
    expect(heading('/generations/x?survival=2')).toBe('pairs of words');
    expect(heading('/generations/x?survival=9')).toBe('words');
  });

  it('of what was lost are found by the search of the address', () => {
    const { lost } = COLLAPSING.generations.at(-1)!;
    const one = lost[0].type;
    expect(
      section(shown(viewOf(COLLAPSING), `/g?lost=${encodeURIComponent(one)}`), 'Where the tail went'),
    ).toContain(one);
    expect(said(viewOf(COLLAPSING), '/g?lost=zzzzzz')).toContain('Nothing that was lost holds this text.');
  });

  it('of what was lost without passages are words with their numbers', () => {
    const { lost } = WITHOUT_PASSAGES.generations.at(-1)!;
    const markup = shown(viewOf(WITHOUT_PASSAGES));
    expect(markup).not.toContain('<blockquote');
    expect(section(markup, 'Where the tail went')).toContain(lost[0].type);
  });

  it('of its own model are shown where scores were given', () => {
    const context = { ...viewOf(COLLAPSING).context!, scissors: SCISSORS };
    expect(said(viewOf(COLLAPSING, { context }))).toContain('Under their own models');
    expect(said(viewOf(COLLAPSING))).not.toContain('Under their own models');
  });

  it('that do not exist leave no heading', () => {
    const bare = {
      ...COLLAPSING.generations.at(-1)!,
      lost: [],
      categories: [],
      survival: [],
      rankFrequency: [],
    };
    const human = { ...COLLAPSING.human, rankFrequency: [] };
    const context = { ...viewOf(COLLAPSING).context!, human };
    const text = said(viewOf(COLLAPSING, { report: bare, context }));
    for (const title of [
      'Where the tail went',
      'Categories',
      'Survival by frequency',
      'Rank and frequency',
    ]) {
      expect(text).not.toContain(title);
    }
    expect(text).toContain('Signals');
  });
});

describe('pictures', () => {
  const picture = { name: 'cats/1.png', width: 8, height: 8, image: 'data:image/png;base64,AAAA' };

  function withPictures(image: string): string {
    const human = { ...picture, image };
    const region = {
      share: 0.1,
      coverage: 0.02,
      baseline: 0.9,
      vanished: true,
      pictures: [{ human, times: 2.5 }],
    };
    const pictures = {
      examples: 10,
      regions: 1,
      lost: [region],
      repeated: [],
      copied: { generation: 0, human: 0 },
    };
    return shown(viewOf(COLLAPSING, { report: { ...COLLAPSING.generations.at(-1)!, pictures } }));
  }

  it('stand beside what was made, with how far they are apart', () => {
    const markup = withPictures(picture.image);
    expect(markup).toContain('alt="Human picture: 1.png"');
    expect(textOf(markup)).toContain('2.5 times as far as human ones');
    expect(textOf(markup)).toContain('hardly reached');
  });

  it.each(['https://example.org/x.png', 'javascript:alert(1)', 'data:text/html,<script>', ''])(
    'from elsewhere are not fetched: %j',
    (image) => {
      expect(withPictures(image)).not.toContain('<img');
    },
  );
});

describe('the feature map', () => {
  const map: MapView = {
    x: [0, 1],
    y: [0, 1],
    side: [0, 1],
    covered: [0, 1],
    text: ['a human text that stands alone', 'made'],
    k: 5,
    shown: [0.3, 0.2],
    coverage: 0,
    encoder: 'lexical',
  };
  const url = `/api/generations/${encodeURIComponent(COLLAPSING.generations.at(-1)!.name)}/map`;

  it('waits by itself, while the rest is there', () => {
    expect(said(viewOf(COLLAPSING))).toContain('Reckoning the map');
  });

  it('tells the share that is covered, and the texts that stand alone', () => {
    views.put(url, map);
    const text = said(viewOf(COLLAPSING));
    expect(text).toContain('0% of human examples covered (k = 5, lexical)');
    expect(text).toContain('a human text that stands alone');
  });

  it('that cannot be drawn says why, and the command', () => {
    views.put(url, {
      ...map,
      absent: { why: 'The profile has no vectors.', command: 'outcross check --features' },
    });
    expect(said(viewOf(COLLAPSING))).toContain(
      'The profile has no vectors. $ outcross check --features'.replace('$ ', ''),
    );
  });
});

describe('what a generation may bring', () => {
  it('is shown as text, whatever it is', () => {
    const markup = shown(viewOf(HOSTILE, { previous: '<script>\u202e', following: '\u0000' }));
    expect(markup).not.toContain('<script');
    expect(markup).not.toMatch(/<img [^>]*onerror/);
    for (const hidden of ['\u202e', '\u2066', '\u200b']) expect(markup).not.toContain(hidden);
  });

  it('without a report says why, and what is known stays', () => {
    const absent = { why: 'The report of this check was not kept.', command: 'outcross check' };
    const { report: _, context: __, ...bare } = viewOf(COLLAPSING);
    const text = said({ ...bare, absent });
    expect(text).toContain('The report of this check was not kept.');
    expect(text).toContain(bare.point.verdict!);
    expect(text).toContain('Checks');
  });

  it('that was never checked is said to be so', () => {
    expect(said({ point: { id: 'g9', position: 9, findings: {} }, checks: [] })).toContain('not checked');
  });
});
