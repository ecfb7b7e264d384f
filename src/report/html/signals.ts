import type { Signal, SignalFamily } from '../../compare/signal.ts';
import { count, interval, quantity, ratio } from '../figures.ts';
import { signalTitle, termOf } from '../glossary.ts';
import { judge, judgementGlyph, judgementWord, marginsOf } from '../judgement.ts';
import type { GenerationReport, Report } from '../report.ts';
import { clipped } from '../visible.ts';
import { forestAxis, forestRow, reachFor } from './forest.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import { scrolling } from './table.ts';
import { verdictTag } from './verdict-mark.ts';

const FAMILIES: Readonly<Record<SignalFamily, string>> = {
  tail: 'Tail',
  richness: 'Richness',
  spread: 'Spread',
  diversity: 'Diversity',
  repetition: 'Repetition',
  perplexity: 'Perplexity',
  divergence: 'Divergence',
  category: 'Categories',
  copying: 'Copying',
  space: 'Feature space',
  code: 'Code',
  column: 'Columns',
};

const WORSE = {
  lower: 'Lower is worse.',
  higher: 'Higher is worse.',
  neither: 'It decides no verdict.',
} as const;

const WIDTH = 6;

/** Generations before the last whose signals can be unfolded; all stand in the JSON report. */
const MOST_FOLDED = 11;

/** The name of a signal; opened, it says what the signal means. */
function named(signal: Signal): Markup {
  const term = termOf(signal.id);
  return markup`<details class="term"><summary title="${term.meaning}">${signalTitle(signal)}</summary>
<p>${term.meaning} ${term.reading} ${WORSE[term.worse]}</p></details>`;
}

interface Scale {
  readonly margin: (signal: Signal) => number;
  readonly reach: number;
}

function signalRow(signal: Signal, { margin, reach }: Scale): Markup {
  const bound = margin(signal);
  const judgement = judge(signal, bound);
  const word = `${judgementGlyph(judgement, signal.direction)} ${judgementWord(judgement, signal.direction)}`;
  return markup`<tr><th scope="row">${named(signal)}</th><td><b>${ratio(signal.ratio)}</b> <span class="bounds">${interval(signal.interval)}</span></td>
<td>${forestRow(signal, bound, judgement, reach)}</td>
<td><span class="j-${judgement}">${word}</span></td>
<td>${quantity(signal.value)}</td><td>${quantity(signal.baseline)}</td></tr>`;
}

function familyRows(generation: GenerationReport, family: SignalFamily, scale: Scale): Markup | undefined {
  const own = generation.signals.filter((signal) => signal.family === family);
  return own.length === 0
    ? undefined
    : markup`<tbody><tr class="family"><th scope="rowgroup" colspan="${WIDTH}">${FAMILIES[family]}</th></tr>
${own.map((signal) => signalRow(signal, scale))}</tbody>`;
}

function caption(signals: readonly Signal[]): string {
  const sizes = signals.map((signal) => signal.sampleSize);
  const tokens = Math.max(...sizes.map((size) => size.tokens));
  const examples = Math.max(...sizes.map((size) => size.examples));
  const whole = signals.every((signal) => signal.exact);
  const how = whole
    ? 'Nothing was sampled: every type and example entered.'
    : `Some signals rest on a sample of ${tokens > 0 ? 'types' : 'examples'}.`;
  const size =
    tokens > 0 ? `${count(tokens)} tokens (${count(examples)} examples)` : `${count(examples)} examples`;
  return `Equal samples of up to ${size} a side. ${how}`;
}

function signalTable(generation: GenerationReport, margin: Scale['margin']): Markup {
  const name = clipped(generation.name, 24);
  const reach = reachFor(generation.signals);
  const families = (Object.keys(FAMILIES) as SignalFamily[]).map((family) =>
    familyRows(generation, family, { margin, reach }),
  );
  const table = markup`<table class="figures signals"><caption>${caption(generation.signals)}</caption>
<thead><tr><th scope="col">Signal</th><th scope="col">Ratio and interval</th>
<th scope="col">${forestAxis(reach)}</th><th scope="col">Reading</th>
<th scope="col">${isolated(name)}</th><th scope="col">Human</th></tr></thead>${families}</table>`;
  return scrolling(`Signals of ${name}`, table);
}

/** Every signal of every generation: the last one open, the others folded. */
export function signalSection(report: Report): Markup | undefined {
  const margin = marginsOf(report);
  const last = report.generations.at(-1);
  if (last === undefined) return undefined;
  if (report.generations.every((generation) => generation.signals.length === 0)) {
    return markup`<section id="signals"><h2>Signals</h2><p>No signal could be measured.</p></section>`;
  }
  const earlier = report.generations.slice(-1 - MOST_FOLDED, -1).reverse();
  const folded = earlier.map((generation) => {
    const name = isolated(clipped(generation.name, 24));
    return markup`<details><summary>${name} ${verdictTag(generation.verdict)}</summary>
${signalTable(generation, margin)}</details>`;
  });
  const open =
    last.signals.length === 0 ? markup`<p>No signal could be measured.</p>` : signalTable(last, margin);
  return markup`<section id="signals"><h2>Signals</h2>
<p class="lead">All that was measured of ${isolated(clipped(last.name, 24))}. Open a signal's name to read what it
means.</p>${open}${folded}</section>`;
}
