import { createHash } from 'node:crypto';
import { type Audit, type AuditedItem, pressing } from '../../audit/audit.ts';
import { Markup, markup } from '../html/markup.ts';
import { styleSheet } from '../html/style.ts';
import { scrolling } from '../html/table.ts';
import { countWords, evidenceWords, remedyWords, STAGE_TITLES, scoreWords, weightWords } from './words.ts';

const STYLE = `
.result{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.75rem 2rem}
.result h1{margin:.25rem 0 .75rem;font-size:2rem;font-weight:660;letter-spacing:-.02em;line-height:1.2}
.result .failed{color:var(--late)}.result .passed{color:var(--healthy)}
.item{padding:1.25rem 0;border-top:1px solid var(--line)}
.item h3{margin:0 0 .25rem}
.item h3 b{display:inline-block;min-width:5rem;font-weight:600}
.item>p,.item>ul{max-width:46rem;overflow-wrap:anywhere}
.item ul{color:var(--soft);font-size:.9375rem;margin:.25rem 0}
.item pre{margin:.625rem 0 0;padding:.75rem 1rem;border:1px solid var(--line);border-radius:8px;background:var(--card);white-space:pre-wrap;overflow-wrap:anywhere;font-size:.875rem}
.critical b{color:var(--late)}.high b{color:var(--early)}.medium b{color:var(--narrow)}.low b{color:var(--soft)}
.meter{display:block;height:.5rem;width:100%;min-width:6rem}
details{margin-top:2rem}summary{cursor:pointer;font-weight:600}
@media (max-width:40rem){.result{padding:1.25rem}.result h1{font-size:1.5rem}}
`.replaceAll('\n', '');

/** `audit` as one self-contained page: no script, nothing loaded. The same audit gives the same bytes. */
export function auditHtml(audit: Audit): string {
  const style = styleSheet() + STYLE;
  const digest = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const head = markup`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Audit of ${audit.line}: ${audit.status} \u00b7 Outcross</title>
<style>${new Markup(style)}</style>`;
  const body = markup`<header class="masthead"><p><span class="brand">Outcross</span> audit</p><p>${audit.at}</p></header>
<main>${result(audit)}${itemSection('Failed', pressing(audit.items, 'failed'))}
${itemSection('Not answered', pressing(audit.items, 'not-answered'))}${rest(audit)}</main>
<footer>${weightWords(audit)} Made by ${audit.tool.name} ${audit.tool.version}. This page loads nothing and runs nothing.</footer>`;
  return `<!doctype html>\n<html lang="en">\n<head>${head.text}</head>\n<body>${body.text}</body>\n</html>\n`;
}

function result(audit: Audit): Markup {
  const reasons = audit.reasons.map(({ text }) => markup`<li>${text}</li>`);
  return markup`<div class="result"><p class="kicker">Audit of <bdi>${audit.line}</bdi></p>
<h1><span class="${audit.status}">${audit.status === 'passed' ? 'Passed' : 'Failed'}</span>, ${scoreWords(audit.score)}</h1>
<p class="why">${countWords(audit)}.</p>${reasons.length > 0 && markup`<ul>${reasons}</ul>`}</div>${stageTable(audit)}`;
}

function stageTable({ scores }: Audit): Markup {
  const rows = scores.map(
    ({ stage, score, counts }) =>
      markup`<tr><th scope="row">${STAGE_TITLES[stage]}</th><td>${score ?? '\u2013'}</td><td>${meter(score)}</td>
<td>${counts.passed}</td><td>${counts.failed}</td><td>${counts['not-answered']}</td><td>${counts.waived}</td></tr>`,
  );
  const table = markup`<table class="figures"><thead><tr><th scope="col">Stage</th><th scope="col">Score</th><th scope="col"></th>
<th scope="col">Passed</th><th scope="col">Failed</th><th scope="col">Not answered</th><th scope="col">Waived</th></tr></thead>
<tbody>${rows}</tbody></table>`;
  return markup`<section id="stages"><h2>By stage</h2>${scrolling('Stages', table)}</section>`;
}

function meter(score: number | undefined): Markup | undefined {
  if (score === undefined) return undefined;
  return new Markup(
    `<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6" fill="var(--line)"/><rect width="${score}" height="6" fill="var(--ink)"/></svg>`,
  );
}

function itemSection(title: string, items: readonly AuditedItem[]): Markup | undefined {
  if (items.length === 0) return undefined;
  return markup`<section><h2>${title}</h2>${items.map(itemMarkup)}</section>`;
}

function itemMarkup(item: AuditedItem): Markup {
  const { severity, id, question, why, evidence, remedy } = item;
  const words = remedyWords(item);
  const seen = evidence.map((each) => markup`<li><bdi>${evidenceWords(each)}</bdi></li>`);
  return markup`<article class="item ${severity}" id="${id}"><h3><b>${severity}</b> ${id}</h3><p>${question}</p>
<p><strong>${why}.</strong></p>${seen.length > 0 && markup`<ul>${seen}</ul>`}${words !== undefined && markup`<p>${words}</p>`}
${remedy?.command !== undefined && markup`<pre><code>${remedy.command}</code></pre>`}</article>`;
}

function rest({ items }: Audit): Markup {
  const titled = (title: string, wanted: AuditedItem['result'], note: (item: AuditedItem) => string) => {
    const some = items.filter(({ result: found }) => found === wanted);
    const rows = some.map(
      (item) => markup`<tr><th scope="row">${item.id}</th><td class="text">${note(item)}</td></tr>`,
    );
    return (
      some.length > 0 &&
      markup`<details><summary>${title} (${some.length})</summary>${scrolling(title, markup`<table class="figures"><tbody>${rows}</tbody></table>`)}</details>`
    );
  };
  const waiver = ({ waiver: found }: AuditedItem) =>
    found === undefined ? '' : `${found.owner}, until ${found.expires}: ${found.reason}`;
  return markup`<section>${titled('Waived', 'waived', waiver)}${titled('Passed', 'passed', ({ question, why }) => `${question} ${why}`)}
${titled('Does not apply', 'not-applicable', ({ why }) => why)}</section>`;
}
