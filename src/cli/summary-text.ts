import { count, percent, quantity } from '../report/figures.ts';
import { type Line, paint, span } from '../report/terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../report/terminal/table.ts';
import { visible } from '../report/visible.ts';
import type { OriginSummary, ProfileSummary } from './profile-summary.ts';
import { size } from './size.ts';

/** Origins, categories and malformed rows that are listed; the rest are counted. */
const LISTED = 12;

/** One line: what was summarised, and in how much. */
export function briefText(summary: ProfileSummary): string {
  const { file, fileBytes, examples, tokens, bytes } = summary;
  const of = `${count(examples)} examples, ${count(tokens)} tokens, ${size(bytes)} of text`;
  return `${visible(file)} (${size(fileBytes)}): ${of}\n`;
}

/** The summary as a person reads it, in lines of at most `columns` cells. */
export function summaryText(summary: ProfileSummary, columns: number, colour: boolean): string {
  const room = Math.max(40, columns);
  const blocks: Line[][] = [
    headLines(summary),
    sizeLines(summary, room),
    orderLines(summary, room),
    listLines('Origin', summary.origins, ({ examples, ...origin }) => [originText(origin), examples], room),
    listLines('Category', summary.categories, ({ name, examples }) => [visible(name), examples], room),
    troubleLines(summary),
  ];
  const lines = blocks.filter((block) => block.length > 0).flatMap((block): Line[] => [...block, []]);
  return paint(lines.slice(0, -1), room, colour);
}

function headLines(summary: ProfileSummary): Line[] {
  const { file, fileBytes, tokenizer, hashId, texts } = summary;
  const made = `tokeniser ${visible(tokenizer)}, hash ${visible(hashId)}, ${texts ? 'with' : 'without'} sample texts`;
  return [[span(visible(file), 'bold'), span(`  ${size(fileBytes)}`)], [span(`  ${made}`, 'dim')]];
}

const LEFT: Omit<Column, 'title'> = { side: 'left', sacrifice: 0, least: 12 };
const RIGHT: Omit<Column, 'title'> = { side: 'right', sacrifice: 0 };

function sizeLines(summary: ProfileSummary, room: number): Line[] {
  const { examples, tokens, characters, bytes, blocks, sample } = summary;
  const kept = `${count(sample.examples)} (${count(sample.tokens)} tokens)${sample.whole ? ', all' : ''}`;
  const rows: [string, string][] = [
    ['examples', `${count(examples)} in ${blocks} of 64 blocks`],
    ['tokens', `${count(tokens)}, ends of examples included`],
    ['characters', count(characters)],
    ['text', size(bytes)],
    ['sampled', kept],
  ];
  const cells = rows.map(([name, value]): Cell[] => [{ text: name, styles: ['dim'] }, { text: value }]);
  return tableLines(
    [
      { title: '', ...LEFT },
      { title: '', ...LEFT },
    ],
    cells,
    room,
  ).slice(1);
}

function orderLines(summary: ProfileSummary, room: number): Line[] {
  const rows = summary.orders.map(({ order, positions, types, theta }): Cell[] => [
    { text: order === 0 ? 'whole examples' : `${order}-grams` },
    { text: count(positions) },
    { text: count(types) },
    { text: theta === 1 ? 'all' : `1 in ${count(1 / theta)}` },
    { text: quantity(theta) },
  ]);
  const columns: Column[] = [
    { title: 'order', ...LEFT },
    { title: 'met', ...RIGHT },
    { title: 'types kept', ...RIGHT },
    { title: 'of all types', ...RIGHT, sacrifice: 1 },
    { title: 'theta', ...RIGHT, sacrifice: 2 },
  ];
  const exact = summary.orders.every(({ theta }) => theta === 1);
  const note = exact
    ? 'Every type was kept: all counts are exact.'
    : 'Kept types have exact counts; where not all are kept, totals are estimated from them.';
  return [...tableLines(columns, rows, room), [span(`  ${note}`, 'dim')]];
}

function originText({ origin, source, model, generation, license }: Omit<OriginSummary, 'examples'>): string {
  const parts = [
    source,
    model,
    generation === null ? null : `generation ${generation}`,
    license === null ? null : `licence ${license}`,
  ].filter((part) => part !== null);
  return visible([origin, ...parts].join(', '));
}

function listLines<T>(
  title: string,
  items: readonly T[],
  row: (item: T) => [string, number],
  room: number,
): Line[] {
  if (items.length === 0) return [];
  const all = items.map(row);
  const sum = all.reduce((n, [, examples]) => n + examples, 0);
  const cells = all
    .slice(0, LISTED)
    .map(([name, examples]): Cell[] => [
      { text: name },
      { text: count(examples) },
      { text: percent(examples / sum) },
    ]);
  const columns: Column[] = [
    { title: title.toLowerCase(), ...LEFT },
    { title: 'examples', ...RIGHT },
    { title: 'share', ...RIGHT },
  ];
  const rest: Line[] = all.length > LISTED ? [[span(`  and ${count(all.length - LISTED)} more`, 'dim')]] : [];
  return [...tableLines(columns, cells, room), ...rest];
}

function troubleLines({ malformed, malformedRows, invalidEncoding }: ProfileSummary): Line[] {
  const lines: Line[] = [];
  if (malformed > 0) {
    lines.push([span(`${count(malformed)} malformed ${malformed === 1 ? 'row' : 'rows'}`, 'yellow')]);
    for (const { file, row, reason } of malformedRows.slice(0, LISTED)) {
      lines.push([span(`  ${visible(`${file}:${row}: ${reason}`)}`)]);
    }
    const more = malformed - Math.min(LISTED, malformedRows.length);
    if (more > 0) lines.push([span(`  and ${count(more)} more`, 'dim')]);
  }
  if (invalidEncoding > 0) {
    const texts = invalidEncoding === 1 ? 'text' : 'texts';
    lines.push([span(`${count(invalidEncoding)} ${texts} with bytes that are not UTF-8`, 'yellow')]);
  }
  return lines;
}
