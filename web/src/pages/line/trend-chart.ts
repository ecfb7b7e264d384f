import type { EChartsCoreOption } from 'echarts/core';
import type { GenerationPoint, TrendSeries } from '../../../../src/server/wire.ts';
import { AXIS, CHART_TEXT } from '../../charts/axis.ts';
import type { ChartTable, Reading } from '../../charts/chart-props.ts';
import {
  type ColourRole,
  clipped,
  interval,
  ratio,
  shortNames,
  stand,
  type Verdict,
} from '../../parts/words.ts';

/** More points than this bear no signs; more than the other, small ones. */
const SIGNED = 60;
const CROWDED = 20;

/** A wild interval is cut at this many times the largest ratio, so that it does not flatten the rest. */
const MOST_HEADROOM = 1.6;

const NAME = 8;

const SHAPES: Readonly<Record<Verdict, string>> = {
  healthy: 'circle',
  narrow: 'diamond',
  early: 'triangle',
  late: 'rect',
  shifted: 'arrow',
  inconclusive: 'emptyCircle',
};

function finite(values: readonly (number | null)[]): number[] {
  return values.filter((value): value is number => value !== null && Number.isFinite(value));
}

/** Upper end of the vertical axis. */
export function ceiling({ ratio: ratios, high, margin }: TrendSeries): number {
  const most = finite(ratios).reduce((top, value) => Math.max(top, value), Math.max(1.04, margin ?? 1));
  const reach = finite(high).reduce((top, value) => Math.max(top, value), most);
  return Math.min(reach, most * MOST_HEADROOM) * 1.03;
}

/** Distance of axis marks, such that 1 is a mark where there is room, and there are at most six. */
function markDistance(top: number): number {
  return [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000, 10_000].find((size) => top / size <= 5) ?? top;
}

/** Between low and high, as an area on an unseen one. */
function band({ low, high }: TrendSeries) {
  const shared = {
    type: 'line',
    stack: 'band',
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    z: 1,
    lineStyle: { opacity: 0 },
  };
  const width = high.map((value, at) => {
    const from = low[at];
    return value === null || from === null ? null : value - from;
  });
  return [
    { ...shared, data: low, areaStyle: { opacity: 0 } },
    { ...shared, data: width, areaStyle: { color: stand('soft'), opacity: 0.2 } },
  ];
}

function reference(at: number, name: string, dashed: boolean) {
  return {
    yAxis: at,
    lineStyle: { color: stand('soft'), type: dashed ? [4, 3] : 'solid', width: 1 },
    label: { formatter: name, position: 'end', color: stand('soft'), fontSize: CHART_TEXT - 1 },
  };
}

/** The lines of human text and of the margin; the margin unnamed where the two lie too close for two names. */
function references({ margin }: TrendSeries, top: number) {
  const human = reference(1, 'human', false);
  if (margin === undefined) return [human];
  const close = Math.abs(margin - 1) / top < 0.08;
  return [human, reference(margin, close ? '' : 'margin', true)];
}

function point(value: number | null, verdict: Verdict | undefined, signed: boolean) {
  if (!signed) return value;
  const role: ColourRole = verdict ?? 'inconclusive';
  return {
    value,
    symbol: SHAPES[verdict ?? 'inconclusive'],
    ...(verdict === 'shifted' ? { symbolRotate: -90 } : {}),
    itemStyle: { color: stand(role), borderColor: stand(role) },
  };
}

function measured(series: TrendSeries, generations: readonly GenerationPoint[], top: number) {
  const signed = generations.length <= SIGNED;
  return {
    type: 'line',
    z: 3,
    symbol: signed ? 'circle' : 'none',
    showAllSymbol: true,
    symbolSize: generations.length > CROWDED ? 5 : 8,
    lineStyle: { color: stand('ink'), width: signed ? 1.5 : 1.25 },
    itemStyle: { color: stand('ink') },
    data: series.ratio.map((value, at) => point(value, generations[at].verdict, signed)),
    markLine: { silent: true, symbol: 'none', data: references(series, top) },
  };
}

/** The ratio of one signal through the generations, with its interval, the line of human text and the margin. */
export function trendOption(series: TrendSeries, generations: readonly GenerationPoint[]): EChartsCoreOption {
  const top = ceiling(series);
  const names = shortNames(
    generations.map(({ id }) => id),
    NAME,
  );
  return {
    grid: { left: 34, right: 46, top: 10, bottom: 22 },
    xAxis: { ...AXIS, type: 'category', boundaryGap: generations.length < 3, data: names },
    yAxis: {
      ...AXIS,
      type: 'value',
      min: 0,
      max: top,
      interval: markDistance(top),
      axisLine: { show: false },
      axisLabel: { ...AXIS.axisLabel, showMaxLabel: false },
    },
    series: [...band(series), measured(series, generations, top)],
  };
}

function told(value: number | null, low: number | null, high: number | null): string {
  if (value === null) return 'not measured';
  const bounds = low === null || high === null ? '' : ` ${interval([low, high])}`;
  return `${ratio(value)} \u00d7 human${bounds}`;
}

/** What each place of the chart says. */
export function trendReadings(series: TrendSeries, generations: readonly GenerationPoint[]): Reading[] {
  return generations.map(({ id, verdict }, at) => ({
    lines: [
      clipped(id, 40),
      told(series.ratio[at], series.low[at], series.high[at]),
      verdict ?? 'not checked',
    ],
  }));
}

/** The figures of the chart. */
export function trendTable(series: TrendSeries, generations: readonly GenerationPoint[]): ChartTable {
  return {
    columns: ['Generation', 'Ratio to human', 'Low', 'High', 'Verdict'],
    rows: generations.map(({ id, verdict }, at) => [
      id,
      series.ratio[at],
      series.low[at],
      series.high[at],
      verdict ?? '',
    ]),
  };
}
