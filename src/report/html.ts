import { createHash } from 'node:crypto';
import { categorySection } from './html/categories.ts';
import { type Draw, loadDraw } from './html/chart.ts';
import { corporaSection, settingsSection } from './html/corpora.ts';
import { guideSection } from './html/guide.ts';
import { account, banner, gate, timeline } from './html/hero.ts';
import { lostSection, lostWords } from './html/lost.ts';
import { Markup, markup } from './html/markup.ts';
import { pictureSection } from './html/pictures.ts';
import { rankSection } from './html/rank-frequency.ts';
import { scissorsSection } from './html/scissors.ts';
import { signalSection } from './html/signals.ts';
import { styleSheet } from './html/style.ts';
import { survivalSection } from './html/survival.ts';
import { trendSection } from './html/trend.ts';
import type { Report } from './report.ts';
import { clipped } from './visible.ts';

function accounts(report: Report): Markup | undefined {
  if (report.generations.length < 2) return undefined;
  const all = report.generations.map((generation, index) =>
    account(generation, index, [lostWords(generation)]),
  );
  return markup`<section id="generations"><h2>Generation by generation</h2>${all}</section>`;
}

function hero(report: Report): Markup {
  const last = report.generations.at(-1);
  if (last === undefined) return markup`<h1>No generation was checked</h1>`;
  const name = clipped(last.name, 40);
  const size = report.generations.length;
  return banner(last, size > 1 ? `${name}, the last of ${size} generations` : name);
}

function page(report: Report, draw: Draw): Markup {
  const last = report.generations.at(-1);
  const evidence = [
    timeline(report),
    trendSection(report, draw),
    scissorsSection(report, draw),
    survivalSection(report, draw),
    rankSection(report, draw),
    last && pictureSection(last),
    last && lostSection(last),
    last && categorySection(last),
    signalSection(report),
    accounts(report),
    corporaSection(report),
    settingsSection(report),
    guideSection(report),
  ];
  const made = `Made by ${report.tool.name} ${report.tool.version}.`;
  return markup`<header class="masthead"><p><span class="brand">Outcross</span> report</p>${gate(report)}</header>
<main>${hero(report)}${evidence}</main><footer>${made} This page loads nothing and runs nothing.</footer>`;
}

function title(report: Report): string {
  const last = report.generations.at(-1);
  return last === undefined
    ? 'Outcross report'
    : `${clipped(last.name, 40)}: ${last.verdict} \u00b7 Outcross report`;
}

/**
 * `report` as one self-contained HTML page with plots as inline SVG. It holds no script and no reference to anything
 * outside; its policy allows nothing but its own style sheet, by digest. The same report gives the same bytes.
 */
export async function html(report: Report): Promise<string> {
  const draw = await loadDraw();
  const style = styleSheet();
  const digest = createHash('sha256').update(style).digest('base64');
  const pictures = report.generations.some((generation) => generation.pictures) ? 'img-src data:; ' : '';
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; ${pictures}base-uri 'none'; form-action 'none'`;
  const head = markup`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title(report)}</title>
<style>${new Markup(style)}</style>`;
  return `<!doctype html>\n<html lang="en">\n<head>${head.text}</head>\n<body>${page(report, draw).text}</body>\n</html>\n`;
}
