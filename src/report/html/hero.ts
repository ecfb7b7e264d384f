import type { Finding } from '../../base/finding.ts';
import { count, interval, quantity } from '../figures.ts';
import { gateWords } from '../gate.ts';
import type { GenerationReport, Report } from '../report.ts';
import { shortNames } from '../short-names.ts';
import { clipped } from '../visible.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import { VERDICT_PHRASE, verdictMark, verdictTag } from './verdict-mark.ts';

function measured(measure: number, bounds: Finding['interval']): string {
  const figure = Number.isInteger(measure) ? count(measure) : quantity(measure);
  return bounds === undefined ? figure : `${figure} ${interval(bounds, quantity)}`;
}

/** Findings as a list, each with its severity as a word. */
export function findingList(findings: readonly Finding[]): Markup | undefined {
  if (findings.length === 0) return undefined;
  const items = findings.map((finding) => {
    const { measure, interval: bounds, where } = finding;
    const figure = measure !== undefined && markup`<span>${measured(measure, bounds)}</span>`;
    const place = where !== undefined && markup`<span>${isolated(where)}</span>`;
    const remedy = finding.remedy !== undefined && markup`<span>${finding.remedy}</span>`;
    const more = (place || figure || remedy) && markup`<p>${place}${figure}${remedy}</p>`;
    return markup`<li class="s-${finding.severity}"><b>${finding.severity}</b><div>${finding.message}${more}
</div></li>`;
  });
  return markup`<ul class="findings">${items}</ul>`;
}

function decidingSample(generation: GenerationReport): Markup | undefined {
  const tokens = generation.sampleThatWouldDecide;
  return tokens === undefined
    ? undefined
    : markup` A sample of <b>${count(tokens)}</b> tokens a side would decide.`;
}

/** The verdict of one generation at full size, with reason, remedy and definition. */
export function banner(generation: GenerationReport, kicker: string): Markup {
  const { verdict } = generation;
  const phrase = markup`<span class="phrase">${VERDICT_PHRASE[verdict]}</span>`;
  const said = markup`<span><span class="word">${verdict}</span> ${phrase}</span>`;
  return markup`<div class="banner v-${verdict}"><p class="kicker">${kicker}</p>
<h1>${verdictMark(verdict)}${said}</h1>
<p class="why">${generation.why}</p>
<div class="pair"><div><h2>What to do</h2><p>${generation.remedy}${decidingSample(generation)}</p></div>
<div><h2>What the verdict speaks of</h2><p>${generation.definition}</p></div></div>
${findingList(generation.findings)}</div>`;
}

/** All generations as a row of steps, each leading to its own account. */
export function timeline(report: Report): Markup | undefined {
  if (report.generations.length < 2) return undefined;
  const names = shortNames(
    report.generations.map(({ name }) => name),
    14,
  );
  const steps = report.generations.map(({ verdict }, index) => {
    const shown = isolated(names[index]);
    return markup`<li class="v-${verdict}"><a href="#generation-${index + 1}">${verdictMark(verdict)}
<b>${shown}</b><span>${verdict}</span></a></li>`;
  });
  return markup`<nav aria-label="Generations"><ol class="timeline">${steps}</ol></nav>`;
}

/** The gate that this check is, and whether it held. */
export function gate(report: Report): Markup {
  const rule = `It ${gateWords(report.settings)}.`;
  return report.status === 'failed'
    ? markup`<p class="gate"><b class="j-worse">\u2715 Failed.</b> ${rule}</p>`
    : markup`<p class="gate"><b class="j-holds">\u2713 Passed.</b> ${rule}</p>`;
}

/** The account of one of several generations. */
export function account(
  generation: GenerationReport,
  index: number,
  more: readonly (Markup | undefined)[],
): Markup {
  return markup`<article id="generation-${index + 1}" class="account v-${generation.verdict}">
<h3>${isolated(clipped(generation.name, 32))} ${verdictTag(generation.verdict)}</h3>
<p class="why">${generation.why}</p><p><b>What to do.</b> ${generation.remedy}${decidingSample(generation)}</p>
<p class="source">Speaks of ${generation.definition}</p>${findingList(generation.findings)}${more}</article>`;
}
