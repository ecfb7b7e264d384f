import { describe, expect, it } from 'vitest';
import type { GenerationPoint } from '../../../../src/server/wire.ts';
import { COLLAPSING } from '../../../../test/fixtures/report.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { Banner } from './banner.tsx';
import { Categories } from './categories.tsx';
import { Checks } from './checks.tsx';
import { Findings } from './findings.tsx';
import { Lost } from './lost.tsx';
import { Generation } from './page.tsx';
import { Pictures } from './pictures.tsx';
import type { GenerationReport } from './report-parts.ts';
import { Signals } from './signals.tsx';

const REPORT = COLLAPSING.generations.at(-1) as GenerationReport;
const POINT: GenerationPoint = { id: 'g', position: 1, findings: {} };

function lostOf(length: number, order = 1): GenerationReport['lost'] {
  return Array.from({ length }, (_, at) => ({
    type: `word${at}`,
    order,
    holdoutCount: 1,
    holdoutExamples: 2,
    reservoirCount: 3000,
  })) as unknown as GenerationReport['lost'];
}

function lost(many: GenerationReport['lost'], at = '/generations/g'): string {
  return rendered(<Lost report={{ ...REPORT, lost: many }} />, { at });
}

const items = (markup: string) => markup.match(/<li>/g)?.length ?? 0;

describe('what was lost', () => {
  it('is shown in part, and says of how much', () => {
    const markup = lost(lostOf(100));
    expect(items(markup)).toBe(24);
    expect(textOf(markup)).toContain('24 of 100 types shown');
    expect(textOf(markup)).toContain('24 more of 76');
  });

  it.each(['-5', '0', '1', 'NaN', '1e400', '%E2%88%9E', ''])(
    'takes %j of an address for the least',
    (shown) => {
      const markup = lost(lostOf(100), `/generations/g?lost.shown=${shown}`);
      expect(items(markup)).toBe(24);
      expect(textOf(markup)).toContain('24 more of 76');
    },
  );

  it('counts whole types where an address asks for parts of one', () => {
    const markup = lost(lostOf(100), '/generations/g?lost.shown=30.7');
    expect(items(markup)).toBe(30);
    expect(textOf(markup)).toContain('24 more of 70');
  });

  it('is all there where all is asked for, and then there is no more', () => {
    const markup = lost(lostOf(30), '/generations/g?lost.shown=48');
    expect(items(markup)).toBe(30);
    expect(textOf(markup)).not.toMatch(/\d more/);
    expect(textOf(markup)).toContain('30 of 30 types shown');
  });

  it('is not hidden by an order that was not measured: no control could bring it back', () => {
    expect(items(lost(lostOf(5), '/generations/g?lost.order=7'))).toBe(5);
    const both = [...lostOf(3), ...lostOf(2, 2)];
    expect(items(lost(both, '/generations/g?lost.order=2'))).toBe(2);
    expect(items(lost(both, '/generations/g?lost.order=7'))).toBe(5);
  });

  it('says numbers in words that fit them', () => {
    expect(textOf(lost(lostOf(1)))).toContain(
      'word0 1 use in 2 human examples, 3,000 in a second human sample',
    );
    expect(textOf(lost(lostOf(1)))).toContain('1 of 1 type shown');
  });

  it('has no section where nothing was', () => {
    expect(lost([])).toBe('');
  });
});

describe('the verdict', () => {
  const banner = (point: Partial<GenerationPoint>, report?: Partial<GenerationReport>) =>
    textOf(rendered(<Banner point={{ ...POINT, ...point }} report={report && { ...REPORT, ...report }} />));

  it('of a generation that was never checked is said so', () => {
    expect(banner({})).toBe('not checked');
  });

  it('says which sample would decide, where one would', () => {
    expect(banner({}, { sampleThatWouldDecide: 1_200_000 })).toContain(
      'A sample of 1,200,000 tokens a side would decide.',
    );
    const { sampleThatWouldDecide: _, ...rest } = REPORT;
    expect(textOf(rendered(<Banner point={POINT} report={rest as GenerationReport} />))).not.toContain(
      'would decide',
    );
  });

  it('is that of the ledger where the report says another', () => {
    expect(banner({ verdict: 'healthy', why: 'It was checked anew.' }, { verdict: 'late' })).toMatch(
      /^healthy .*It was checked anew\./,
    );
  });
});

