import type { CorpusSpec } from '../../corpus/source.ts';
import type { FilterSettings } from '../../quality/filters/filter-settings.ts';
import { createTextFilter, type MeasuredValue } from '../../quality/filters/text-filter.ts';
import { quantity } from '../../report/figures.ts';
import { cellWidth, clip } from '../../report/terminal/cells.ts';
import { type Line, paint, span } from '../../report/terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../../report/terminal/table.ts';
import { visible } from '../../report/visible.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import type { FilterOptions } from './filter-options.ts';
import { PIPE_COLUMNS } from './filter-text.ts';
import { findExample } from './find-example.ts';

export const EXPLAIN_SCHEMA = 'outcross.filter-explain/1';

/** Shows every measure of the example with this id against its thresholds. Throws `E_NOT_FOUND` where there is none. */
export async function explain(
  id: string,
  spec: CorpusSpec,
  settings: FilterSettings,
  { json }: FilterOptions,
  { stdout, env, signal }: Context,
): Promise<void> {
  const filter = await createTextFilter(settings);
  const example = await findExample(id, spec, signal);
  const values = filter.explain(example.text);
  const { keep } = filter.judge(example.text);
  const origin = example.provenance?.origin ?? 'unknown';
  if (json === true) {
    const document = { schema: EXPLAIN_SCHEMA, id, origin, keep, measures: values.map(plain) };
    stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    return;
  }
  const columns = stdout.columns || PIPE_COLUMNS;
  stdout.write(paint(lines(id, origin, keep, values, columns), columns, wantsColour(stdout, env)));
}

/** JSON has no undefined. */
function plain({ value, ...rest }: MeasuredValue): object {
  return { ...rest, value: value ?? null };
}

function lines(
  id: string,
  origin: string,
  keep: boolean,
  values: readonly MeasuredValue[],
  columns: number,
): Line[] {
  const rows = values.map((measured): Cell[] => {
    const broken = measured.rules.some((rule) => rule.broken);
    const styles = broken ? (['red'] as const) : [];
    return [
      { text: broken ? '✗' : measured.rules.length > 0 ? '✓' : '', styles },
      { text: `${measured.family}.${measured.measure}`, styles },
      { text: measured.value === undefined ? '–' : quantity(measured.value), styles },
      { text: measured.rules.map(bounds).join(', '), styles },
    ];
  });
  const table = tableLines(HEADS, withMeanings(rows, values, columns), columns);
  const verdict = keep ? span('kept', 'green') : span('dropped', 'red');
  return [[span(visible(id), 'bold'), span(` (${origin}): `), verdict], [], ...table];
}

const HEADS: readonly Column[] = [
  { title: '', side: 'left', sacrifice: 0 },
  { title: 'measure', side: 'left', sacrifice: 0 },
  { title: 'value', side: 'right', sacrifice: 0 },
  { title: 'allowed', side: 'left', sacrifice: 0 },
  { title: 'what it is', side: 'left', sacrifice: 1 },
];

/** Meanings are cut to the cells that the figures leave; of fewer cells than this nothing could be read. */
const LEAST_MEANING = 12;

function withMeanings(
  rows: readonly (readonly Cell[])[],
  values: readonly MeasuredValue[],
  columns: number,
): Cell[][] {
  const widths = HEADS.slice(0, -1).map(({ title }, i) =>
    Math.max(cellWidth(title), ...rows.map((row) => cellWidth(row[i].text))),
  );
  // Two cells stand before every column.
  const left = columns - widths.reduce((sum, width) => sum + width + 2, 2);
  const room = Math.max(LEAST_MEANING, left);
  return rows.map((row, i) => [...row, { text: clip(values[i].meaning, room), styles: ['dim'] }]);
}

function bounds({ bound, threshold, action }: MeasuredValue['rules'][number]): string {
  return `${bound === 'min' ? '≥' : '≤'} ${quantity(threshold)}${action === 'flag' ? ' (flags)' : ''}`;
}
