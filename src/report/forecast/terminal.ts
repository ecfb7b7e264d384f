import type { Curve, Forecast } from '../../lab/forecast/result.ts';
import { thinned } from '../aligned.ts';
import { count, interval, NONE, percent, ratio } from '../figures.ts';
import { wrap } from '../terminal/cells.ts';
import { type Line, paint, type Style, span } from '../terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../terminal/table.ts';
import type { TerminalOptions } from '../terminal.ts';
import { clipped, visibleProse } from '../visible.ts';
import { assumptions, curveName, humanLine, planLine, remedy, usesLabel } from './words.ts';

/** Generations that a table shows beside each other. */
const MOST_SHOWN = 6;

/** Real shares beside each other by frequency. */
const MOST_CURVES = 5;

const LEAST_COLUMNS = 20;
const MOST_COLUMNS = 100;

/** `forecast` as tables, no line wider than the terminal. Pure; ends in a newline. */
export function forecastTerminal(forecast: Forecast, options: TerminalOptions): string {
  const given = Number.isNaN(options.columns) ? 80 : Math.floor(options.columns);
  const columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, given));
  const blocks: Line[][] = [
    titleLines(forecast, columns),
    tailLines(forecast, 'trained', columns),
    tailLines(forecast, 'written', columns),
    bandLines(forecast, columns),
    observedLines(forecast, columns),
    [[span('What to do', 'bold')], ...prose(remedy(forecast), columns)],
    assumptions(forecast).flatMap((text) => prose(text, columns, 'dim')),
  ];
  const lines = blocks.filter((block) => block.length > 0).flatMap((block): Line[] => [...block, []]);
  return paint(lines.slice(0, -1), Math.min(columns, given), options.colour);
}

function prose(text: string, columns: number, ...styles: Style[]): Line[] {
  return wrap(visibleProse(text), columns - 2).map((part) => [span('  '), span(part, ...styles)]);
}

function titleLines(forecast: Forecast, columns: number): Line[] {
  return [
    [span(`Forecast from ${clipped(forecast.human.name, 40)}`, 'bold')],
    ...prose(humanLine(forecast), columns, 'dim'),
    ...prose(planLine(forecast), columns, 'dim'),
  ];
}

/** A corpus of each generation: what its model writes, or what the next one learns from. */
type Which = 'written' | 'trained';

const TITLES: Readonly<Record<Which, string>> = {
  trained: 'Tail kept by training sets',
  written: 'Tail kept by what models write',
};

/** The tail by generation, a row a real share, with the interval of the last. */
function tailLines({ curves, settings }: Forecast, which: Which, columns: number): Line[] {
  const shown = thinned(settings.generations, MOST_SHOWN);
  const last = settings.generations - 1;
  const heads: Column[] = [
    { title: 'generation', side: 'left', sacrifice: 0, least: 8 },
    ...shown.map((g, i): Column => {
      // Room is made from the middle outwards: first and last say most.
      const sacrifice = i === 0 || g === last ? 0 : 3 + Math.min(i, shown.length - 1 - i);
      return { title: String(g + 1), side: 'right', sacrifice };
    }),
    { title: '', side: 'left', sacrifice: 1 },
    ...(which === 'trained' ? [{ title: 'w*', side: 'right' as const, sacrifice: 2 }] : []),
  ];
  const rows = curves.map((curve): Cell[] => [
    { text: curveName(curve.real) },
    ...shown.map(
      (g): Cell => ({
        text: ratio(curve.generations[g][which].tail.value),
        ...(g === last ? { styles: ['bold'] as const } : {}),
      }),
    ),
    { text: interval(curve.generations[last][which].tail.interval), styles: ['dim'] },
    ...(which === 'trained' ? [{ text: weight(curve), styles: ['dim' as const] }] : []),
  ]);
  const note = which === 'trained' ? ', of what as much human text holds' : '';
  return [[span(TITLES[which], 'bold'), span(note, 'dim')], ...tableLines(heads, rows, columns)];
}

function weight({ bestWeight }: Curve): string {
  return bestWeight === undefined ? NONE : ratio(bestWeight);
}

/** Types found at the last generation by how often people use them, a column a real share. */
function bandLines({ bands, curves, settings }: Forecast, columns: number): Line[] {
  const last = settings.generations - 1;
  const shown = curves.slice(0, MOST_CURVES);
  const heads: Column[] = [
    { title: 'uses', side: 'left', sacrifice: 0 },
    { title: 'types', side: 'right', sacrifice: 8 },
    { title: 'human', side: 'right', sacrifice: 0 },
    ...shown.map(({ real }, i): Column => ({ title: curveName(real), side: 'right', sacrifice: i })),
    ...(shown.length === 1 ? [{ title: '', side: 'left' as const, sacrifice: 9 }] : []),
  ];
  const rows = bands.map((band, b): Cell[] => [
    { text: usesLabel(band) },
    { text: count(band.types), styles: ['dim'] },
    { text: percent(band.human.value), styles: ['dim'] },
    ...shown.map(({ generations }): Cell => ({ text: percent(generations[last].bands[b].value) })),
    ...(shown.length === 1
      ? [{ text: interval(shown[0].generations[last].bands[b].interval, percent), styles: ['dim' as const] }]
      : []),
  ]);
  const title = `Types found in generation ${count(settings.generations)}, by uses in the human text`;
  return [[span(title, 'bold')], ...tableLines(heads, rows, columns)];
}

/** Generations that exist beside their forecast. */
function observedLines({ observed }: Forecast, columns: number): Line[] {
  if (observed === undefined) return [];
  const heads: Column[] = [
    { title: 'tail kept', side: 'left', sacrifice: 0, least: 8 },
    { title: 'measured', side: 'right', sacrifice: 0 },
    { title: '', side: 'left', sacrifice: 2 },
    { title: 'fitted', side: 'right', sacrifice: 0 },
    { title: 'repeating', side: 'right', sacrifice: 1 },
  ];
  const rows = observed.generations.map((one): Cell[] => [
    { text: clipped(one.name, 20) },
    { text: ratio(one.observed.value) },
    { text: interval(one.observed.interval), styles: ['dim'] },
    { text: ratio(one.fitted) },
    { text: ratio(one.repeating), styles: ['dim'] },
  ]);
  const title = `Fidelity ${ratio(observed.fidelity)} ${interval(observed.interval)}`;
  return [
    [span(title, 'bold'), span(' (1 repeats the frequencies learned)', 'dim')],
    ...tableLines(heads, rows, columns),
  ];
}
