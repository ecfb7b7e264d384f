import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { csvOf } from '../parts/csv.ts';
import { download, fileName } from '../parts/download.ts';
import { say } from '../parts/toast.tsx';
import type { ChartTable } from './chart-props.ts';
import type { ECharts } from './engine.ts';
import { savePng, saveSvg } from './export.ts';
import styles from './menu.module.css';
import type { Scheme } from './paint.ts';

interface MenuProps {
  readonly title: string;
  /** Absent while nothing is drawn. */
  readonly chart: ECharts | undefined;
  readonly scheme: Scheme;
  readonly table: ChartTable;
  readonly tabular: boolean;
  readonly onTabular: () => void;
}

interface Entry {
  readonly label: string;
  readonly run: () => void;
}

function entriesOf({ title, chart, scheme, table, tabular, onTabular }: MenuProps): readonly Entry[] {
  const csv = () => download(fileName(title, 'csv'), csvOf(table.columns, table.rows), 'text/csv');
  const png = (drawn: ECharts) =>
    void savePng(drawn, title, scheme).catch((error: Error) => say(error.message, 'bad'));
  const drawings =
    chart === undefined
      ? []
      : [
          { label: 'Save as SVG', run: () => saveSvg(chart, title, scheme) },
          { label: 'Save as PNG', run: () => png(chart) },
        ];
  const other = tabular ? 'Show as chart' : 'Show as table';
  return [{ label: other, run: onTabular }, ...drawings, { label: 'Save as CSV', run: csv }];
}

/** What one can do with a chart. */
export function Menu(props: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const leave = (event: FocusEvent) => {
    if (!root.current?.contains(event.relatedTarget)) setOpen(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    opener.current?.focus();
  };
  const run = (entry: Entry) => {
    setOpen(false);
    opener.current?.focus();
    entry.run();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only closes when the focus leaves what is inside
    <div ref={root} className={styles['menu']} onBlur={leave} onKeyDown={press}>
      <button
        ref={opener}
        type="button"
        className={styles['opener']}
        aria-expanded={open}
        aria-label={`${props.title}: table and files`}
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 16 4" aria-hidden="true">
          <circle cx="2" cy="2" r="1.5" />
          <circle cx="8" cy="2" r="1.5" />
          <circle cx="14" cy="2" r="1.5" />
        </svg>
      </button>
      {open && (
        <ul className={styles['list']}>
          {entriesOf(props).map((entry) => (
            <li key={entry.label}>
              <button type="button" onClick={() => run(entry)}>
                {entry.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
