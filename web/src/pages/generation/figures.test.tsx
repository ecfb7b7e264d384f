import { describe, expect, it } from 'vitest';
import { COLLAPSING } from '../../../../test/fixtures/report.ts';
import { SCISSORS } from '../../../../test/fixtures/scissors.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { Categories } from './categories.tsx';
import { Composition } from './composition.tsx';
import { Findings } from './findings.tsx';
import { Rank } from './rank.tsx';
import { ScissorsSection } from './scissors.tsx';
import { Signals } from './signals.tsx';
import { Survival } from './survival.tsx';

const REPORT = COLLAPSING.generations[COLLAPSING.generations.length - 1];

/** Cells of the rows of the first table. */
function rows(markup: string): string[][] {
  const body = /<tbody>(.*?)<\/tbody>/s.exec(markup)?.[1] ?? '';
  return (body.match(/<tr.*?<\/tr>/gs) ?? []).map((row) =>
    (row.match(/<t[hd].*?<\/t[hd]>/gs) ?? []).map((cell) => textOf(cell)),
  );
}

describe('charts as tables', () => {
  it('of survival have a row for every band of the order', () => {
    const markup = rendered(<Survival report={REPORT} />, { at: '/?survival.as=table&survival=2' });
    const bands = REPORT.survival.filter(({ order }) => order === 2);
    expect(rows(markup)).toHaveLength(bands.length);
    expect(rows(markup)[0][0]).toBe('2');
  });

  it('of the scissors have a row for every model', () => {
    const markup = rendered(<ScissorsSection scissors={SCISSORS} />, { at: '/?scissors.as=table' });
    expect(rows(markup).map(([name]) => name)).toEqual(SCISSORS.points.map(({ name }) => name));
  });

  it('of rank and frequency have the points of both texts', () => {
    const human = COLLAPSING.human.rankFrequency;
    const markup = rendered(<Rank report={REPORT} human={human} />, { at: '/?rank.as=table' });
    expect(rows(markup)).toHaveLength(human.length + REPORT.rankFrequency.length);
  });
});

describe('the scissors', () => {
  it('say whether the models scored the same texts', () => {
    expect(textOf(rendered(<ScissorsSection scissors={{ ...SCISSORS, paired: true }} />))).toContain(
      'the same',
    );
    expect(textOf(rendered(<ScissorsSection scissors={{ ...SCISSORS, paired: false }} />))).toContain(
      'compare with care',
    );
  });

  it('name their blades in words', () => {
    expect(textOf(rendered(<ScissorsSection scissors={SCISSORS} />))).toContain(
      'human text, solid own output, dashed',
    );
  });
});

describe('rank and frequency', () => {
  it('shows the generation alone where human text is not known', () => {
    const markup = rendered(<Rank report={REPORT} human={[]} />);
    expect(textOf(markup)).not.toMatch(/^Rank and frequency .* human g/);
    expect(markup).toContain(`stroke="var(--${REPORT.verdict})"`);
    expect(markup).not.toContain('stroke="var(--human)"');
  });
});

describe('categories', () => {
  const rowsOf = [
    { category: 'letters', human: 0.25, generation: 0, vanished: true },
    { category: '<b>news</b>', human: 0.75, generation: 1, vanished: false },
  ];

  it('say how many vanished, and mark each with a word', () => {
    const text = textOf(rendered(<Categories report={{ ...REPORT, categories: rowsOf }} />));
    expect(text).toContain('1 of 2 human categories vanished.');
    expect(text).toContain('letters \u2715 vanished 25% 0%');
    expect(text).toContain('<b>news</b> 75% 100%');
  });

  it('say so where all are there', () => {
    const kept = [{ ...rowsOf[1] }];
    expect(textOf(rendered(<Categories report={{ ...REPORT, categories: kept }} />))).toContain(
      'Every human category is still there.',
    );
  });
});

describe('the make-up', () => {
  it('has sizes, and origins in words', () => {
    const report = {
      ...REPORT,
      provenance: { human: 1, synthetic: 3 },
      corpus: { ...REPORT.corpus, exact: false },
    };
    const text = textOf(rendered(<Composition report={report} />));
    expect(text).toContain('human 25% (1), synthetic 75% (3)');
    expect(text).toContain('Types kept a sample');
    expect(text).toContain('Malformed rows 0');
  });

  it('says nothing of characters and tokens of what has none: pictures, vectors, tables', () => {
    const corpus = { ...REPORT.corpus, tokens: 400, characters: 0 };
    const text = textOf(rendered(<Composition report={{ ...REPORT, corpus }} />));
    expect(text).toContain('Examples');
    expect(text).not.toMatch(/Tokens|Characters/);
  });

  it('that nobody declared is said to be so', () => {
    expect(textOf(rendered(<Composition report={{ ...REPORT, provenance: {} }} />))).toContain(
      'not declared',
    );
  });
});

describe('findings', () => {
  const finding = {
    id: 'x',
    severity: 'warning' as const,
    message: 'It falls.',
    where: REPORT.name,
    measure: 0.5,
  };

  it('says no figure twice', () => {
    const said = (message: string, measure: number) => {
      const findings = [{ id: 'a', severity: 'warning' as const, message, measure }];
      return textOf(rendered(<Findings report={{ ...REPORT, findings }} />));
    };
    expect(said('Vocabulary is 0.95 of human [0.92, 0.97].', 0.946)).not.toContain('0.946');
    expect(said('Vocabulary is 11% worse than before.', 0.886)).not.toContain('0.886');
    expect(said('Vocabulary, last 10%, is narrow.', 0.886)).toContain('0.886');
    const lost = '1,306 of 1,347 human examples have none near.';
    expect(said(lost, 1306)).toBe(`Findings warning ${lost}`);
    expect(said('13 categories are gone.', 3)).toContain('gone. 3');
  });

  it('do not repeat the name of the generation', () => {
    const report = { ...REPORT, findings: [{ ...finding, interval: [0.4, 0.6] as const, remedy: 'Mix.' }] };
    expect(textOf(rendered(<Findings report={report} />))).toBe(
      'Findings warning It falls. 0.500 [0.400, 0.600] Mix.',
    );
  });

  it('name another place', () => {
    const report = { ...REPORT, findings: [{ ...finding, where: 'data/g3.jsonl:7', measure: 12 }] };
    expect(textOf(rendered(<Findings report={report} />))).toContain('data/g3.jsonl:7 12');
  });

  it('may be none', () => {
    expect(textOf(rendered(<Findings report={{ ...REPORT, findings: [] }} />))).toContain(
      'Nothing was found.',
    );
  });
});

describe('signals', () => {
  const signal = {
    ...REPORT.signals[0],
    ratio: 0.5,
    interval: [0.4, 0.6] as const,
    direction: 'falls' as const,
  };

  function reading(more: object, margin?: number): string | undefined {
    const markup = rendered(
      <Signals report={{ ...REPORT, signals: [{ ...signal, ...more }] }} margin={margin} />,
    );
    return rows(markup)[0]?.at(6);
  }

  it('are judged by their own margin, else by that of the report', () => {
    expect(reading({ margin: 0.9 })).toBe('\u25bc worse');
    expect(reading({ margin: 0.55 })).toBe('? unclear');
    expect(reading({ margin: undefined }, 0.7)).toBe('= holds');
  });

  it('that do not exist are said to be so', () => {
    expect(reading({ ratio: Number.NaN })).toContain('n/a');
  });

  it('may be none', () => {
    expect(textOf(rendered(<Signals report={{ ...REPORT, signals: [] }} />))).toContain(
      'No signal could be measured.',
    );
  });
});
