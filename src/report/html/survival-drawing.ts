import type { Verdict } from '../../compare/verdict.ts';
import { count, interval, percent } from '../figures.ts';
import type { GenerationReport, SurvivalBand } from '../report.ts';
import { clipped } from '../visible.ts';
import type { Drawing } from './chart.ts';
import { AXIS } from './chart.ts';
import { errorBars } from './error-bars.ts';
import { stand } from './palette.ts';
import { hollowPoint, verdictPoint } from './verdict-mark.ts';

/** `2`, `3–4`, `33+`. */
export function bandLabel({ from, to }: Pick<SurvivalBand, 'from' | 'to'>): string {
  if (to === undefined) return `${count(from)}+`;
  return from === to ? count(from) : `${count(from)}\u2013${count(to)}`;
}

/** The ground between human text and the generation, tinted; only where the generation lies below throughout. */
function loss(bands: readonly SurvivalBand[], verdict: Verdict) {
  if (bands.some((band) => !(band.baseline >= band.value))) return [];
  const shared = {
    type: 'line',
    stack: 'loss',
    symbol: 'none',
    silent: true,
    z: 1,
    itemStyle: { color: stand(verdict) },
    lineStyle: { opacity: 0 },
  };
  return [
    { ...shared, data: bands.map((band) => band.value), areaStyle: { opacity: 0 } },
    {
      ...shared,
      data: bands.map((band) => band.baseline - band.value),
      areaStyle: { color: stand(verdict), opacity: 0.13 },
    },
  ];
}

function humanLine(bands: readonly SurvivalBand[]) {
  return {
    type: 'line',
    z: 2,
    data: bands.map((band) => band.baseline),
    ...hollowPoint('human'),
    symbolSize: 5,
    lineStyle: { color: stand('human'), width: 1.5, type: [5, 3] },
  };
}

function ownLine(bands: readonly SurvivalBand[], verdict: Verdict) {
  return {
    type: 'line',
    z: 3,
    data: bands.map((band) => band.value),
    ...verdictPoint(verdict),
    symbolSize: 7,
    lineStyle: { color: stand(verdict), width: 2 },
  };
}

/** Share of types found, by their frequency in the holdout, human text and one generation. */
export function survivalDrawing(
  generation: GenerationReport,
  bands: readonly SurvivalBand[],
  id: string,
): Drawing {
  const { verdict } = generation;
  const name = clipped(generation.name, 24);
  const labels = bands.map(bandLabel);
  const bars = bands.map(({ interval: [low, high] }, at) => ({ at, low, high, role: verdict }));
  const said = bands.map(
    (band, at) => `${labels[at]} uses ${percent(band.value)}, human ${percent(band.baseline)}`,
  );
  return {
    id,
    width: 340,
    height: 220,
    label: `${name}: share of human types still found, by frequency: ${said.join('; ')}`,
    option: {
      grid: { left: 42, right: 12, top: 10, bottom: 44 },
      xAxis: {
        ...AXIS,
        type: 'category',
        data: labels,
        name: 'uses in the human holdout',
        nameLocation: 'middle',
        nameGap: 26,
      },
      yAxis: {
        ...AXIS,
        type: 'value',
        min: 0,
        max: 1,
        interval: 0.25,
        axisLine: { show: false },
        axisLabel: { ...AXIS.axisLabel, formatter: percent },
      },
      series: [humanLine(bands), ownLine(bands, verdict), errorBars(bars), ...loss(bands, verdict)],
    },
    hint: (series, index) => {
      const band = bands[index];
      if (band === undefined || series > 1) return undefined;
      const own = `${name} ${percent(band.value)} ${interval(band.interval, percent)}`;
      return `used ${labels[index]} times: ${series === 0 ? `human ${percent(band.baseline)}` : own}`;
    },
  };
}
