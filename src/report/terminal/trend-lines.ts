import { aligned } from '../aligned.ts';
import { deciding } from '../deciding.ts';
import { inGenerations, logChange, ratio } from '../figures.ts';
import { signalBrief } from '../glossary.ts';
import { judgementGlyph } from '../judgement.ts';
import type { Trajectory, Trend } from '../report.ts';
import { shortNames } from '../short-names.ts';
import { visible } from '../visible.ts';
import { clip } from './cells.ts';
import type { Line } from './paint.ts';
import { span } from './paint.ts';
import { sparkline } from './sparkline.ts';
import type { Cell, Column } from './table.ts';
import { tableLines } from './table.ts';

const MOST_NAME_CELLS = 10;

const COLUMNS: readonly Column[] = [
  { title: 'signal', side: 'left', sacrifice: 0, least: 8 },
  { title: 'ratio', side: 'left', sacrifice: 0 },
  { title: 'shape', side: 'left', sacrifice: 2 },
  { title: '', side: 'left', sacrifice: 0 },
  { title: 'per gen.', side: 'right', sacrifice: 0 },
  { title: 'half-life', side: 'right', sacrifice: 3 },
  { title: 'crossed', side: 'left', sacrifice: 4 },
];

function trendRow(trend: Trend, generations: readonly string[]): Cell[] {
  const ratios = aligned(trend, generations).map((point) => point?.ratio ?? Number.NaN);
  const first = trend.points[0]?.ratio ?? Number.NaN;
  const last = trend.points.at(-1)?.ratio ?? Number.NaN;
  const half = trend.halfLife === undefined ? '' : `${inGenerations(trend.halfLife.generations)} gen`;
  const crossed =
    trend.crossedAt === undefined ? '' : `at ${clip(visible(trend.crossedAt), MOST_NAME_CELLS)}`;
  return [
    { text: visible(signalBrief(trend)) },
    { text: `${ratio(first)} \u2192 ${ratio(last)}` },
    { text: sparkline(ratios), styles: trend.worsening ? ['red'] : ['dim'] },
    trend.worsening ? { text: judgementGlyph('worse', trend.direction), styles: ['red'] } : { text: ' ' },
    { text: logChange(trend.slope), styles: ['bold'] },
    { text: half },
    { text: crossed },
  ];
}

/** How the deciding signals moved through the generations. */
export function trendLines(trajectory: Trajectory, columns: number): Line[] {
  const trends = deciding(trajectory.trends);
  const names = shortNames(trajectory.generations, 16);
  const title = `Trend of the ratio, ${names[0] ?? ''} to ${names.at(-1) ?? ''}`;
  if (trends.length === 0) return [[span(`${title}: none could be fitted`, 'bold')]];
  const rows = trends.map((trend) => trendRow(trend, trajectory.generations));
  return [[span(title, 'bold')], ...tableLines(COLUMNS, rows, columns)];
}
