import { thinned } from '../aligned.ts';
import { count, interval, percent } from '../figures.ts';
import { orderInWords } from '../glossary.ts';
import type { GenerationReport, Report, SurvivalBand } from '../report.ts';
import { clipped } from '../visible.ts';
import type { Draw } from './chart.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import { bandLabel, survivalDrawing } from './survival-drawing.ts';
import { scrolling } from './table.ts';
import { verdictTag } from './verdict-mark.ts';

/** Generations drawn; of longer lines, evenly spread ones. */
const MOST = 12;

function survivalCard(generation: GenerationReport, draw: Draw, id: string): Markup {
  const lowest = Math.min(...generation.survival.map((band) => band.order));
  const bands = generation.survival.filter((band) => band.order === lowest);
  const name = isolated(clipped(generation.name, 24));
  return markup`<figure class="card"><figcaption><h3>${name} ${verdictTag(generation.verdict)}</h3></figcaption>
${draw(survivalDrawing(generation, bands, id))}</figure>`;
}

function survivalRow(name: string, band: SurvivalBand): Markup {
  return markup`<tr><th scope="row">${isolated(name)}</th><td>${orderInWords(band.order)}</td>
<td>${bandLabel(band)}</td><td>${count(band.types)}</td><td>${percent(band.value)}</td>
<td>${interval(band.interval, percent)}</td><td>${percent(band.baseline)}</td></tr>`;
}

function numbers(generations: readonly GenerationReport[]): Markup {
  const rows = generations.map((generation) =>
    generation.survival.map((band) => survivalRow(clipped(generation.name, 24), band)),
  );
  const table = markup`<table class="figures">
<caption>Share of human types found, by frequency in the holdout.</caption>
<thead><tr><th scope="col">Generation</th><th scope="col">Types</th><th scope="col">Uses</th>
<th scope="col">Human types</th><th scope="col">Found</th><th scope="col">Interval</th>
<th scope="col">Human</th></tr></thead><tbody>${rows}</tbody></table>`;
  return markup`<details><summary>Survival in numbers</summary>${scrolling('Survival in numbers', table)}</details>`;
}

/** Which human types survive, by how often people use them. */
export function survivalSection(report: Report, draw: Draw): Markup | undefined {
  const measured = report.generations.filter((generation) => generation.survival.length > 0);
  if (measured.length === 0) return undefined;
  const shown = thinned(measured.length, MOST).map((index) => measured[index]);
  const cards = shown.map((generation, index) => survivalCard(generation, draw, `survival-${index}`));
  return markup`<section id="survival"><h2>Survival by frequency</h2>
<p class="lead">Of the words that people used so many times in the holdout, the share that still occurs in an equal
amount of text: in the generation (solid), and in a second human sample (dashed). The tint is what was lost.</p>
<div class="cards">${cards}</div>${numbers(shown)}</section>`;
}
