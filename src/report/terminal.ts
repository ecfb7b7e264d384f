import type { Report } from './report.ts';
import { inputLines, remedyLines, statusLines, unmeasuredLines } from './terminal/closing-lines.ts';
import type { Line } from './terminal/paint.ts';
import { paint } from './terminal/paint.ts';
import { diagnosisLines, scissorsLines } from './terminal/scissors-lines.ts';
import { signalLines } from './terminal/signal-lines.ts';
import { trendLines } from './terminal/trend-lines.ts';
import { verdictLines } from './terminal/verdict-lines.ts';

export interface TerminalOptions {
  /** Cells that a line may take; below 20 it is taken as 20 for layout, and lines are cut. */
  readonly columns: number;
  /** Whether to write escape codes. The caller decides, by terminal and NO_COLOR. */
  readonly colour: boolean;
}

const LEAST_COLUMNS = 20;

/** Prose is hard to follow on longer lines. */
const MOST_COLUMNS = 100;

/**
 * `report` as a person reads it in five seconds: verdicts, the deciding signals of the last generation, the trend,
 * what to do, and what was wrong with the inputs. Pure; ends in a newline; control characters of the report's own
 * strings are made visible.
 */
export function terminal(report: Report, options: TerminalOptions): string {
  const given = Number.isNaN(options.columns) ? 80 : Math.floor(options.columns);
  const columns = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, given));
  const last = report.generations.at(-1);
  const blocks: Line[][] = [verdictLines(report.generations, columns)];
  if (last !== undefined) blocks.push(signalLines(report, last, columns));
  if (report.trajectory !== undefined) blocks.push(trendLines(report.trajectory, columns));
  blocks.push(scissorsLines(report.scissors, columns));
  if (last !== undefined)
    blocks.push(diagnosisLines(last, columns), unmeasuredLines(last, columns), remedyLines(last, columns));
  blocks.push(inputLines(report.findings, columns), statusLines(report, columns));
  const lines = blocks.filter((block) => block.length > 0).flatMap((block): Line[] => [...block, []]);
  return paint(lines.slice(0, -1), Math.min(columns, given), options.colour);
}
