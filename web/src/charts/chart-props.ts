import type { ReactNode } from 'react';
import type { Cell } from '../parts/csv.ts';
import type { EChartsCoreOption } from './engine.ts';

/** What can be read from a chart, place by place along its horizontal axis. */
export interface Reading {
  /** Lines that a place says, the first its name. */
  readonly lines: readonly string[];
}

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface ChartProps {
  /** Names it in the address: `trend.distinct`. */
  readonly name: string;
  /** Names its files and its table. */
  readonly title: string;
  /** What stands above it. Default: the title. */
  readonly heading?: ReactNode;
  /** What it shows, for who does not see it. */
  readonly label: string;
  /** In colours that stand for roles; see `stand`. */
  readonly option: EChartsCoreOption;
  /** Pixels. */
  readonly height: number;
  /** The same figures as a table; also what is exported as CSV. */
  readonly table: ChartTable;
  /** By place on the category axis: read by pointer and by arrow keys. */
  readonly readings?: readonly Reading[];
  /** Of charts without places: what a point says, by series and index. */
  readonly hint?: (series: number, index: number) => readonly string[] | undefined;
  /** A place or point was chosen by click or Enter. */
  readonly onPick?: (index: number, series: number) => void;
  readonly legend?: ReactNode;
  readonly className?: string;
}
