import { describe, expect, it } from 'vitest';
import { rendered, textOf } from '../shell/rendered.test.support.tsx';
import { Chart } from './chart.tsx';
import type { ChartProps } from './chart-props.ts';
import { standalone } from './export.ts';

const CHART: ChartProps = {
  name: 'trend',
  title: 'Distinct-2',
  label: 'Distinct-2 by generation',
  option: { series: [] },
  height: 100,
  table: {
    columns: ['Generation', 'Ratio'],
    rows: [
      ['<g1>', 0.5],
      ['g2', null],
    ],
  },
};

describe('a chart', () => {
  it('is a picture with a name for who does not see it', () => {
    expect(rendered(<Chart {...CHART} />)).toMatch(/role="img" aria-label="Distinct-2 by generation"/);
  });

  it('that can be read place by place is a scale, which says its place', () => {
    const readings = [{ lines: ['g1', '0.50'] }, { lines: ['g2', '0.40'] }];
    const markup = rendered(<Chart {...CHART} readings={readings} />);
    expect(markup).toContain('role="slider"');
    expect(markup).toContain('aria-valuemax="2"');
    expect(markup).toContain('aria-valuetext="g2, 0.40"');
    expect(markup).toMatch(/tabindex="0"/i);
  });

  it('is a table where the address says so, with its figures as text', () => {
    const markup = rendered(<Chart {...CHART} />, { at: '/?trend.as=table' });
    expect(markup).toContain('<table>');
    expect(markup).not.toContain('role="img"');
    expect(textOf(markup)).toContain('<g1> 0.500 g2 \u2013');
  });

  it('is not made a table by the address of another', () => {
    expect(rendered(<Chart {...CHART} />, { at: '/?other.as=table' })).not.toContain('<table>');
  });

  it('shows a long table in part, and says where the rest is', () => {
    const rows = Array.from({ length: 700 }, (_, at) => [`g${at}`, at]);
    const markup = rendered(<Chart {...CHART} table={{ ...CHART.table, rows }} />, {
      at: '/?trend.as=table',
    });
    expect(markup.match(/<tr>/g)).toHaveLength(501);
    expect(textOf(markup)).toContain('200 more rows');
  });
});

describe('a drawing as a file', () => {
  const svg = '<svg width="10" height="5" xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>';

  it('has its title and its ground', () => {
    const file = standalone(svg, 'a < b & "c"', 'light');
    expect(file).toMatch(
      /^<svg [^>]*><title>a &#60; b &#38; &#34;c&#34;<\/title><rect [^>]*fill="#ffffff"\/><path/,
    );
  });

  it('names its language once, whether the drawing did or not', () => {
    for (const given of [svg, '<svg width="10"></svg>']) {
      expect(standalone(given, '', 'dark').match(/xmlns=/g)).toHaveLength(1);
    }
  });

  it('takes a title for text, whatever it holds', () => {
    expect(standalone(svg, "$& $1 $'", 'dark')).toContain("<title>$&#38; $1 $'</title>");
  });
});
