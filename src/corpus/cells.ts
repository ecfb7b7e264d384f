import type { ColumnsPayload } from './example.ts';
import { fieldAt, type Row } from './fields.ts';
import { jsonText } from './json-text.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;
/** What tables write where there is nothing. */
const NOTHING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '?']);

/**
 * A cell of a table: a number (dates are milliseconds), a word, or null where there is nothing. Words that are numbers are
 * numbers, because CSV has no other; `NaN`, `NA`, `null` and the like are nothing.
 */
export function cellOf(value: unknown): number | string | null {
  switch (typeof value) {
    case 'number':
      return Number.isNaN(value) ? null : value;
    case 'bigint':
      return Number(value);
    case 'boolean':
      return String(value);
    case 'string':
      return wordOrNumber(value);
    default:
      if (value === null || value === undefined) return null;
      if (value instanceof Date) return cellOf(value.getTime());
      return jsonText(value);
  }
}

function wordOrNumber(text: string): number | string | null {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return Number(trimmed);
  const infinite = INFINITE.exec(trimmed);
  if (infinite !== null) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return NOTHING.has(trimmed.toLowerCase()) ? null : trimmed;
}

/** The cells of a row: of the columns that are named, else of all its fields but those that are told by `isOther`. */
export function cellsOf(
  row: Row,
  columns: readonly string[] | undefined,
  isOther: (name: string) => boolean,
): ColumnsPayload {
  const cells: Record<string, number | string | null> = Object.create(null);
  const names = columns ?? Object.keys(row).filter((name) => !isOther(name));
  for (const name of names) cells[name] = cellOf(fieldAt(row, name));
  return cells;
}
