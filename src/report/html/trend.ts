import type { Verdict } from '../../compare/verdict.ts';
import { deciding } from '../deciding.ts';
import { interval, logChange, probability, ratio } from '../figures.ts';
import { signalTitle, termOf } from '../glossary.ts';
import type { Report, Trajectory, Trend } from '../report.ts';
import { visible } from '../visible.ts';
import type { Draw, Drawing } from './chart.ts';
import { AXIS, CHART_TEXT } from './chart.ts';
import { errorBars } from './error-bars.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import { stand } from './palette.ts';
import { scrolling } from './table.ts';
import { VERDICT_SYMBOL, verdictTag } from './verdict-mark.ts';

const WIDTH = 320;
const HEIGHT = 190;
const NAME_LENGTH = 8;

export function shortName(name: string, length = NAME_LENGTH): string {
  const characters = [...visible(name)];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}\u2026`;
}

function reference(value: number, text: string, dashed: boolean, above: boolean) {
  return {
    yAxis: value,
    lineStyle: { color: stand('soft'), type: dashed ? [4, 3] : 'solid', width: 1, opacity: dashed ? 0.9 : 0.6 },
    label: {
      formatter: text,
      position: 'end',
      color: stand('soft'),
      fontSize: CHART_TEXT - 1,
      verticalAlign: above ? 'bottom' : 'top',
      padding: above ? [0, 0, -4, 0] : [-4, 0, 0, 0],
    },
  };
}

/** Top of the ratio axis: room for every interval, but a wild one does not flatten the rest. */
function ceiling(trend: Trend): number {
  const ratios = trend.points.map((point) => point.ratio).filter(Number.isFinite);
  const highs = trend.points.map((point) => point.interval[1]).filter(Number.isFinite);
  const most = Math.max(1.1, trend.margin ?? 1, ...ratios);
  return Math.max(1.12, Math.min(Math.max(most, ...highs), most * 1.6) * 1.05);
}

function trendDrawing(trend: Trend, verdicts: ReadonlyMap<string, Verdict>, id: string): Drawing {
  const roleAt = (name: string) => verdicts.get(name) ?? 'inconclusive';
  const rises = trend.direction === 'rises';
  const lines = [reference(1, 'human', false, !rises)];
  if (trend.margin !== undefined) lines.push(reference(trend.margin, 'margin', true, rises));
  const line = {
    type: 'line',
    z: 3,
    data: trend.points.map(({ generation, ratio: value }) => ({
      value: Number.isFinite(value) ? value : null,
      symbol: VERDICT_SYMBOL[roleAt(generation)],
      itemStyle: { color: stand(roleAt(generation)), borderColor: stand(roleAt(generation)) },
    })),
    symbolSize: 8,
    lineStyle: { color: stand('ink'), width: 1.5 },
    markLine: { silent: true, symbol: 'none', data: lines },
  };
  const bars = trend.points.map(({ generation, interval: [low, high] }, at) => ({ at, low, high, role: roleAt(generation) }));
  return {
    id,
    width: WIDTH,
    height: HEIGHT,
    label: `${signalTitle(trend)}: ratio to human text, ${trend.points.map((point) => `${shortName(point.generation)} ${ratio(point.ratio)}`).join(', ')}`,
    option: {
      grid: { left: 34, right: 44, top: 10, bottom: 24 },
      xAxis: { ...AXIS, type: 'category', data: trend.points.map((point) => shortName(point.generation)) },
      yAxis: { ...AXIS, type: 'value', min: 0, max: ceiling(trend), splitNumber: 3, axisLine: { show: false }, axisLabel: { ...AXIS.axisLabel, showMaxLabel: false } },
      series: [line, errorBars(bars)],
    },
    hint: (series, index) => {
      const point = trend.points[index];
      if (series !== 0 || point === undefined) return undefined;
      return `${point.generation}: ${ratio(point.ratio)} ${interval(point.interval)}`;
    },
  };
}

function pace(trend: Trend): string {
  const parts = [`${logChange(trend.slope)} a generation`];
  if (trend.halfLife !== undefined) parts.push(`halves in ${trend.halfLife.generations.toFixed(1)}`);
  if (trend.crossedAt !== undefined) parts.push(`beyond the margin from ${shortName(trend.crossedAt, 16)}`);
  return parts.join('; ');
}

function trendCard(trend: Trend, verdicts: ReadonlyMap<string, Verdict>, draw: Draw, id: string): Markup {
  const last = trend.points.at(-1);
  return markup`<figure class="card"><figcaption><h3>${signalTitle(trend)}</h3><p class="pace"><b>${last === undefined ? '' : ratio(last.ratio)}</b> of human${trend.worsening ? markup`, <span class="j-worse">worsening</span>` : ''}<br>${pace(trend)}</p></figcaption>${draw(trendDrawing(trend, verdicts, id))}</figure>`;
}

function trendRow(trend: Trend): Markup {
  const half = trend.halfLife;
  return markup`<tr><th scope="row">${signalTitle(trend)}</th>${trend.points.map((point) => markup`<td>${ratio(point.ratio)}</td>`)}<td>${logChange(trend.slope)} ${interval(trend.slopeInterval, logChange)}</td><td>${half === undefined ? '\u2013' : `${half.generations.toFixed(1)} ${interval(half.interval, (value) => value.toFixed(1))}`}</td><td>${probability(trend.pValue)}</td><td>${trend.worsening ? 'yes' : 'no'}</td><td>${trend.crossedAt === undefined ? '\u2013' : isolated(trend.crossedAt)}</td></tr>`;
}

function allTrends(trajectory: Trajectory): Markup {
  const names = trajectory.generations.map((name) => markup`<th scope="col">${isolated(shortName(name, 16))}</th>`);
  const table = markup`<table class="figures"><caption>Ratio to human text by generation. The p-value is one-sided, in the direction of collapse.</caption><thead><tr><th scope="col">Signal</th>${names}<th scope="col">Change a generation</th><th scope="col">Half-life</th><th scope="col">p</th><th scope="col">Worsening</th><th scope="col">Beyond margin at</th></tr></thead><tbody>${trajectory.trends.map(trendRow)}</tbody></table>`;
  return markup`<details><summary>All ${trajectory.trends.length} trends in numbers</summary>${scrolling('All trends in numbers', table)}</details>`;
}

function firsts(trajectory: Trajectory): Markup | undefined {
  const { firstEarly, firstLate } = trajectory;
  if (firstEarly === undefined && firstLate === undefined) return undefined;
  const early = firstEarly !== undefined && markup` First ${verdictTag('early')} at ${isolated(firstEarly)}.`;
  const late = firstLate !== undefined && markup` First ${verdictTag('late')} at ${isolated(firstLate)}.`;
  return markup`<p>${early}${late}</p>`;
}

/** How each deciding signal moved through the generations, with intervals; nothing for a single generation. */
export function trendSection(report: Report, draw: Draw): Markup | undefined {
  const { trajectory } = report;
  if (trajectory === undefined || trajectory.trends.length === 0) return undefined;
  const verdicts = new Map(report.generations.map(({ name, verdict }) => [name, verdict]));
  const cards = deciding(trajectory.trends).map((trend, index) => trendCard(trend, verdicts, draw, `trend-${index}`));
  const first = termOf('tail.coverage').title.toLowerCase();
  return markup`<section id="trend"><h2>Trend</h2><p class="lead">Each signal as a ratio to human text, generation by generation. The solid line is a second human sample; the dashed line is the margin; bars are intervals. Collapse usually shows in ${first} first.</p>${firsts(trajectory)}<div class="cards">${cards}</div>${allTrends(trajectory)}</section>`;
}
