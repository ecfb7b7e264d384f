import type { Report } from '../report.ts';
import { clipped } from '../visible.ts';
import type { Draw } from './chart.ts';
import { corporaSection, settingsSection } from './corpora.ts';
import { evidence } from './evidence.ts';
import { guideSection } from './guide.ts';
import { account, banner, gate } from './hero.ts';
import { lostWords } from './lost.ts';
import { type Markup, markup } from './markup.ts';

/** The body of the page. */
export function page(report: Report, draw: Draw): Markup {
  const sections = [
    evidence(report, draw),
    accounts(report),
    corporaSection(report),
    settingsSection(report),
    guideSection(report),
  ].flat();
  const made = `Made by ${report.tool.name} ${report.tool.version}.`;
  return markup`<header class="masthead"><p><span class="brand">Outcross</span> report</p>${gate(report)}</header>
<main>${hero(report)}${sections}</main><footer>${made} This page loads nothing and runs nothing.</footer>`;
}

function hero(report: Report): Markup {
  const last = report.generations.at(-1);
  if (last === undefined) return markup`<h1>No generation was checked</h1>`;
  const name = clipped(last.name, 40);
  const size = report.generations.length;
  return banner(last, size > 1 ? `${name}, the last of ${size} generations` : name);
}

function accounts(report: Report): Markup | undefined {
  if (report.generations.length < 2) return undefined;
  const all = report.generations.map((generation, index) =>
    account(generation, index, [lostWords(generation)]),
  );
  return markup`<section id="generations"><h2>Generation by generation</h2>${all}</section>`;
}
