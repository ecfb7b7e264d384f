import type { CustomSeriesOption } from 'echarts/charts';
import type { Curve, Forecast } from '../../lab/forecast/result.ts';
import { interval, percent } from '../figures.ts';
import { AXIS, CHART_TEXT, type Drawing } from '../html/chart.ts';
import { stand } from '../html/palette.ts';
import { hollowPoint } from '../html/verdict-mark.ts';
import { type Tone, toneOf } from '../lab/tones.ts';
import { curveName, usesLabel } from './words.ts';

/** More generations than this are drawn without a symbol each. */
const CROWDED = 25;

/** A corpus of each generation: what its model writes, or what the next one learns from. */
export type Which = 'written' | 'trained';

/** Tail kept by generation, a line a real share, intervals as bands; rules for human text, and for what training sets are to keep. */
export function tailDrawing(
  forecast: Forecast,
  which: Which,
  id: string,
  { width, height }: { readonly width: number; readonly height: number },
): Drawing {
  const { curves, settings } = forecast;
  const generations = Array.from({ length: settings.generations }, (_, g) => String(g + 1));
  const last = settings.generations - 1;
  const said = curves.map(
    ({ real, generations: g }) =>
      `${curveName(real)} from ${percent(g[0][which].tail.value)} to ${percent(g[last][which].tail.value)}`,
  );
  return {
    id,
    width,
    height,
    label: `Share of the tail kept by generation: ${said.join('; ')}`,
    option: {
      grid: { left: 48, right: 56, top: 14, bottom: 40 },
      xAxis: {
        ...AXIS,
        type: 'category',
        boundaryGap: settings.generations === 1,
        data: generations,
        name: 'generation',
        nameLocation: 'middle',
        nameGap: 24,
      },
      yAxis: percentAxis(),
      series: [
        ...curves.map((curve, i) => tailLine(curve, which, i)),
        ...curves.map((curve, i) => tailBand(curve, which, i)),
        rules(which === 'trained' ? settings.keep : undefined),
      ],
    },
    hint: (series, index) => {
      const kept = curves[series]?.generations[index]?.[which].tail;
      if (kept === undefined) return undefined;
      const range = interval(kept.interval, percent);
      return `${curveName(curves[series].real)}, generation ${index + 1}: ${percent(kept.value)} ${range}`;
    },
  };
}

function percentAxis() {
  return {
    ...AXIS,
    type: 'value',
    min: 0,
    max: 1,
    interval: 0.25,
    axisLine: { show: false },
    splitLine: { show: true, lineStyle: { color: stand('line'), width: 0.5 } },
    axisLabel: { ...AXIS.axisLabel, formatter: percent },
  };
}

function lineOf(data: readonly number[], tone: Tone) {
  return {
    type: 'line',
    z: 3,
    clip: true,
    data: [...data],
    symbol: tone.symbol,
    symbolSize: data.length > CROWDED ? 3 : 6,
    showAllSymbol: true,
    itemStyle: { color: stand(tone.role) },
    lineStyle: { color: stand(tone.role), width: 2, type: tone.dash },
  };
}

function tailLine({ generations }: Curve, which: Which, index: number) {
  return lineOf(
    generations.map((one) => one[which].tail.value),
    toneOf(index),
  );
}

/** The intervals as one area; a wild one is cut at the plot's edge. */
function tailBand({ generations }: Curve, which: Which, index: number): CustomSeriesOption {
  const points = generations.map((one, at) => ({ at, bounds: one[which].tail.interval }));
  return {
    type: 'custom',
    silent: true,
    clip: true,
    z: 2,
    data: points.map(({ at, bounds }) => [at, bounds[0], bounds[1]]),
    encode: { x: 0, y: [1, 2] },
    renderItem: (params, api) => {
      if (params.dataIndex > 0) return { type: 'group', children: [] };
      const upper = points.map(({ at, bounds }) => api.coord([at, Math.min(1, bounds[1])]));
      const lower = points.map(({ at, bounds }) => api.coord([at, Math.min(1, bounds[0])])).reverse();
      const style = { fill: stand(toneOf(index).role), opacity: 0.14 };
      return { type: 'polygon', shape: { points: [...upper, ...lower] }, style };
    },
  };
}

function rules(keep: number | undefined) {
  const rule = (at: number, name: string, dash: 'solid' | number[]) => ({
    yAxis: at,
    lineStyle: { color: stand('soft'), type: dash, width: 1 },
    label: { formatter: name, position: 'end', color: stand('soft'), fontSize: CHART_TEXT - 1 },
  });
  const data = [
    rule(1, 'human', 'solid'),
    ...(keep !== undefined && keep < 0.97 ? [rule(keep, `keep ${percent(keep)}`, [4, 3])] : []),
  ];
  return { type: 'line', data: [], markLine: { silent: true, symbol: 'none', data } };
}

/** Share of types found by how often people use them: human text, and some generations of one real share. */
export function bandDrawing(
  { bands }: Forecast,
  curve: Curve,
  shown: readonly number[],
  id: string,
): Drawing {
  const labels = bands.map(usesLabel);
  const human = bands.map((band) => band.human.value);
  const lines = shown.map((g) => curve.generations[g].bands.map(({ value }) => value));
  return {
    id,
    width: 360,
    height: 230,
    label: `${curveName(curve.real)}: share of types found, by uses in the human text: ${shown
      .map((g, i) => `generation ${g + 1} ${lines[i].map(percent).join(', ')}`)
      .join('; ')}`,
    option: {
      grid: { left: 44, right: 12, top: 12, bottom: 44 },
      xAxis: {
        ...AXIS,
        type: 'category',
        data: labels,
        name: 'uses in the human text',
        nameLocation: 'middle',
        nameGap: 26,
      },
      yAxis: percentAxis(),
      series: [
        ...lines.map((line, i) => lineOf(line, toneOf(i))),
        {
          type: 'line',
          z: 2,
          data: human,
          ...hollowPoint('human'),
          symbolSize: 5,
          lineStyle: { color: stand('human'), width: 1.5, type: [5, 3] },
        },
      ],
    },
    hint: (series, index) => {
      const who = series < lines.length ? `generation ${shown[series] + 1}` : 'human';
      const value = series < lines.length ? lines[series][index] : human[index];
      return value === undefined ? undefined : `used ${labels[index]} times: ${who} ${percent(value)}`;
    },
  };
}