describe('findings', () => {
  const finding = (more: Record<string, unknown>) =>
    ({ id: 'x', severity: 'info', message: 'm', ...more }) as GenerationReport['findings'][number];
  const said = (...findings: GenerationReport['findings']) =>
    textOf(rendered(<Findings report={{ ...REPORT, findings }} />));

  it('give a measure with its interval, and whole numbers whole', () => {
    expect(said(finding({ measure: 0.1234, interval: [0.1, 0.2] }))).toContain('0.123 [0.100, 0.200]');
    expect(said(finding({ measure: 12_345 }))).toContain('12,345');
  });

  it('do not repeat the name of the generation that the page is of', () => {
    expect(said(finding({ where: REPORT.name }))).toBe('Findings info m');
    expect(said(finding({ where: 'data/g.jsonl:3' }))).toContain('data/g.jsonl:3');
  });

  it('say so where there are none', () => {
    expect(said()).toContain('Nothing was found.');
  });
});

describe('categories', () => {
  it('of which there are very many can be shown', () => {
    const categories = Array.from({ length: 150_000 }, (_, at) => ({
      category: `c${at}`,
      human: 1 / 150_000,
      generation: 0,
      vanished: true,
    }));
    const text = textOf(rendered(<Categories report={{ ...REPORT, categories }} />));
    expect(text).toContain('150,000 of 150,000 human categories vanished.');
  });

  it('that are all there are said to be', () => {
    const categories = [{ category: 'c', human: 1, generation: 1, vanished: false }];
    expect(textOf(rendered(<Categories report={{ ...REPORT, categories }} />))).toContain(
      'Every human category is still there.',
    );
  });
});

describe('signals', () => {
  const signals = (more: Partial<GenerationReport['signals'][number]>) =>
    rendered(<Signals report={{ ...REPORT, signals: [{ ...REPORT.signals[0], ...more }] }} />);

  it('that could not be measured are said so, without a drawing', () => {
    const nan = Number.NaN;
    const markup = signals({ ratio: nan, interval: [nan, nan], value: nan });
    expect(textOf(markup)).toContain('n/a');
    expect(textOf(markup)).toContain('[\u2013, \u2013]');
    expect(markup).not.toContain('role="img"');
  });

  it('are judged against their own margin before the one of the report', () => {
    const own = { direction: 'falls' as const, ratio: 0.85, interval: [0.8, 0.88] as [number, number] };
    expect(textOf(signals({ ...own, margin: 0.9 }))).toContain('worse');
    expect(textOf(signals({ ...own, margin: 0.7 }))).toContain('holds');
  });

  it('explain themselves on request', () => {
    expect(signals({})).toMatch(/<details[^>]*><summary title="[^"]{20,}"/);
  });

  it('that are none are said to be none', () => {
    expect(textOf(rendered(<Signals report={{ ...REPORT, signals: [] }} />))).toContain(
      'No signal could be measured.',
    );
  });
});

describe('pictures', () => {
  const picture = (image: string) => ({ name: 'a/<b>.png', image, width: 8, height: 8, category: 'cats' });
  const region = (human: ReturnType<typeof picture>) => ({
    share: 0.1,
    coverage: 0.05,
    baseline: 0.9,
    vanished: true,
    pictures: [{ human, times: 2.345 }],
  });
  const shown = (image: string) => {
    const pictures = {
      examples: 1000,
      copied: { human: 0.01, generation: 0.2 },
      repeated: [],
      lost: [region(picture(image))],
    };
    return rendered(<Pictures report={{ ...REPORT, pictures } as unknown as GenerationReport} />);
  };

  it('that the report carries are shown, and named for who does not see them', () => {
    const markup = shown('data:image/png;base64,AAAA');
    expect(markup).toContain('alt="Human picture: &lt;b&gt;.png (cats)"');
    expect(textOf(markup)).toContain('2.3 times as far as human ones');
    expect(textOf(markup)).toContain('A region of 10% of human pictures ✕ hardly reached');
  });

  it.each(['https://evil.example/x.png', 'javascript:alert(1)', '//evil', 'data:text/html,x', ''])(
    'are never fetched from %j',
    (image) => {
      const markup = shown(image);
      expect(markup).not.toContain('<img');
      expect(textOf(markup)).toContain('no picture');
    },
  );
});

describe('the page', () => {
  it('says why there is no report, with the checks that there were', () => {
    const absent = { why: 'The report is gone.', command: 'outcross check' };
    const checks = [{ seq: 4, at: '2020-01-01T00:00:00.000Z', by: 'ada' }];
    const text = textOf(rendered(<Generation found={{ point: POINT, checks, absent }} />));
    expect(text).toContain('The report is gone. outcross check');
    expect(text).toContain('2020-01-01 not checked ada 4');
  });

  it('of a generation that nobody checked has no list of checks', () => {
    expect(rendered(<Checks checks={[]} of="g" />)).toBe('');
  });
});
