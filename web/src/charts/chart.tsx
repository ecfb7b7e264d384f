import { type ReactNode, useRef, useState } from 'react';
import { classes } from '../parts/class-names.ts';
import type { Cell } from '../parts/csv.ts';
import { visible } from '../parts/words.ts';
import { useQueryState } from '../shell/query-state.ts';
import { useScheme } from '../shell/theme.ts';
import styles from './chart.module.css';
import { DataTable } from './data-table.tsx';
import type { ECharts, EChartsCoreOption } from './engine.ts';
import { Menu } from './menu.tsx';
import { Plot } from './plot.tsx';

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
  /** `canvas` for thousands of points. */
  readonly renderer?: 'svg' | 'canvas';
  readonly legend?: ReactNode;
  readonly className?: string;
}

/** A chart with its heading: live, readable by pointer and keyboard, as a table, and saved as SVG, PNG or CSV. */
export function Chart(props: ChartProps) {
  const { name, heading, table, legend, className } = props;
  const title = visible(props.title);
  const [as, setAs] = useQueryState(`${name}.as`);
  const [chart, setChart] = useState<ECharts>();
  const scheme = useScheme();
  const figure = useRef<HTMLElement>(null);
  const tabular = as === 'table';
  return (
    <figure ref={figure} className={classes(styles['figure'], className)}>
      <figcaption className={styles['head']}>
        <div className={styles['heading']}>{heading ?? <h3>{title}</h3>}</div>
        <Menu
          title={title}
          chart={tabular ? undefined : chart}
          scheme={scheme}
          table={table}
          tabular={tabular}
          onTabular={() => setAs(tabular ? '' : 'table')}
        />
      </figcaption>
      {legend}
      {tabular ? (
        <DataTable title={title} table={table} />
      ) : (
        <Plot {...props} scheme={scheme} onChart={setChart} />
      )}
    </figure>
  );
}
