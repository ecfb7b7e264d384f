import type { GenerationReport } from '../report.ts';
import { shortNames } from '../short-names.ts';
import { visibleProse } from '../visible.ts';
import { cellWidth, pad, wrap } from './cells.ts';
import type { Line } from './paint.ts';
import { span, verdictStyle } from './paint.ts';

/** More generations than this are shown as runs of equal verdicts. */
const MOST_ROWS = 12;

const NAME_CELLS = 16;

/** Longest name where two stand in one row. */
const LONG_NAME = 7;

interface Row {
  readonly name: string;
  readonly verdict: GenerationReport['verdict'];
  readonly why: string;
}

function rowOf(generation: GenerationReport, name: string): Row {
  return {
    name,
    verdict: generation.verdict,
    why: visibleProse(generation.why),
  };
}

/** Neighbours of equal verdict as one row; the last generation stays alone, for it is what the reader came for. */
function runs(generations: readonly GenerationReport[], names: readonly string[]): Row[] {
  const rows: Row[] = [];
  let start = 0;
  const end = generations.length - 1;
  for (let i = 1; i <= end; i++) {
    if (i < end && generations[i].verdict === generations[start].verdict) continue;
    const first = rowOf(generations[start], names[start]);
    const size = i - start;
    const name = `${names[start]}\u2013${names[i - 1]}`;
    rows.push(size === 1 ? first : { ...first, name, why: `${size} generations` });
    start = i;
  }
  return [...rows, rowOf(generations[end], names[end])];
}

interface Cells {
  readonly name: number;
  readonly verdict: number;
}

function verdictLine(row: Row, cells: Cells, columns: number, whole: boolean): Line[] {
  const head = [
    span('  '),
    span(pad(row.name, cells.name), 'bold'),
    span('  '),
    span(pad(row.verdict.toUpperCase(), cells.verdict), 'bold', verdictStyle(row.verdict)),
    span('  '),
  ];
  const indent = cells.name + cells.verdict + 6;
  const room = columns - indent;
  if (room < 24) {
    const reasons = whole ? wrap(row.why, columns - 4) : [shortened(row.why, columns - 4)];
    return [head, ...reasons.map((text) => [span(`    ${text}`)])];
  }
  if (!whole) return [[...head, span(shortened(row.why, room))]];
  const [first = '', ...rest] = wrap(row.why, room);
  return [[...head, span(first)], ...rest.map((text) => [span(' '.repeat(indent) + text)])];
}

/** The whole words that fit, without a figure at their end: nobody could tell whether a part of it was cut off. */
function shortened(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  const [first = ''] = wrap(text, width - 1);
  return `${first.replace(/(\s+\S*\d\S*)+$/, '').replace(/[\s,;:(]+$/, '')}\u2026`;
}

/** One line a generation: name, verdict, why. The last generation's reason is given in full. */
export function verdictLines(generations: readonly GenerationReport[], columns: number): Line[] {
  if (generations.length === 0) return [[span('  No generation was checked.')]];
  const isLong = generations.length > MOST_ROWS;
  const names = shortNames(
    generations.map(({ name }) => name),
    isLong ? LONG_NAME : NAME_CELLS,
  );
  const rows = isLong
    ? runs(generations, names)
    : generations.map((generation, index) => rowOf(generation, names[index]));
  const widest = Math.max(...rows.map((row) => cellWidth(row.name)));
  const verdict = Math.max(...rows.map((row) => row.verdict.length));
  const cells = { name: Math.min(widest, NAME_CELLS, Math.max(4, columns - verdict - 6)), verdict };
  return rows.flatMap((row, index) => verdictLine(row, cells, columns, index === rows.length - 1));
}
