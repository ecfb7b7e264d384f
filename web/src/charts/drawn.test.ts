import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridSimpleComponent, MarkLineComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { describe, expect, it } from 'vitest';
import type { GenerationPoint, MapView, TrendSeries } from '../../../src/server/wire.ts';
import { COLLAPSING } from '../../../test/fixtures/report.ts';
import { mapLayers, mapOption } from '../pages/generation/map-chart.ts';
import { trendOption } from '../pages/line/trend-chart.ts';
import { PALETTE, stand, survivalDrawing } from '../parts/words.ts';
import { painted, type Scheme } from './paint.ts';

use([LineChart, ScatterChart, CustomChart, GridSimpleComponent, MarkLineComponent, SVGRenderer]);

/** What the library draws of an option, as the page would have it. */
function drawn(option: EChartsCoreOption, scheme: Scheme): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 320, height: 190 });
  try {
    chart.setOption(painted({ animation: false, ...option }, scheme));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

const POINTS: GenerationPoint[] = (['healthy', 'early', 'late'] as const).map((verdict, at) => ({
  id: `g${at + 1}`,
  position: at + 1,
  verdict,
  findings: {},
}));

const SERIES: TrendSeries = {
  key: 'distinct[2]',
  id: 'distinct',
  order: 2,
  label: 'distinct-2',
  direction: 'falls',
  margin: 0.8,
  ratio: [1, 0.8, 0.5],
  low: [0.9, 0.7, 0.4],
  high: [1.1, 0.9, 0.6],
};

const MAP: MapView = {
  x: [0, 1, 2, 3],
  y: [0, 1, 2, 3],
  side: [0, 0, 1, 1],
  covered: [1, 0, 1, 1],
  text: [null, null, null, null],
  k: 5,
  shown: [0.3, 0.2],
  coverage: 0.5,
  encoder: 'lexical',
};

const ROLES = Object.keys(PALETTE) as (keyof typeof PALETTE)[];

const NEWEST = COLLAPSING.generations[COLLAPSING.generations.length - 1];

const OPTIONS: readonly [string, EChartsCoreOption][] = [
  ['a trend', trendOption(SERIES, POINTS)],
  ['the map', mapOption(MAP, mapLayers(MAP))],
  [
    'survival',
    survivalDrawing(
      NEWEST,
      NEWEST.survival.filter(({ order }) => order === 1),
      'x',
    ).option,
  ],
];

describe.each(OPTIONS)('%s', (_, option) => {
  it.each(['light', 'dark'] as const)(
    'is drawn in the colours of the %s scheme, with no stand-in left',
    (scheme) => {
      const svg = drawn(option, scheme);
      for (const role of ROLES) expect(svg.toLowerCase()).not.toContain(stand(role));
      expect(svg.toLowerCase()).toContain(PALETTE.soft[scheme]);
    },
  );
});

describe('a trend as drawn', () => {
  const svg = drawn(trendOption(SERIES, POINTS), 'light');

  it('names its generations, human text and the margin', () => {
    for (const name of ['g1', 'g2', 'g3', 'human', 'margin']) expect(svg).toContain(`>${name}</text>`);
  });

  it('has a point in the colour of each verdict', () => {
    for (const { verdict } of POINTS) expect(svg).toContain(`fill="${PALETTE[verdict!].light}"`);
  });

  it('has its interval as one area', () => {
    expect(svg.match(/fill-opacity="0\.2"/g)).toHaveLength(1);
  });

  it('of a thousand generations has no more parts than one of a hundred', () => {
    const long = (length: number) => {
      const line = Array.from({ length }, (_, at) => ({ ...POINTS[0], id: `g${at}`, position: at + 1 }));
      const ratio = line.map(({ position }) => 1 - position / 4000);
      return (
        drawn(trendOption({ ...SERIES, ratio, low: ratio, high: ratio }, line), 'light').match(/<path/g)
          ?.length ?? 0
      );
    };
    expect(long(1000)).toBeLessThanOrEqual(long(100) + 2);
  });
});

it('the map as drawn has every point once', () => {
  const svg = drawn(mapOption(MAP, mapLayers(MAP)), 'dark');
  expect(svg.match(new RegExp(`fill="${PALETTE.late.dark}"`, 'g'))).toHaveLength(1);
  expect(svg.match(new RegExp(`fill="${PALETTE.human.dark}"`, 'g'))).toHaveLength(1);
  expect(svg.match(new RegExp(`stroke="${PALETTE.shifted.dark}"`, 'g'))).toHaveLength(2);
});
