import { count, percent } from '../figures.ts';
import type { CategoryRow, GenerationReport } from '../report.ts';
import { clipped } from '../visible.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';
import { scrolling } from './table.ts';

const BAR = 120;
const MOST = 100;

function bars(row: CategoryRow, most: number): Markup {
  const width = (share: number) => (most > 0 && share > 0 ? ((share / most) * BAR).toFixed(1) : '0');
  return markup`<svg class="bars" viewBox="0 0 ${BAR} 16" aria-hidden="true">
<rect class="human" y="1" height="6" width="${width(row.human)}"/>
<rect class="own" y="9" height="6" width="${width(row.generation)}"/></svg>`;
}

function categoryRow(row: CategoryRow, most: number): Markup {
  const gone = row.vanished && markup` <span class="j-worse">\u2715 vanished</span>`;
  return markup`<tr><th scope="row">${isolated(clipped(row.category, 60))}${gone}</th><td>${percent(row.human)}</td>
<td>${percent(row.generation)}</td><td>${bars(row, most)}</td></tr>`;
}

/** The rows to show: all, or where there are too many the vanished ones first. */
function shownRows(rows: readonly CategoryRow[]): readonly CategoryRow[] {
  if (rows.length <= MOST) return rows;
  return [...rows.filter((row) => row.vanished), ...rows.filter((row) => !row.vanished)].slice(0, MOST);
}

/** Shares of categories, human text beside one generation, in the order of the report. */
export function categorySection(generation: GenerationReport): Markup | undefined {
  const { categories, verdict } = generation;
  if (categories.length === 0) return undefined;
  const rows = shownRows(categories);
  const shares = rows.flatMap((row) => [row.human, row.generation]).filter(Number.isFinite);
  const most = Math.max(0, ...shares);
  const gone = categories.filter((row) => row.vanished).length;
  const lead =
    gone === 0
      ? 'Every human category is still there.'
      : `${count(gone)} of ${count(categories.length)} human categories vanished.`;
  const rest = categories.length - rows.length;
  const more = rest > 0 && markup`<p>and ${count(rest)} more in the JSON report</p>`;
  const name = isolated(clipped(generation.name, 24));
  const table = markup`<table class="figures v-${verdict}">
<caption>Share of examples: human text (upper bar), ${name} (lower bar).</caption>
<thead><tr><th scope="col">Category</th><th scope="col">Human</th><th scope="col">${name}</th>
<th scope="col"><span class="hidden">Bars</span></th></tr></thead>
<tbody>${rows.map((row) => categoryRow(row, most))}</tbody></table>`;
  return markup`<section id="categories"><h2>Categories</h2><p class="lead">${lead}</p>
${scrolling('Categories', table)}${more}</section>`;
}
