import type { Inventory } from '../engine/rows/inventory.ts';
import type { Amount, LedgerKey, LedgerLine } from '../quality/provenance/ledger.ts';
import { count, percent } from '../report/figures.ts';
import { wrap } from '../report/terminal/cells.ts';
import { type Line, paint, span } from '../report/terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../report/terminal/table.ts';
import { visible } from '../report/visible.ts';
import { proseLines } from './prose-lines.ts';

export const INVENTORY_SCHEMA = 'outcross.inventory/1';

/** Lines of a table, unless more are asked for. */
const LISTED = 12;

const UNSTATED = '(not stated)';

export interface InventoryView {
  readonly columns: number;
  readonly colour: boolean;
  readonly top?: number;
}

/** An inventory as it is written by `--json`: a value under the name of its key, null where nobody says. */
export function inventoryDocument({ tables, ...rest }: Inventory): object {
  const lineOf = (by: readonly LedgerKey[], { values, ...amount }: LedgerLine) => ({
    ...Object.fromEntries(by.map((key, i) => [key, values[i]])),
    ...amount,
  });
  return {
    schema: INVENTORY_SCHEMA,
    ...rest,
    tables: tables.map(({ by, lines }) => ({ by, lines: lines.map((line) => lineOf(by, line)) })),
  };
}

/** An inventory as a person reads it, in lines of at most `columns` cells. */
export function inventoryText(
  inventory: Inventory,
  { columns, colour, top = LISTED }: InventoryView,
): string {
  const room = Math.max(40, columns);
  const { total, tables } = inventory;
  const blocks: Line[][] = [proseLines('', room, { head: amountText(total) })];
  for (const { by, lines } of tables) blocks.push(tableOf(by, lines, total, top, room));
  blocks.push(unknownLines(inventory, room));
  return paint(
    blocks.flatMap((block, i): Line[] => (i === 0 ? block : [[], ...block])),
    room,
    colour,
  );
}

function amountText({ examples, tokens, characters }: Amount): string {
  const texts = examples === 1 ? '1 example' : `${count(examples)} examples`;
  return `${texts}, ${count(tokens)} tokens, ${count(characters)} characters`;
}

function tableOf(
  by: readonly LedgerKey[],
  lines: readonly LedgerLine[],
  total: Amount,
  top: number,
  room: number,
): Line[] {
  const left = { side: 'left', sacrifice: 0, least: 8 } as const;
  const right = { side: 'right', sacrifice: 0 } as const;
  const columns: Column[] = [
    ...by.map((key) => ({ title: TITLES[key], ...left })),
    { title: 'examples', ...right },
    { title: 'share', ...right },
    { title: 'tokens', ...right, sacrifice: 1 },
    { title: 'share', ...right, sacrifice: 2 },
    { title: 'characters', ...right, sacrifice: 3 },
  ];
  const cells = lines
    .slice(0, top)
    .map(({ values, examples, tokens, characters }): Cell[] => [
      ...values.map(
        (value): Cell =>
          value === null ? { text: UNSTATED, styles: ['dim'] } : { text: visible(String(value)) },
      ),
      { text: count(examples) },
      { text: percent(examples / total.examples) },
      { text: count(tokens) },
      { text: percent(tokens / total.tokens) },
      { text: count(characters) },
    ]);
  const more = lines.length - Math.min(top, lines.length);
  const rest: Line[] = more > 0 ? [[span(`  and ${count(more)} more: see them with --top`, 'dim')]] : [];
  return [...tableLines(columns, cells, room), ...rest];
}

const TITLES: Readonly<Record<LedgerKey, string>> = {
  origin: 'origin',
  source: 'source',
  model: 'model',
  generation: 'generation',
  license: 'licence',
  evidence: 'evidence',
  category: 'category',
  file: 'file',
};

function unknownLines({ unknown, total }: Inventory, room: number): Line[] {
  const parts = unknown
    .filter(({ examples }) => examples > 0)
    .map(({ key, examples }) => `${TITLES[key]} of ${percent(examples / total.examples)}`);
  if (parts.length === 0) return [[span('Everything is stated of every example.', 'green')]];
  const text = `Unknown: ${parts.join(', ')} of the examples.`;
  return wrap(text, room).map((line) => [span(line, 'yellow')]);
}
