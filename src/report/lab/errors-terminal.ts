import type { LabErrors } from '../../lab/errors/result.ts';
import { interval, NONE, percent, quantity } from '../figures.ts';
import { wrap } from '../terminal/cells.ts';
import type { Line } from '../terminal/paint.ts';
import { paint, span } from '../terminal/paint.ts';
import { type Column, tableLines } from '../terminal/table.ts';
import type { TerminalOptions } from '../terminal.ts';
import { visible, visibleProse } from '../visible.ts';
import { errorsHeadline, errorsSettings, FACTOR_TITLES, together } from './errors-wording.ts';

const LEAST_COLUMNS = 20;
const MOST_COLUMNS = 100;

const SHARES: readonly Column[] = [
  { title: 'error', side: 'left', sacrifice: 0, least: 8 },
  { title: 'share', side: 'right', sacrifice: 0 },
  { title: '95%', side: 'left', sacrifice: 1 },
  { title: 'loss', side: 'right', sacrifice: 0 },
  { title: '95%', side: 'left', sacrifice: 2 },
];

const EFFECTS: readonly Column[] = [
  { title: 'effect', side: 'left', sacrifice: 0, least: 8 },
  { title: 'loss', side: 'right', sacrifice: 0 },
  { title: '95%', side: 'left', sacrifice: 1 },
];

/** `result` as tables, no line wider than the terminal. Pure; ends in a newline. */
export function errorsTerminal(result: LabErrors, options: TerminalOptions): string {
  const given = Number.isNaN(options.columns) ? 80 : Math.floor(options.columns);
  const columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, given));
  const blocks: Line[][] = [
    [
      [span(visible(result.learner.title), 'bold')],
      ...prose(errorsSettings(result), columns, 'dim'),
      ...prose(errorsHeadline(result), columns),
    ],
    [
      [span(`Shares of the loss (${visible(result.loss.title)})`, 'bold')],
      ...tableLines(SHARES, shareRows(result), columns),
    ],
    [[span('Main effects and interactions', 'bold')], ...tableLines(EFFECTS, effectRows(result), columns)],
    [[span('Loss of every combination', 'bold')], ...cellLines(result, columns)],
    [[span('What the errors are here', 'bold')], ...levelLines(result, columns)],
  ];
  const lines = blocks.flatMap((block): Line[] => [...block, []]);
  return paint(lines.slice(0, -1), Math.min(columns, given), options.colour);
}

function prose(text: string, columns: number, ...styles: Parameters<typeof span>[1][]): Line[] {
  return wrap(visibleProse(text), columns - 2).map((part) => [span('  '), span(part, ...styles)]);
}

function shareRows({ shares, total }: LabErrors) {
  const rows = shares.map(({ factor, share, shareInterval, loss }) => [
    { text: FACTOR_TITLES[factor] },
    { text: share === undefined ? NONE : percent(share), styles: ['bold'] as const },
    { text: shareInterval === undefined ? '' : interval(shareInterval, percent) },
    { text: quantity(loss.mean) },
    { text: loss.interval === undefined ? '' : interval(loss.interval, quantity) },
  ]);
  const whole = [
    { text: 'All three' },
    { text: '' },
    { text: '' },
    { text: quantity(total.mean) },
    { text: total.interval === undefined ? '' : interval(total.interval, quantity) },
  ];
  return [...rows, whole];
}

function effectRows({ effects }: LabErrors) {
  return effects.map(({ factors, loss }) => [
    { text: together(factors) },
    { text: quantity(loss.mean) },
    { text: loss.interval === undefined ? '' : interval(loss.interval, quantity) },
  ]);
}

function cellLines({ cells, settings }: LabErrors, columns: number): Line[] {
  const last = settings.generations;
  const heads: Column[] = [
    { title: 'errors made', side: 'left', sacrifice: 0, least: 8 },
    { title: 'gen. 0', side: 'right', sacrifice: 0 },
    { title: `gen. ${last}`, side: 'right', sacrifice: 0 },
    { title: '', side: 'left', sacrifice: 1 },
  ];
  const rows = cells.map(({ made, generations }) => {
    const { mean, interval: bounds } = generations[last];
    const half = bounds === undefined ? '' : `\u00b1 ${quantity((bounds[1] - bounds[0]) / 2)}`;
    return [
      { text: together(made) },
      { text: quantity(generations[0].mean) },
      { text: quantity(mean) },
      { text: half },
    ];
  });
  return tableLines(heads, rows, columns);
}

function levelLines({ factors, settings }: LabErrors, columns: number): Line[] {
  return factors.flatMap(({ name, off, on }) => {
    const made = name === 'approximation' ? settings.solver : on;
    return prose(`${FACTOR_TITLES[name]}: ${made}; against ${off}`, columns);
  });
}
