import type { LabArm, LabRun } from '../../lab/run/result.ts';
import type { Metric } from '../../lab/scenarios/scenario.ts';
import { interval, NONE, quantity } from '../figures.ts';
import { type Draw, loadDraw } from '../html/chart.ts';
import { isolated, type Markup, markup } from '../html/markup.ts';
import { scrolling } from '../html/table.ts';
import { armDrawing } from './arm-drawing.ts';
import { legend } from './legend.ts';
import { labPage } from './page.ts';
import { distance, headline, settingsLine } from './ranking.ts';
import { verdictSection } from './verdict-table.ts';

const MAIN = { width: 760, height: 340 };
/** The same where the page is narrow: text keeps its size. */
const NARROW = { width: 360, height: 280 };
const CARD = { width: 380, height: 230 };

/** `run` as one self-contained page with a plot a metric, every number in tables, and what others found. */
export async function runHtml(run: LabRun): Promise<string> {
  const draw = await loadDraw();
  const content = markup`${hero(run)}${mainPlot(run, draw)}${otherPlots(run, draw)}${verdictSection(run)}${numbers(run)}
${published(run)}${settings(run)}`;
  const made = `Made by ${run.tool.name} ${run.tool.version}.`;
  return labPage(`${run.scenario.title} \u00b7 Outcross lab`, 'lab', content, made);
}

function hero(run: LabRun): Markup {
  const [first, ...others] = run.arms;
  const distances = others.flatMap((arm) => {
    const text = distance(arm, first);
    return text === undefined ? [] : [markup`<li><b>${arm.name}</b>: ${text}</li>`];
  });
  const list = distances.length > 0 && markup`<ul class="distances">${distances}</ul>`;
  return markup`<div class="result"><p class="kicker">${settingsLine(run)}</p><h1>${run.scenario.title}</h1>
<p class="why">${headline(run)}</p>${list}<p class="lead">${run.scenario.summary}</p></div>`;
}

function isMeasured(run: LabRun, { id }: Metric): boolean {
  return run.arms.some((arm) => arm.generations.some(({ values }) => values[id] !== undefined));
}

const WORSE: Readonly<Record<Metric['worse'], string>> = {
  higher: 'Higher is worse.',
  lower: 'Lower is worse.',
  neither: '',
};

function mainPlot(run: LabRun, draw: Draw): Markup {
  const [metric] = run.metrics;
  const bands = run.settings.replicates > 1 ? ' Bands: 95% intervals of the mean over replicates.' : '';
  return markup`<section id="main"><h2>${metric.title}</h2><p class="lead">${metric.meaning} ${WORSE[metric.worse]}
Generation 0 was fitted on real rows alone.${bands}</p>${legend(run.arms)}
<figure class="main"><div class="wide">${draw(armDrawing(run, metric, 'main', MAIN))}</div>
<div class="narrow">${draw(armDrawing(run, metric, 'main-narrow', NARROW))}</div></figure></section>`;
}

function otherPlots(run: LabRun, draw: Draw): Markup | undefined {
  const metrics = run.metrics.slice(1).filter((metric) => isMeasured(run, metric));
  if (metrics.length === 0) return undefined;
  const cards = metrics.map(
    (metric, i) => markup`<figure class="card"><figcaption><h3>${metric.title}</h3>
<p class="note">${metric.meaning} ${WORSE[metric.worse]}</p></figcaption>${draw(armDrawing(run, metric, `plot-${i}`, CARD))}</figure>`,
  );
  return markup`<section id="more"><h2>Beside it</h2>${legend(run.arms)}<div class="cards plots">${cards}</div></section>`;
}

function metricTable(run: LabRun, metric: Metric): Markup {
  const heads = run.arms.map((arm) => markup`<th scope="col">${isolated(arm.name)}</th>`);
  const rows = run.arms[0].generations.map(
    ({ generation }) =>
      markup`<tr><th scope="row">${generation}</th>${run.arms.map((arm) => cell(arm, generation, metric))}</tr>`,
  );
  const table = markup`<table class="figures"><caption>${metric.meaning}</caption>
<thead><tr><th scope="col">Generation</th>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
  return markup`<details><summary>${metric.title}</summary>${scrolling(metric.title, table)}</details>`;
}

function cell(arm: LabArm, generation: number, { id }: Metric): Markup {
  const value = arm.generations[generation].values[id];
  if (value === undefined) return markup`<td>${NONE}</td>`;
  const range = value.interval && markup` <span class="bounds">${interval(value.interval, quantity)}</span>`;
  return markup`<td>${quantity(value.mean)}${range}</td>`;
}

function numbers(run: LabRun): Markup {
  const tables = run.metrics
    .filter((metric) => isMeasured(run, metric))
    .map((metric) => metricTable(run, metric));
  return markup`<section id="numbers"><h2>In numbers</h2><p class="lead">Means over replicates with 95% intervals (Student's
t). Open a table.</p>${tables}</section>`;
}

function published(run: LabRun): Markup | undefined {
  if (run.published.length === 0) return undefined;
  const items = run.published.map(
    ({ finding, source }) => markup`<li>${finding}<p class="source">${source}</p></li>`,
  );
  return markup`<section id="published"><h2>What others found</h2><ul class="published">${items}</ul></section>`;
}

function settings(run: LabRun): Markup {
  const { parameters, ...own } = run.settings;
  const rows = Object.entries({ ...own, ...parameters }).map(([name, value]) => {
    const shown = Array.isArray(value) ? value.join(', ') : String(value);
    return markup`<div><dt>${name}</dt><dd>${shown === '' ? NONE : shown}</dd></div>`;
  });
  return markup`<section id="settings"><h2>Settings</h2><p class="lead">The same settings give the same numbers, whatever the number
of workers.</p><dl class="settings">${rows}</dl></section>`;
}
