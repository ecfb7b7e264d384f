import { describe, expect, it } from 'vitest';
import { rendered, textOf } from '../shell/rendered.test.support.tsx';
import { Chart } from './chart.tsx';
import type { ChartProps } from './chart-props.ts';
import { DataTable } from './data-table.tsx';
import { Menu } from './menu.tsx';
import { Readout } from './readout.tsx';

const CHART: ChartProps = {
  name: 'trend',
  title: 'Tail\u202e coverage',
  label: 'Tail coverage\u0000 by generation',
  option: { series: [] },
  height: 120,
  table: { columns: ['Generation', 'Ratio'], rows: [['g1', 0.5]] },
};

describe('a drawing for who does not see it', () => {
  const chart = (more: Partial<ChartProps>) => rendered(<Chart {...CHART} {...more} />);

  it('is a picture where nothing can be read from it: no scale from one to nought', () => {
    expect(chart({ readings: [] })).toContain('role="img"');
    expect(chart({ readings: [] })).not.toContain('aria-valuenow');
  });

  it('stands at its newest place, within its ends', () => {
    const markup = chart({ readings: [{ lines: ['g1', '0.50'] }] });
    expect(markup).toContain('aria-valuemin="1" aria-valuemax="1" aria-valuenow="1"');
  });

  it('hears what hides in names', () => {
    const markup = chart({ readings: [{ lines: ['g\u202e1', '0.50'] }] });
    expect(markup).toContain('aria-valuetext="g[U+202E]1, 0.50"');
    expect(markup).toContain('aria-label="Tail coverage[U+0000] by generation"');
    expect(textOf(markup)).toContain('Tail[U+202E] coverage');
  });

  it('keeps its height before it is drawn, so that nothing jumps', () => {
    expect(chart({})).toContain('height:120px');
  });

  it('shows a heading of its own in the place of the title, not beside it', () => {
    expect(textOf(chart({ heading: <h3>Words</h3> }))).toBe('Words');
  });

  it('says that it can be chosen from only where it can', () => {
    expect(chart({ onPick: () => {} })).toContain('data-picks="true"');
    expect(chart({})).not.toContain('data-picks');
  });
});

describe('the figures of a chart', () => {
  const table = (rows: ChartProps['table']['rows']) =>
    rendered(<DataTable title="Trend" table={{ columns: ['Name\u202e', 'Value'], rows }} />);

  it('are told apart from nothing, and written as people write them', () => {
    const text = textOf(
      table([
        ['a', 0],
        ['b', undefined],
        ['c', 48_210.4],
        ['d', Number.NaN],
        ['e', 1e-9],
        ['f', false],
      ]),
    );
    expect(text).toContain('a 0 b \u2013 c 48,210 d \u2013 e 1.0e-9 f false');
  });

  it('name their columns, and show what hides in them', () => {
    expect(textOf(table([]))).toContain('Name[U+202E]');
    expect(table([]).match(/scope="col"/g)).toHaveLength(2);
  });

  it('scroll, and can be reached to be scrolled', () => {
    expect(table([])).toMatch(/<section[^>]*tabindex="0" aria-label="Trend, in numbers"/i);
  });

  it('up to five hundred rows are all there', () => {
    const rows = Array.from({ length: 500 }, (_, at) => [`g${at}`, at]);
    expect(textOf(table(rows))).not.toContain('more rows');
  });
});

describe('the menu of a chart', () => {
  it('is closed at first, and named by the chart that it is of', () => {
    const markup = rendered(
      <Menu
        title="Survival"
        chart={undefined}
        scheme="light"
        table={CHART.table}
        tabular={false}
        onTabular={() => {}}
      />,
    );
    expect(markup).toContain('aria-expanded="false" aria-label="Survival: table and files"');
    expect(markup).not.toContain('<ul');
  });
});

describe('what a place says', () => {
  it('is not read twice: the chart itself tells who does not see', () => {
    const markup = rendered(<Readout lines={['g1', '<b>']} x={10} guide />);
    expect(markup).toContain('aria-hidden="true"');
    expect(textOf(markup)).toBe('g1 <b>');
  });

  it('marks its place where there are places', () => {
    expect(rendered(<Readout lines={[]} x={10} guide />)).toContain('<i ');
    expect(rendered(<Readout lines={[]} x={10} y={20} guide={false} />)).not.toContain('<i ');
  });
});
