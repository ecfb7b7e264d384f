import { cellWidth, pad } from './cells.ts';
import type { Line, Span, Style } from './paint.ts';
import { span } from './paint.ts';

export interface Cell {
  readonly text: string;
  readonly styles?: readonly Style[];
}

export interface Column {
  readonly title: string;
  readonly side: 'left' | 'right';
  /** Columns of the highest number go first when room is short; 0 always stays. */
  readonly sacrifice: number;
  /** The narrowest that the column may become when all that can go has gone. */
  readonly least?: number;
}

const GAP = 2;
const INDENT = 2;

function total(widths: readonly number[], kept: readonly number[]): number {
  return INDENT + kept.reduce((sum, index) => sum + widths[index], 0) + GAP * (kept.length - 1);
}

/** Indices of the columns that fit in `room`. */
function columnsThatFit(columns: readonly Column[], widths: readonly number[], room: number): number[] {
  let kept = columns.map((_, index) => index);
  while (total(widths, kept) > room) {
    const most = Math.max(...kept.map((index) => columns[index].sacrifice));
    if (most === 0) break;
    kept = kept.filter((index) => columns[index].sacrifice !== most);
  }
  return kept;
}

/** Takes what is still too much from the columns that may shrink. */
function shrink(columns: readonly Column[], widths: number[], kept: readonly number[], room: number): void {
  for (const index of kept) {
    const excess = total(widths, kept) - room;
    const least = columns[index].least;
    if (excess <= 0 || least === undefined) continue;
    widths[index] = Math.max(least, widths[index] - excess);
  }
}

/** A table whose columns are as wide as their cells; columns are left out, then narrowed, until it fits in `room` cells. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  room: number,
): Line[] {
  const widths = columns.map((column, index) =>
    Math.max(cellWidth(column.title), ...rows.map((row) => cellWidth(row[index].text))),
  );
  const kept = columnsThatFit(columns, widths, room);
  shrink(columns, widths, kept, room);
  const lineOf = (cells: readonly Cell[]): Line => {
    const out: Span[] = [];
    kept.forEach((index, position) => {
      out.push(span(' '.repeat(position === 0 ? INDENT : GAP)));
      const { text, styles = [] } = cells[index];
      out.push(span(pad(text, widths[index], columns[index].side === 'left' ? 'right' : 'left'), ...styles));
    });
    return out;
  };
  const head = columns.map((column): Cell => ({ text: column.title, styles: ['dim'] }));
  return [lineOf(head), ...rows.map(lineOf)];
}
