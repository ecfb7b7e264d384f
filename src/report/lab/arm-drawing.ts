import type { CustomSeriesOption } from 'echarts/charts';
import type { LabGeneration } from '../../lab/run/result.ts';
import type { Metric } from '../../lab/scenarios/scenario.ts';
import { interval, quantity } from '../figures.ts';
import type { Drawing } from '../html/chart.ts';
import { AXIS, CHART_TEXT } from '../html/chart.ts';
import { stand } from '../html/palette.ts';
import { type Tone, toneOf } from './tones.ts';

/** What is drawn: curves of metrics by generation. */
export interface Curves {
  readonly arms: readonly Curve[];
  readonly settings: { readonly generations: number };
}

interface Curve {
  readonly name: string;
  readonly generations: readonly Pick<LabGeneration, 'generation' | 'values'>[];
}

export interface DrawingSize {
  readonly width: number;
  readonly height: number;
}

/** More generations than this are drawn without a symbol each. */
const CROWDED = 25;

/** One metric by generation, a line an arm, with the interval of the mean over replicates as a band. */
export function armDrawing(run: Curves, metric: Metric, id: string, { width, height }: DrawingSize): Drawing {
  const lines = run.arms.map((arm, i) => armLine(arm, metric, toneOf(i)));
  const bands = run.arms.map((arm, i) => band(arm, metric, toneOf(i)));
  const generations = Array.from({ length: run.settings.generations + 1 }, (_, g) => String(g));
  const logarithmic = isLogarithmic(run, metric);
  const begins0 = !logarithmic && metric.signed !== true && boundsOf(run, metric).some((bound) => bound <= 0);
  return {
    id,
    width,
    height,
    label: `${metric.title} by generation: ${run.arms.map((arm) => said(arm, metric)).join('; ')}`,
    option: {
      grid: { left: 48, right: 14, top: 12, bottom: 40 },
      xAxis: {
        ...AXIS,
        type: 'category',
        boundaryGap: false,
        data: generations,
        name: 'generation',
        nameLocation: 'middle',
        nameGap: 24,
      },
      yAxis: {
        ...AXIS,
        type: logarithmic ? 'log' : 'value',
        scale: true,
        ...(begins0 ? { min: 0 } : {}),
        axisLine: { show: false },
        splitLine: { show: true, lineStyle: { color: stand('line'), width: 0.5 } },
        splitNumber: 4,
        axisLabel: { ...AXIS.axisLabel, formatter: mark },
      },
      series: [...lines, ...bands, ...truthLine(metric)],
    },
    hint: (series, index) => {
      const arm = run.arms[series];
      const value = arm?.generations[index]?.values[metric.id];
      if (value === undefined) return undefined;
      const range = value.interval === undefined ? '' : ` ${interval(value.interval, quantity)}`;
      return `${arm.name}, generation ${index}: ${quantity(value.mean)}${range}`;
    },
  };
}

/** A logarithmic axis has no place for what is not above 0, and shows little of what stays within a decade. */
function isLogarithmic(run: Curves, metric: Metric): boolean {
  if (metric.logarithmic !== true) return false;
  const bounds = boundsOf(run, metric);
  const least = Math.min(...bounds);
  return least > 0 && Math.max(...bounds) > 10 * least;
}

/** Ends of all intervals, and means that have none. */
function boundsOf(run: Curves, { id }: Metric): number[] {
  return run.arms.flatMap((arm) =>
    arm.generations.flatMap(({ values }) => {
      const own = values[id];
      return own === undefined ? [] : (own.interval ?? [own.mean]);
    }),
  );
}

/** A mark of an axis, without the zeros that a measured figure has. */
function mark(value: number): string {
  return Math.abs(value) >= 1000 || Math.abs(value) < 1e-4
    ? quantity(value)
    : String(Number(value.toPrecision(3))).replace('-', '\u2212');
}

function said(arm: Curve, { id }: Metric): string {
  const [first, last] = [arm.generations[0], arm.generations.at(-1)].map((own) => own?.values[id]);
  if (first === undefined || last === undefined) return `${arm.name} not measured throughout`;
  return `${arm.name} from ${quantity(first.mean)} to ${quantity(last.mean)}`;
}

function armLine(arm: Curve, { id }: Metric, tone: Tone) {
  const { generations } = arm;
  return {
    type: 'line',
    z: 3,
    data: generations.map(({ values }) => values[id]?.mean ?? null),
    symbol: tone.symbol,
    symbolSize: generations.length > CROWDED ? 3 : 6,
    showAllSymbol: true,
    itemStyle: { color: stand(tone.role) },
    lineStyle: { color: stand(tone.role), width: 2, type: tone.dash },
  };
}

function truthLine({ truth }: Metric) {
  if (truth === undefined) return [];
  return [
    {
      type: 'line',
      data: [],
      markLine: {
        silent: true,
        symbol: 'none',
        data: [
          {
            yAxis: truth,
            lineStyle: { color: stand('soft'), type: [4, 3], width: 1 },
            label: {
              formatter: 'truth',
              position: 'insideEndTop',
              color: stand('soft'),
              fontSize: CHART_TEXT - 1,
            },
          },
        ],
      },
    },
  ];
}

/** The intervals of an arm as one area. Points without an interval end it. */
function band(arm: Curve, { id, signed }: Metric, tone: Tone): CustomSeriesOption {
  const points = arm.generations.flatMap(({ generation, values }) => {
    const bounds = values[id]?.interval;
    // The interval of a mean may reach where no value can be.
    const least = signed === true ? Number.NEGATIVE_INFINITY : 0;
    return bounds === undefined ? [] : [{ generation, low: Math.max(least, bounds[0]), high: bounds[1] }];
  });
  return {
    type: 'custom',
    silent: true,
    clip: true,
    z: 2,
    // Every bound is a point, so that the axis has room for all; the first draws the whole area.
    data: points.map(({ generation, low, high }) => [generation, low, high]),
    encode: { x: 0, y: [1, 2] },
    renderItem: (params, api) => {
      if (params.dataIndex > 0 || points.length < 2) return { type: 'group', children: [] };
      const upper = points.map(({ generation, high }) => api.coord([generation, high]));
      const lower = points.map(({ generation, low }) => api.coord([generation, low])).reverse();
      return {
        type: 'polygon',
        shape: { points: [...upper, ...lower] },
        style: { fill: stand(tone.role), opacity: 0.14 },
      };
    },
  };
}
