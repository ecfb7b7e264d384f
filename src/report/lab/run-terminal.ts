import type { Estimate } from '../../lab/run/aggregate.ts';
import type { LabArm, LabRun } from '../../lab/run/result.ts';
import type { Metric, Published } from '../../lab/scenarios/scenario.ts';
import { thinned } from '../aligned.ts';
import { NONE, quantity } from '../figures.ts';
import { wrap } from '../terminal/cells.ts';
import type { Line } from '../terminal/paint.ts';
import { paint, span } from '../terminal/paint.ts';
import { type Cell, type Column, tableLines } from '../terminal/table.ts';
import type { TerminalOptions } from '../terminal.ts';
import { visible, visibleProse } from '../visible.ts';
import { distance, headline, settingsLine } from './ranking.ts';

/** Generations that a table shows beside each other. */
const MOST_SHOWN = 6;

const LEAST_COLUMNS = 20;
const MOST_COLUMNS = 100;

const WORSE: Readonly<Record<Metric['worse'], string>> = {
  higher: 'higher is worse',
  lower: 'lower is worse',
  neither: 'for context',
};

/** `run` as tables, one a metric, no line wider than the terminal. Pure; ends in a newline. */
export function runTerminal(run: LabRun, options: TerminalOptions): string {
  const given = Number.isNaN(options.columns) ? 80 : Math.floor(options.columns);
  const columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, given));
  const blocks: Line[][] = [
    titleLines(run, columns),
    ...run.metrics.map((metric) => metricLines(run, metric, columns)),
    verdictLines(run, columns),
    distanceLines(run, columns),
    publishedLines(run.published, columns),
  ];
  const lines = blocks.filter((block) => block.length > 0).flatMap((block): Line[] => [...block, []]);
  return paint(lines.slice(0, -1), Math.min(columns, given), options.colour);
}

function prose(
  text: string,
  columns: number,
  indent: number,
  ...styles: Parameters<typeof span>[1][]
): Line[] {
  return wrap(visibleProse(text), columns - indent).map((part) => [
    span(' '.repeat(indent)),
    span(part, ...styles),
  ]);
}

function titleLines(run: LabRun, columns: number): Line[] {
  return [
    [span(visible(run.scenario.title), 'bold')],
    ...prose(settingsLine(run), columns, 2, 'dim'),
    ...prose(headline(run), columns, 2),
  ];
}

/** Generations in columns, arms in rows; the interval of the last generation stands after it. */
function metricLines(run: LabRun, metric: Metric, columns: number): Line[] {
  const shown = thinned(run.settings.generations + 1, MOST_SHOWN);
  const last = shown[shown.length - 1];
  const heads: Column[] = [
    { title: 'generation', side: 'left', sacrifice: 0, least: 8 },
    ...shown.map((g, i): Column => {
      // Room is made from the middle outwards: first and last say most.
      const sacrifice = i === 0 || g === last ? 0 : 2 + Math.min(i, shown.length - 1 - i);
      return { title: String(g), side: 'right', sacrifice };
    }),
    { title: '', side: 'left', sacrifice: 1 },
  ];
  const measured = run.arms.filter((arm) =>
    arm.generations.some(({ values }) => values[metric.id] !== undefined),
  );
  const rows = measured.map((arm): Cell[] => [
    { text: visible(arm.name) },
    ...shown.map(
      (g): Cell => ({
        text: written(arm.generations[g]?.values[metric.id]),
        ...(g === last ? { styles: ['bold'] as const } : {}),
      }),
    ),
    { text: halfWidth(arm, metric), styles: ['dim'] },
  ]);
  if (rows.length === 0) return [];
  const truth = metric.truth === undefined ? '' : `, truth ${quantity(metric.truth)}`;
  return [
    [span(visible(metric.title), 'bold'), span(` (${WORSE[metric.worse]}${truth})`, 'dim')],
    ...tableLines(heads, rows, columns),
  ];
}

function written(estimate: Estimate | undefined): string {
  return estimate === undefined ? NONE : quantity(estimate.mean);
}

function halfWidth(arm: LabArm, metric: Metric): string {
  const last = arm.generations.at(-1)?.values[metric.id];
  return last?.interval === undefined ? '' : `\u00b1 ${quantity((last.interval[1] - last.interval[0]) / 2)}`;
}

/** Verdicts of a check, by arm; replicates that differ are counted. */
function verdictLines(run: LabRun, columns: number): Line[] {
  if (run.arms.every((arm) => arm.generations.every(({ verdicts }) => verdicts === undefined))) return [];
  const lines = run.arms.flatMap((arm) => {
    const words = arm.generations.map(({ generation, verdicts = {} }) => {
      const counted = Object.entries(verdicts).sort(([, a], [, b]) => b - a);
      const said = counted.map(([word, n]) => (counted.length === 1 ? word : `${word} ${n}`)).join('/');
      return `${generation} ${said === '' ? NONE : said}`;
    });
    return prose(`${arm.name}: ${words.join(', ')}`, columns, 2);
  });
  return [[span('Verdict of a check of the outputs, by generation', 'bold')], ...lines];
}

function distanceLines(run: LabRun, columns: number): Line[] {
  const [first, ...others] = run.arms;
  const lines = others.flatMap((arm) => {
    const text = distance(arm, first);
    return text === undefined ? [] : prose(`${arm.name}: ${text}`, columns, 2);
  });
  if (lines.length === 0) return [];
  const title = `${run.metrics[0].title} of the last generation, replicates paired`;
  return [[span(visible(title), 'bold')], ...lines];
}

function publishedLines(published: readonly Published[], columns: number): Line[] {
  if (published.length === 0) return [];
  const lines = published.flatMap(({ finding, source }) => [
    ...prose(finding, columns, 2),
    ...prose(source, columns, 4, 'dim'),
  ]);
  return [[span('Published', 'bold')], ...lines];
}
