import type { EChartsCoreOption } from 'echarts/core';
import type { Estimate, Frame, Metric, Opening } from '../../../src/lab/browser.ts';
import type { ChartTable, Reading } from '../charts/index.ts';
import { AXIS } from '../charts/index.ts';
import { interval, quantity, stand } from '../parts/words.ts';
import { LETTERS, LINE_ROLES } from './roles.ts';

/** One metric of all lines. */
export interface Trend {
  readonly metric: Metric;
  readonly generations: number;
  /** By line, by generation. */
  readonly lines: readonly (readonly (Estimate | undefined)[])[];
  /** By line; undefined where no closed form is known. */
  readonly expected: readonly (readonly number[] | undefined)[];
  /** The generation that is looked at. */
  readonly at: number;
}

export function trendOf(
  metric: Metric,
  openings: readonly Opening[],
  frames: readonly (readonly Frame[])[],
  { generations, at }: Pick<Trend, 'generations' | 'at'>,
): Trend {
  return {
    metric,
    generations,
    at,
    lines: openings.map((_, line) => frames.map((frame) => frame[line].values[metric.id])),
    expected: openings.map(({ expected }) => expected[metric.id]),
  };
}

type Values = readonly (number | undefined)[];

/** What a logarithmic axis cannot show is left out. The interval of a mean may reach below 0 where no value can be. */
function shown(values: Values, logarithmic: boolean, least: number): (number | null)[] {
  return values.map((value) =>
    value === undefined || (logarithmic && value <= 0) ? null : Math.max(least, value),
  );
}

function leastOf({ signed }: Metric): number {
  return signed === true ? Number.NEGATIVE_INFINITY : 0;
}

/** Whether the axis must begin at 0, which an even axis around small values would pass. */
function beginsAt0({ metric, lines }: Trend): boolean {
  const bounds = lines
    .flat()
    .flatMap((estimate) => (estimate === undefined ? [] : (estimate.interval ?? [estimate.mean])));
  return metric.signed !== true && bounds.some((bound) => bound <= 0);
}

/** Below this span a logarithmic axis has hardly a mark, and shows less than a plain one. */
const LEAST_SPAN = 10;

/** Whether the vertical axis is to be logarithmic. */
export function isLogarithmic({ metric, lines, expected }: Trend): boolean {
  if (metric.logarithmic !== true) return false;
  const means = lines.flat().map((estimate) => estimate?.mean ?? 0);
  const values = [...means, ...expected.flatMap((line) => line ?? [])].filter((value) => value > 0);
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  return values.some((value) => value >= LEAST_SPAN * least);
}

function lineSeries(trend: Trend, line: number, logarithmic: boolean) {
  const color = stand(LINE_ROLES[line]);
  const estimates = trend.lines[line];
  const series = (values: Values, style: object, more: object = {}) => ({
    type: 'line',
    symbol: 'none',
    silent: true,
    data: shown(values, logarithmic, leastOf(trend.metric)),
    lineStyle: { color, ...style },
    ...more,
  });
  const edge = (side: 0 | 1) =>
    series(
      estimates.map((estimate) => estimate?.interval?.[side]),
      { width: 1, opacity: 0.4 },
    );
  const expected = trend.expected[line];
  return [
    edge(0),
    edge(1),
    ...(expected === undefined ? [] : [series(expected, { width: 1.5, type: [2, 4] }, { z: 4 })]),
    series(
      estimates.map((estimate) => estimate?.mean),
      { width: 2 },
      { z: 3 },
    ),
  ];
}

function place(at: number) {
  return {
    silent: true,
    symbol: 'none',
    label: { show: false },
    lineStyle: { color: stand('soft'), width: 1, type: 'solid', opacity: 0.7 },
    data: [{ xAxis: at }],
  };
}

/** Marks of an axis are round numbers. */
function mark(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '\u2212');
}

/** Means of all lines with their intervals, what closed forms expect dashed, and the generation that is looked at. */
export function trendOption(trend: Trend): EChartsCoreOption {
  const { generations, lines, at } = trend;
  const logarithmic = isLogarithmic(trend);
  const [first, ...rest] = lines.flatMap((_, line) => lineSeries(trend, line, logarithmic));
  return {
    grid: { left: 46, right: 12, top: 10, bottom: 24 },
    xAxis: {
      ...AXIS,
      type: 'category',
      boundaryGap: false,
      data: Array.from({ length: generations + 1 }, (_, g) => String(g)),
    },
    yAxis: {
      ...AXIS,
      type: logarithmic ? 'log' : 'value',
      scale: true,
      ...(!logarithmic && beginsAt0(trend) ? { min: 0 } : {}),
      axisLine: { show: false },
      axisLabel: { ...AXIS.axisLabel, formatter: mark },
    },
    series: first === undefined ? [] : [{ ...first, markLine: place(at) }, ...rest],
  };
}

function told(estimate: Estimate | undefined, expected: number | undefined): string {
  if (estimate === undefined) return 'none';
  const bounds = estimate.interval === undefined ? '' : ` ${interval(estimate.interval, quantity)}`;
  return `${quantity(estimate.mean)}${bounds}${expected === undefined ? '' : `, expected ${quantity(expected)}`}`;
}

/** What each generation says. */
export function trendReadings({ lines, expected }: Trend): Reading[] {
  const done = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: done }, (_, g) => ({
    lines: [`model ${g}`, ...lines.map((line, at) => `${LETTERS[at]}: ${told(line[g], expected[at]?.[g])}`)],
  }));
}

export function trendTable({ generations, lines, expected }: Trend): ChartTable {
  const columns = lines.flatMap((_, at) => {
    const letter = LETTERS[at];
    return [letter, `${letter} low`, `${letter} high`, `${letter} expected`];
  });
  const rows = Array.from({ length: generations + 1 }, (_, g) => [
    g,
    ...lines.flatMap((line, at) => {
      const [low, high] = line[g]?.interval ?? [];
      return [line[g]?.mean, low, high, expected[at]?.[g]].map((value) => value ?? null);
    }),
  ]);
  return { columns: ['Model', ...columns], rows };
}
