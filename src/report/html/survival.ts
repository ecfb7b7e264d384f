import { count, interval, percent } from '../figures.ts';
import { orderInWords } from '../glossary.ts';
import type { GenerationReport, Report, SurvivalBand } from '../report.ts';
import type { Draw, Drawing } from './chart.ts';
import { AXIS } from './chart.ts';
import { errorBars } from './error-bars.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import { stand } from './palette.ts';
import { scrolling } from './table.ts';
import { shortName } from './trend.ts';
import { VERDICT_SYMBOL, verdictTag } from './verdict-mark.ts';

/** `2`, `3–4`, `33+`. */
export function bandLabel(band: Pick<SurvivalBand, 'from' | 'to'>): string {
  if (band.to === undefined) return `${count(band.from)}+`;
  return band.from === band.to ? count(band.from) : `${count(band.from)}\u2013${count(band.to)}`;
}

/** The ground between human text and the generation, tinted; only where the generation lies below throughout. */
function loss(bands: readonly SurvivalBand[], verdict: GenerationReport['verdict']) {
  if (bands.some((band) => !(band.baseline >= band.value))) return [];
  const shared = { type: 'line', stack: 'loss', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, z: 1 };
  return [
    { ...shared, data: bands.map((band) => band.value), areaStyle: { opacity: 0 } },
    {
      ...shared,
      data: bands.map((band) => band.baseline - band.value),
      areaStyle: { color: stand(verdict), opacity: 0.13 },
    },
  ];
}

function survivalDrawing(generation: GenerationReport, bands: readonly SurvivalBand[], id: string): Drawing {
  const role = generation.verdict;
  const human = {
    type: 'line',
    z: 2,
    data: bands.map((band) => band.baseline),
    symbol: 'emptyCircle',
    symbolSize: 6,
    itemStyle: { color: stand('soft') },
    lineStyle: { color: stand('soft'), width: 1.5, type: [5, 3] },
  };
  const own = {
    type: 'line',
    z: 3,
    data: bands.map((band) => band.value),
    symbol: VERDICT_SYMBOL[role],
    symbolSize: 7,
    itemStyle: { color: stand(role) },
    lineStyle: { color: stand(role), width: 2 },
  };
  const bars = bands.map(({ interval: [low, high] }, at) => ({ at, low, high, role }));
  return {
    id,
    width: 340,
    height: 220,
    label: `${shortName(generation.name, 24)}: share of human types still found, by their frequency: ${bands.map((band) => `${bandLabel(band)} uses ${percent(band.value)}, human ${percent(band.baseline)}`).join('; ')}`,
    option: {
      grid: { left: 42, right: 12, top: 10, bottom: 44 },
      xAxis: { ...AXIS, type: 'category', data: bands.map(bandLabel), name: 'uses in the human holdout', nameLocation: 'middle', nameGap: 26 },
      yAxis: { ...AXIS, type: 'value', min: 0, max: 1, interval: 0.25, axisLine: { show: false }, axisLabel: { ...AXIS.axisLabel, formatter: (value: number) => percent(value) } },
      series: [human, own, errorBars(bars), ...loss(bands, role)],
    },
    hint: (series, index) => {
      const band = bands[index];
      if (band === undefined || series > 1) return undefined;
      const found = series === 0 ? `human ${percent(band.baseline)}` : `${shortName(generation.name, 24)} ${percent(band.value)} ${interval(band.interval, percent)}`;
      return `used ${bandLabel(band)} times: ${found}`;
    },
  };
}

function survivalCard(generation: GenerationReport, draw: Draw, id: string): Markup | undefined {
  const lowest = Math.min(...generation.survival.map((band) => band.order));
  const bands = generation.survival.filter((band) => band.order === lowest);
  if (bands.length === 0) return undefined;
  return markup`<figure class="card"><figcaption><h3>${isolated(shortName(generation.name, 24))} ${verdictTag(generation.verdict)}</h3></figcaption>${draw(survivalDrawing(generation, bands, id))}</figure>`;
}

function survivalRows(generation: GenerationReport): Markup[] {
  return generation.survival.map(
    (band) =>
      markup`<tr><th scope="row">${isolated(shortName(generation.name, 24))}</th><td>${orderInWords(band.order)}</td><td>${bandLabel(band)}</td><td>${count(band.types)}</td><td>${percent(band.value)}</td><td>${interval(band.interval, percent)}</td><td>${percent(band.baseline)}</td></tr>`,
  );
}

/** Which human types survive, by how often people use them. */
export function survivalSection(report: Report, draw: Draw): Markup | undefined {
  const shown = report.generations.filter((generation) => generation.survival.length > 0);
  if (shown.length === 0) return undefined;
  const cards = shown.map((generation, index) => survivalCard(generation, draw, `survival-${index}`));
  const table = markup`<table class="figures"><caption>Share of human types found, by frequency in the holdout.</caption><thead><tr><th scope="col">Generation</th><th scope="col">Types</th><th scope="col">Uses</th><th scope="col">Human types</th><th scope="col">Found</th><th scope="col">Interval</th><th scope="col">Human</th></tr></thead><tbody>${shown.map(survivalRows)}</tbody></table>`;
  return markup`<section id="survival"><h2>Survival by frequency</h2><p class="lead">Of the words that people used so many times in the holdout, the share that still occurs in an equal amount of text: in the generation (solid), and in a second human sample (dashed). The tint is what was lost.</p><div class="cards">${cards}</div><details><summary>Survival in numbers</summary>${scrolling('Survival in numbers', table)}</details></section>`;
}
