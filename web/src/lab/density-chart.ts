import type { EChartsCoreOption } from 'echarts/core';
import type { DensityPicture } from '../../../src/lab/browser.ts';
import type { ChartTable } from '../charts/index.ts';
import { AXIS } from '../charts/index.ts';
import { type ColourRole, quantity, stand } from '../parts/words.ts';

const REACH = 4;
const GRID = 160;
const HALF_PEAK = 60;

/** Below this a distribution is drawn as the line that it has become. */
const LEAST_DEVIATION = 1e-4;

export function normalDensity(x: number, mean: number, deviation: number): number {
  const z = (x - mean) / deviation;
  return Math.exp(-0.5 * z * z) / (deviation * Math.sqrt(2 * Math.PI));
}

/** Points of a curve: even ones, and close ones around the peak, so that a spike is drawn whole. */
export function curve(mean: number, deviation: number): [number, number][] {
  const own = Math.max(deviation, LEAST_DEVIATION);
  const even = Array.from({ length: GRID + 1 }, (_, i) => -REACH + (2 * REACH * i) / GRID);
  const close = Array.from(
    { length: 2 * HALF_PEAK + 1 },
    (_, i) => mean + ((i - HALF_PEAK) * 4 * own) / HALF_PEAK,
  );
  const places = [...even, ...close].filter((x) => Math.abs(x) <= REACH).sort((a, b) => a - b);
  return places.map((x) => [x, normalDensity(x, mean, own)]);
}

/** The top of the axis: doubled whenever a peak would not fit, so that it stands still in between. */
export function densityTop(pictures: readonly DensityPicture[]): number {
  const deviations = pictures.map(({ deviation }) => Math.max(deviation, LEAST_DEVIATION));
  const peak = Math.max(
    normalDensity(0, 0, 1),
    ...deviations.map((deviation) => normalDensity(0, 0, deviation)),
  );
  return 0.5 * 2 ** Math.max(0, Math.ceil(Math.log2(peak / 0.48)));
}

/** The truth, the model of one generation, and what it put out, as dots below its curve. */
export function densityOption(picture: DensityPicture, role: ColourRole, top: number): EChartsCoreOption {
  const { mean, deviation, draws } = picture;
  const shared = { type: 'line', symbol: 'none', silent: true };
  return {
    grid: { left: 38, right: 12, top: 10, bottom: 24 },
    xAxis: { ...AXIS, type: 'value', min: -REACH, max: REACH, interval: 2 },
    yAxis: { ...AXIS, type: 'value', min: 0, max: top, interval: top / 2, axisLine: { show: false } },
    series: [
      {
        ...shared,
        data: curve(0, 1),
        lineStyle: { color: stand('human'), width: 2 },
        areaStyle: { color: stand('human'), opacity: 0.16 },
      },
      {
        ...shared,
        z: 3,
        data: curve(mean, deviation),
        lineStyle: { color: stand(role), width: 2 },
        areaStyle: { color: stand(role), opacity: 0.22 },
      },
      {
        type: 'scatter',
        silent: true,
        z: 4,
        symbolSize: 4,
        // Heights tell draws apart, and mean nothing.
        data: draws.map((x, i) => [x, top * (0.02 + 0.05 * ((i * 0.618) % 1))]),
        itemStyle: { color: stand(role), opacity: 0.75 },
      },
    ],
  };
}

export function densityLabel({ mean, deviation }: DensityPicture, name: string, generation: number): string {
  return (
    `${name}, model ${generation}: a normal distribution of mean ${quantity(mean)} and standard deviation ` +
    `${quantity(deviation)}, over the truth of mean 0 and standard deviation 1`
  );
}

export function densityTable({ mean, deviation }: DensityPicture): ChartTable {
  return {
    columns: ['x', 'Density of the truth', 'Density of the model'],
    rows: curve(mean, deviation).map(([x, density]) => [x, normalDensity(x, 0, 1), density]),
  };
}
