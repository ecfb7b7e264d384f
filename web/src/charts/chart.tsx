import { useRef, useState } from 'react';
import { classes } from '../parts/class-names.ts';
import { visible } from '../parts/words.ts';
import { useQueryState } from '../shell/query-state.ts';
import { useScheme } from '../shell/theme.ts';
import styles from './chart.module.css';
import type { ChartProps } from './chart-props.ts';
import { DataTable } from './data-table.tsx';
import type { ECharts } from './engine.ts';
import { Menu } from './menu.tsx';
import { Plot } from './plot.tsx';

export type { ChartProps, ChartTable, Reading } from './chart-props.ts';

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
