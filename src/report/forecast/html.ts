import type { Curve, Forecast } from '../../lab/forecast/result.ts';
import type { Share } from '../../lab/forecast/share-estimate.ts';
import { thinned } from '../aligned.ts';
import { count, interval, level, NONE, percent, quantity, ratio } from '../figures.ts';
import { type Draw, loadDraw } from '../html/chart.ts';
import { isolated, type Markup, markup } from '../html/markup.ts';
import { scrolling } from '../html/table.ts';
import { legend } from '../lab/legend.ts';
import { labPage } from '../lab/page.ts';
import { clipped } from '../visible.ts';
import { bandDrawing, tailDrawing, type Which } from './drawings.ts';
import { assumptions, curveName, humanLine, planLine, remedy, usesLabel } from './words.ts';

/** Generations of one real share drawn by frequency. */
const DRAWN = 3;

const WIDE = { width: 760, height: 340 };
const NARROW = { width: 360, height: 260 };

/** `forecast` as one self-contained page with plots, every number in tables, and what it stands on. */
export async function forecastHtml(forecast: Forecast): Promise<string> {
  const draw = await loadDraw();
  const content = markup`${hero(forecast)}${tailSection(forecast, draw)}${bandSection(forecast, draw)}
${observedSection(forecast)}${numbers(forecast)}${reading(forecast)}${settings(forecast)}`;
  const { name, version } = forecast.tool;
  const title = `Forecast from ${clipped(forecast.human.name, 40)} \u00b7 Outcross`;
  return labPage(title, 'forecast', content, `Made by ${name} ${version}.`);
}

function hero(forecast: Forecast): Markup {
  const { share, keep } = forecast.needed;
  const headline =
    share === undefined
      ? markup`No share keeps ${percent(keep)} of the tail`
      : markup`${Math.ceil(share.value * 100 - 1e-9)}% human data keep ${percent(keep)} of the tail`;
  return markup`<div class="result"><p class="kicker">${isolated(clipped(forecast.human.name, 60))}: ${humanLine(forecast)}</p>
<h1>${headline}</h1><p class="why">${remedy(forecast)}</p><p class="lead">${planLine(forecast)}.</p></div>`;
}

function names(curves: readonly Curve[]): { name: string }[] {
  return curves.map(({ real }) => ({ name: curveName(real) }));
}

function tailSection(forecast: Forecast, draw: Draw): Markup {
  const lines = legend(names(forecast.curves));
  return markup`<section id="tail"><h2>The tail in training sets</h2><p class="lead">Tail types in what the next model learns from, as a
share of those that as much human text holds. Bands: ${level(forecast.settings.alpha)} intervals.</p>${lines}
${tailFigure(forecast, 'trained', draw)}</section>
<section id="written"><h2>The tail in what models write</h2><p class="lead">The same for what each generation writes, before human data
are added: what <b>outcross check</b> measures. Generation 1 is written by the model that learned from human data alone.</p>${lines}
${tailFigure(forecast, 'written', draw)}</section>`;
}

/** Drawn twice: letters that are read on a wide page would be too small on a narrow one. */
function tailFigure(forecast: Forecast, which: Which, draw: Draw): Markup {
  const wide = draw(tailDrawing(forecast, which, which, WIDE));
  const narrow = draw(tailDrawing(forecast, which, `${which}-narrow`, NARROW));
  return markup`<figure class="main"><div class="wide">${wide}</div><div class="narrow">${narrow}</div></figure>`;
}

function bandSection(forecast: Forecast, draw: Draw): Markup {
  const shown = thinned(forecast.settings.generations, DRAWN);
  const cards = forecast.curves.map(
    (curve, i) => markup`<figure class="card"><figcaption><h3>${curveName(curve.real)}</h3></figcaption>
${draw(bandDrawing(forecast, curve, shown, `bands-${i}`))}</figure>`,
  );
  const lines = legend(shown.map((g) => ({ name: `generation ${g + 1}` })));
  return markup`<section id="bands"><h2>Survivors by frequency</h2><p class="lead">Of the types that the human text holds so many
times, the share found in as much text of the generation; grey and dashed: in a second human sample.</p>${lines}
<div class="cards plots">${cards}</div></section>`;
}

