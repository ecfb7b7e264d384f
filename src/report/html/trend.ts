import { aligned } from '../aligned.ts';
import { deciding } from '../deciding.ts';
import { inGenerations, interval, logChange, NONE, probability, ratio } from '../figures.ts';
import { signalTitle } from '../glossary.ts';
import type { Report, Trajectory, Trend } from '../report.ts';
import { clipped } from '../visible.ts';
import type { Draw } from './chart.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import { scrolling } from './table.ts';
import type { Step } from './trend-drawing.ts';
import { trendDrawing } from './trend-drawing.ts';
import { verdictTag } from './verdict-mark.ts';

function name(generation: string): Markup {
  return isolated(clipped(generation, 16));
}

function pace(trend: Trend): Markup {
  const half = trend.halfLife !== undefined && `, halves in ${inGenerations(trend.halfLife.generations)}`;
  const crossed =
    trend.crossedAt === undefined
      ? 'not beyond the margin'
      : markup`beyond the margin from ${name(trend.crossedAt)}`;
  return markup`${logChange(trend.slope)} a generation${half}<br>${crossed}`;
}

function trendCard(trend: Trend, steps: readonly Step[], draw: Draw, id: string): Markup {
  const last = trend.points.at(-1);
  const level = last !== undefined && markup`<b>${ratio(last.ratio)}</b> \u00d7 human`;
  const worsening = trend.worsening && markup`, <span class="j-worse">worsening</span>`;
  const drawn = draw(trendDrawing(trend, steps, id));
  return markup`<figure class="card"><figcaption><h3>${signalTitle(trend)}</h3>
<p class="pace">${level}${worsening}<br>${pace(trend)}</p></figcaption>${drawn}</figure>`;
}

function trendRow(trend: Trend, generations: readonly string[]): Markup {
  const ratios = aligned(trend, generations).map(
    (point) => markup`<td>${point === undefined ? NONE : ratio(point.ratio)}</td>`,
  );
  const half = trend.halfLife;
  const halfLife =
    half === undefined
      ? NONE
      : `${inGenerations(half.generations)} ${interval(half.interval, inGenerations)}`;
  const crossed = trend.crossedAt === undefined ? NONE : name(trend.crossedAt);
  return markup`<tr><th scope="row">${signalTitle(trend)}</th>${ratios}
<td>${logChange(trend.slope)} ${interval(trend.slopeInterval, logChange)}</td><td>${halfLife}</td>
<td>${probability(trend.pValue)}</td><td>${trend.worsening ? 'yes' : 'no'}</td><td>${crossed}</td></tr>`;
}

function allTrends({ generations, trends }: Trajectory): Markup {
  const names = generations.map((generation) => markup`<th scope="col">${name(generation)}</th>`);
  const rows = trends.map((trend) => trendRow(trend, generations));
  const table = markup`<table class="figures">
<caption>Ratio to human text by generation. The p-value is one-sided, in the direction of collapse.</caption>
<thead><tr><th scope="col">Signal</th>${names}<th scope="col">Change a generation</th>
<th scope="col">Half-life</th><th scope="col">p</th><th scope="col">Worsening</th>
<th scope="col">Beyond margin at</th></tr></thead><tbody>${rows}</tbody></table>`;
  const title = `All ${trends.length} trends in numbers`;
  return markup`<details><summary>${title}</summary>${scrolling(title, table)}</details>`;
}

function firsts({ firstEarly, firstLate }: Trajectory): Markup | undefined {
  if (firstEarly === undefined && firstLate === undefined) return undefined;
  const early = firstEarly !== undefined && markup` First ${verdictTag('early')} at ${name(firstEarly)}.`;
  const late = firstLate !== undefined && markup` First ${verdictTag('late')} at ${name(firstLate)}.`;
  return markup`<p>${early}${late}</p>`;
}

/** How each deciding signal moved through the generations, with intervals; nothing for a single generation. */
export function trendSection(report: Report, draw: Draw): Markup | undefined {
  const { trajectory } = report;
  if (trajectory === undefined || trajectory.trends.length === 0) return undefined;
  const verdicts = new Map(report.generations.map((generation) => [generation.name, generation.verdict]));
  const steps = trajectory.generations.map((generation) => ({
    name: generation,
    verdict: verdicts.get(generation) ?? 'inconclusive',
  }));
  const cards = deciding(trajectory.trends).map((trend, index) =>
    trendCard(trend, steps, draw, `trend-${index}`),
  );
  return markup`<section id="trend"><h2>Trend</h2>
<p class="lead">Each signal as a ratio to human text, generation by generation. The solid line is a second human sample;
the dashed line is the margin; bars are intervals. The shape and colour of a point tell the verdict.</p>
${firsts(trajectory)}<div class="cards">${cards}</div>${allTrends(trajectory)}</section>`;
}
