import type { ColumnShape } from './column-shape.ts';
import { isRow, type Row } from './fields.ts';
import { jsonText } from './json-text.ts';

/** Characters gathered before they are handed on. */
const PIECE = 1 << 16;

/**
 * Rows as comma- or tab-separated values (RFC 4180) under a header. Provenance stands in columns of its own, `provenance.origin`
 * and so on; other objects and lists stand in their column as JSON. A missing value is an empty cell.
 */
export async function* csvRows(
  rows: AsyncIterable<Row>,
  columns: ReadonlyMap<string, ColumnShape>,
  delimiter: string,
): AsyncGenerator<Buffer, void> {
  const names = [...columns].flatMap(([name, shape]) =>
    isParted(name, shape) ? [...shape.fields!.keys()].map((key) => `${name}.${key}`) : [name],
  );
  const wanted = [...new Set(names)];
  let text = line(wanted, delimiter);
  for await (const row of rows) {
    text += line(
      wanted.map((name) => cellText(valueAt(row, name))),
      delimiter,
    );
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

/** Readers look for provenance in an object or in columns that begin with its name; a table has the columns. */
function isParted(name: string, { scalars, elements, fields }: ColumnShape): boolean {
  return name === 'provenance' && fields !== undefined && scalars.size === 0 && elements === undefined;
}

const NESTED = 'provenance.';

function valueAt(row: Row, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  const held = name.startsWith(NESTED) && Object.hasOwn(row, 'provenance') ? row['provenance'] : undefined;
  if (!isRow(held)) return undefined;
  const key = name.slice(NESTED.length);
  return Object.hasOwn(held, key) ? held[key] : undefined;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return jsonText(value);
}

/** A single empty cell is quoted: a blank line is no row to most readers, ours among them. */
function line(texts: readonly string[], delimiter: string): string {
  if (texts.length === 1 && texts[0] === '') return '""\r\n';
  return `${texts.map((text) => cell(text, delimiter)).join(delimiter)}\r\n`;
}

function cell(text: string, delimiter: string): string {
  const bare = !/["\r\n]/.test(text) && !text.includes(delimiter);
  return bare ? text : `"${text.replaceAll('"', '""')}"`;
}