function observedSection({ observed }: Forecast): Markup | undefined {
  if (observed === undefined) return undefined;
  const rows = observed.generations.map(
    (
      one,
    ) => markup`<tr><th scope="row">${isolated(clipped(one.name, 32))}</th><td>${bounded(one.observed, ratio)}</td>
<td>${ratio(one.fitted)}</td><td>${ratio(one.repeating)}</td></tr>`,
  );
  const table = markup`<table class="figures"><caption>Tail kept, of what as much human text is expected to hold.</caption>
<thead><tr><th scope="col">Generation</th><th scope="col">Measured</th><th scope="col">Fitted</th>
<th scope="col">Repeating what was learned</th></tr></thead><tbody>${rows}</tbody></table>`;
  return markup`<section id="observed"><h2>Fitted to generations that exist</h2><p class="lead">Fidelity
${ratio(observed.fidelity)} ${interval(observed.interval)}: 1 repeats the frequencies learned.</p>${scrolling('Fit', table)}</section>`;
}

function bounded({ value, interval: bounds }: Share, write: (value: number) => string): Markup {
  return markup`${write(value)} <span class="bounds">${interval(bounds, write)}</span>`;
}

function curveTable(forecast: Forecast, curve: Curve): Markup {
  const rows = curve.generations.map(
    ({ generation, written, trained }) => markup`<tr><th scope="row">${generation}</th>
<td>${bounded(written.tail, ratio)}</td><td>${bounded(trained.tail, ratio)}</td><td>${quantity(written.equivalent)}</td>
<td>${quantity(trained.equivalent)}</td><td>${written.heterozygosity.toFixed(4)}</td></tr>`,
  );
  const weight = curve.bestWeight === undefined ? NONE : ratio(curve.bestWeight);
  const caption = `${count(curve.realUnits)} of ${count(forecast.settings.samples)} ${forecast.settings.unit} human in each \
generation; best weight on them w* ${weight}.`;
  const table = markup`<table class="figures"><caption>${caption}</caption><thead><tr><th scope="col">Generation</th>
<th scope="col">Tail written</th><th scope="col">Tail in the training set after</th>
<th scope="col">Written, worth human ${forecast.settings.unit}</th><th scope="col">Training set, worth</th>
<th scope="col">Heterozygosity</th></tr></thead><tbody>${rows}</tbody></table>`;
  const title = `${curveName(curve.real)}, by generation`;
  return markup`<details><summary>${title}</summary>${scrolling(title, table)}</details>`;
}

function bandTable({ bands, settings }: Forecast, curve: Curve): Markup {
  const shown = thinned(settings.generations, 6);
  const rows = bands.map((band, b) => {
    const cells = shown.map((g) => markup`<td>${bounded(curve.generations[g].bands[b], percent)}</td>`);
    return markup`<tr><th scope="row">${usesLabel(band)}</th><td>${count(band.types)}</td>
<td>${bounded(band.human, percent)}</td>${cells}</tr>`;
  });
  const heads = shown.map((g) => markup`<th scope="col">Generation ${g + 1}</th>`);
  const table = markup`<table class="figures"><caption>Share of the band's types found.</caption>
<thead><tr><th scope="col">Uses</th><th scope="col">Types</th><th scope="col">Human</th>${heads}</tr></thead>
<tbody>${rows}</tbody></table>`;
  const title = `${curveName(curve.real)}, by frequency`;
  return markup`<details><summary>${title}</summary>${scrolling(title, table)}</details>`;
}

function numbers(forecast: Forecast): Markup {
  const tables = forecast.curves.map(
    (curve) => markup`${curveTable(forecast, curve)}${bandTable(forecast, curve)}`,
  );
  return markup`<section id="numbers"><h2>In numbers</h2>${tables}</section>`;
}

function reading(forecast: Forecast): Markup {
  const paragraphs = assumptions(forecast).map((text) => markup`<p>${text}</p>`);
  return markup`<section id="reading"><h2>What this stands on</h2><div class="prose">${paragraphs}
<p>Heterozygosity, the chance that two tokens differ, as a share of human text's, speaks of what is frequent: it stays high while the
tail is lost. w* is the weight on human rows at which a mean of few human and few synthetic rows varies least in the long run.</p></div>
</section>`;
}

function settings({ settings: own, human }: Forecast): Markup {
  const rows: readonly (readonly [string, string])[] = [
    ['Samples a generation', `${count(own.samples)} ${own.unit}`],
    ['Human data of the first model', `${count(own.human)} ${own.unit}`],
    ['Loop', own.mode],
    ['Human data', own.fresh ? 'new in each generation' : 'the same in each generation'],
    ['Order of the n-grams', String(own.order)],
    ['Level of intervals', level(own.alpha)],
    ['Human text', `${count(human.examples)} examples, ${count(human.tokens)} tokens`],
    ['Types kept', human.exact ? 'every type' : 'a sample of types'],
  ];
  return markup`<section id="settings"><h2>Settings</h2><dl class="settings">
${rows.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}
