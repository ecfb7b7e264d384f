import { count, level, percent } from '../figures.ts';
import { gateWords } from '../gate.ts';
import type { CorpusSummary, Report } from '../report.ts';
import { findingList } from './hero.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import { scrolling } from './table.ts';

function origins(record: Readonly<Record<string, number>>): Markup {
  const entries = Object.entries(record).filter(([, examples]) => examples > 0);
  if (entries.length === 0) return markup`not declared`;
  const total = entries.reduce((sum, [, examples]) => sum + examples, 0);
  const parts = entries.map(
    ([origin, examples], index) =>
      markup`${index > 0 && ', '}${isolated(origin)} ${count(examples)} (${percent(examples / total)})`,
  );
  return markup`${parts}`;
}

function corpusRow(
  corpus: CorpusSummary,
  role: string,
  provenance: Readonly<Record<string, number>>,
): Markup {
  return markup`<tr><th scope="row">${isolated(corpus.name)}</th><td class="text">${role}</td>
<td>${count(corpus.examples)}</td><td>${count(corpus.tokens)}</td><td>${count(corpus.characters)}</td>
<td>${count(corpus.malformedRows)}</td>
<td class="text">${corpus.exact ? 'every type' : 'a sample of types'}</td>
<td class="text">${origins(provenance)}</td></tr>`;
}

/** Sizes and make-up of every corpus, and what was wrong with the inputs. */
export function corporaSection(report: Report): Markup {
  const { holdout, reservoir, split } = report.human;
  const own = report.generations.map((generation) =>
    corpusRow(generation.corpus, 'generation', generation.provenance),
  );
  const caption = split
    ? 'One human corpus was given and split once, by group, into holdout and reservoir.'
    : 'Holdout and reservoir were given apart.';
  const table = markup`<table class="figures"><caption>${caption}</caption>
<thead><tr><th scope="col">Corpus</th><th scope="col" class="text">Role</th><th scope="col">Examples</th>
<th scope="col">Tokens</th><th scope="col">Characters</th><th scope="col">Malformed rows</th>
<th scope="col" class="text">Kept</th><th scope="col" class="text">Examples by origin</th></tr></thead>
<tbody>${corpusRow(holdout, 'human, measured against', holdout.origins)}
${corpusRow(reservoir, 'human, the baseline', reservoir.origins)}${own}</tbody></table>`;
  return markup`<section id="corpora">
<h2>Inputs and provenance</h2>${findingList(report.findings)}${scrolling('Inputs and provenance', table)}
</section>`;
}

/** What the check was run with. */
export function settingsSection(report: Report): Markup {
  const { alpha, margin, tokenizer, hash, blocks } = report.settings;
  const rows: readonly (readonly [string, string])[] = [
    ['Level of intervals', `${level(alpha)} (alpha ${alpha})`],
    ['Margin', `${percent(margin)} of the human level`],
    ['Gate', gateWords(report.settings)],
    ['Tokeniser', tokenizer],
    ['Hash', hash],
    ['Jackknife blocks', count(blocks)],
    ['Made by', `${report.tool.name} ${report.tool.version}`],
    ['Format', report.schema],
  ];
  return markup`<section id="settings"><h2>Settings</h2>
<dl class="settings">${rows.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</section>`;
}
