import type { LabErrors } from '../../lab/errors/result.ts';
import { interval, NONE, percent, quantity } from '../figures.ts';
import { type Draw, loadDraw } from '../html/chart.ts';
import { Markup, markup } from '../html/markup.ts';
import { scrolling } from '../html/table.ts';
import { armDrawing, type Curves } from './arm-drawing.ts';
import { errorsHeadline, errorsSettings, FACTOR_TITLES, together } from './errors-wording.ts';
import { legend } from './legend.ts';
import { labPage } from './page.ts';
import { toneOf } from './tones.ts';

const MAIN = { width: 760, height: 340 };
const NARROW = { width: 360, height: 280 };

/** `result` as one self-contained page. */
export async function errorsHtml(result: LabErrors): Promise<string> {
  const draw = await loadDraw();
  const content = markup`<div class="result"><p class="kicker">${errorsSettings(result)}</p><h1>${result.learner.title}</h1>
<p class="why">${errorsHeadline(result)}</p></div>${shareSection(result)}${lines(result, draw)}${effectSection(result)}
${levels(result)}`;
  const made = `Made by ${result.tool.name} ${result.tool.version}.`;
  return labPage(
    `The three errors: ${result.learner.title} \u00b7 Outcross lab`,
    'lab, the three errors',
    content,
    made,
  );
}

function shareSection({ shares, loss }: LabErrors): Markup {
  const most = Math.max(...shares.map(({ share = 0 }) => Math.abs(share)), 1e-9);
  const rows = shares.map(({ factor, share, shareInterval, loss: own }, i) => {
    const range = shareInterval && markup` <span class="bounds">${interval(shareInterval, percent)}</span>`;
    return markup`<tr><th scope="row">${FACTOR_TITLES[factor]}</th><td>${bar((share ?? 0) / most, i + 1)}</td>
<td><b>${share === undefined ? NONE : percent(share)}</b>${range}</td><td>${quantity(own.mean)}</td></tr>`;
  });
  const table = markup`<table class="figures shares"><thead><tr><th scope="col">Error</th><th scope="col"></th>
<th scope="col">Share of the loss</th><th scope="col">Loss</th></tr></thead><tbody>${rows}</tbody></table>`;
  return markup`<section id="shares"><h2>What each error costs</h2><p class="lead">Shapley values: the mean effect of an error over
all orders in which the three can be added; they sum to the whole. ${loss.meaning}</p>${scrolling('Shares', table)}</section>`;
}

/** A bar to the right for what costs, to the left for what eases, in the colour of the error's line. */
function bar(part: number, index: number): Markup {
  const length = Math.round(Math.abs(part) * 90 * 10) / 10;
  const x = part < 0 ? 100 - length : 100;
  return new Markup(
    `<svg viewBox="0 0 200 14" aria-hidden="true"><path d="M100 0V14" stroke="var(--line)" stroke-width="1"/><rect x="${x}" y="3" width="${length}" height="8" fill="var(--${toneOf(index).role})"/></svg>`,
  );
}

function lines(result: LabErrors, draw: Draw): Markup {
  const { cells, loss, settings } = result;
  const arms = cells
    .filter(({ made }) => made.length !== 2)
    .map(({ made, generations }) => ({
      name: made.length === 3 ? 'All three' : together(made),
      generations: generations.map((estimate, generation) => ({ generation, values: { loss: estimate } })),
    }));
  const curves: Curves = { arms, settings };
  const metric = { id: 'loss', title: loss.title, meaning: loss.meaning, worse: 'higher' } as const;
  return markup`<section id="lines"><h2>Through the generations</h2><p class="lead">Each error alone, none, and all three. Bands: 95%
intervals of the mean over replicates.</p>${legend(arms)}<figure class="main">
<div class="wide">${draw(armDrawing(curves, metric, 'lines', MAIN))}</div>
<div class="narrow">${draw(armDrawing(curves, metric, 'lines-narrow', NARROW))}</div></figure></section>`;
}

function effectSection({ effects, cells, settings }: LabErrors): Markup {
  const effectRows = effects.map(({ factors, loss }) => {
    const range = loss.interval && markup` <span class="bounds">${interval(loss.interval, quantity)}</span>`;
    return markup`<tr><th scope="row">${together(factors)}</th><td>${quantity(loss.mean)}${range}</td></tr>`;
  });
  const cellRows = cells.map(({ made, generations }) => {
    const last = generations[settings.generations];
    const range = last.interval && markup` <span class="bounds">${interval(last.interval, quantity)}</span>`;
    return markup`<tr><th scope="row">${together(made)}</th><td>${quantity(generations[0].mean)}</td><td>${quantity(last.mean)}${range}</td></tr>`;
  });
  const effectTable = markup`<table class="figures"><thead><tr><th scope="col">Effect</th><th scope="col">Change of the loss</th></tr></thead>
<tbody>${effectRows}</tbody></table>`;
  const cellTable = markup`<table class="figures"><thead><tr><th scope="col">Errors made</th><th scope="col">Generation 0</th>
<th scope="col">Generation ${settings.generations}</th></tr></thead><tbody>${cellRows}</tbody></table>`;
  return markup`<section id="effects"><h2>Effects and interactions</h2><p class="lead">The effect of one error is its mean over all
settings of the others; an interaction is how much it changes as another is added, 0 where errors simply add up.</p>
${scrolling('Effects', effectTable)}<details><summary>Loss of every combination</summary>${scrolling('Combinations', cellTable)}</details></section>`;
}

function levels({ factors, settings }: LabErrors): Markup {
  const terms = factors.map(({ name, off, on }) => {
    const made = name === 'approximation' ? settings.solver : on;
    return markup`<div><dt>${FACTOR_TITLES[name]}</dt><dd>${made}; against ${off}</dd></div>`;
  });
  const source =
    'The three errors: Shumailov et al., Nature 631:755 (2024). Shares: Shapley (1953). Effects: Yates (1937).';
  return markup`<section id="levels"><h2>What the errors are here</h2><dl class="terms">${terms}</dl><p class="source">${source}</p></section>`;
}
