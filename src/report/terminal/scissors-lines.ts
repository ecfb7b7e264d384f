import { interval, NONE, quantity } from '../figures.ts';
import type { GenerationReport, Scissors, ScissorsFigure } from '../report.ts';
import { shortNames } from '../short-names.ts';
import { visibleProse } from '../visible.ts';
import { wrap } from './cells.ts';
import type { Line } from './paint.ts';
import { span } from './paint.ts';
import type { Cell, Column } from './table.ts';
import { tableLines } from './table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'own model', side: 'left', sacrifice: 0, least: 6 },
  { title: 'human text', side: 'right', sacrifice: 0 },
  { title: 'interval', side: 'left', sacrifice: 2 },
  { title: 'own output', side: 'right', sacrifice: 0 },
  { title: 'training set', side: 'right', sacrifice: 3 },
];

/** Rows shown: the last ones. */
const MOST = 12;

function valueCell(figure: ScissorsFigure | undefined): Cell {
  return { text: figure === undefined ? NONE : quantity(figure.value) };
}

/** Perplexities under each generation's own model; nothing without scores. */
export function scissorsLines(scissors: Scissors | undefined, columns: number): Line[] {
  if (scissors === undefined) return [];
  const names = shortNames(
    scissors.points.map(({ name }) => name),
    16,
  );
  const rows = scissors.points.map(({ holdout, own, train }, i): Cell[] => [
    { text: names[i] },
    { ...valueCell(holdout), styles: ['bold'] },
    { text: interval(holdout.interval, quantity), styles: ['dim'] },
    valueCell(own),
    valueCell(train),
  ]);
  const title = `Perplexity a ${scissors.unit} under their own models`;
  return [[span(title, 'bold')], ...tableLines(COLUMNS, rows.slice(-MOST), columns)];
}

/** Whether the last generation overfits or collapses, in the words of its finding; nothing where its training set is not known. */
export function diagnosisLines({ findings }: GenerationReport, columns: number): Line[] {
  const found = findings.find(({ id }) => id.startsWith('diagnosis.'));
  if (found === undefined) return [];
  const text = `${found.message}${found.remedy === undefined ? '' : ` ${found.remedy}`}`;
  const lines = wrap(visibleProse(text), columns - 2).map((part): Line => [span('  '), span(part)]);
  return [[span('Against its training set', 'bold')], ...lines];
}
