import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { useQueryState } from '../shell/query-state.ts';
import { Button } from './button.tsx';
import { classes } from './class-names.ts';
import { type Cell, csvOf } from './csv.ts';
import { download, fileName } from './download.ts';
import { nextSorting, type Sorting, sorted, sortingOf } from './sorting.ts';
import styles from './table.module.css';
import { Text } from './text.tsx';
import { visible } from './words.ts';

export interface Column<Row> {
  /** Names the column in addresses: `examples`. */
  readonly key: string;
  readonly title: string;
  /** What it sorts by and what is exported. */
  readonly value: (row: Row) => Cell;
  /** Exported after it, not shown on its own: the ends of an interval. */
  readonly also?: readonly { readonly title: string; readonly value: (row: Row) => Cell }[];
  /** What is shown; default: the value. */
  readonly cell?: (row: Row) => ReactNode;
  readonly align?: 'text' | 'number';
  /** Left out where the page is narrow. */
  readonly minor?: boolean;
  /** Shown, not exported and not sorted by: a drawing, a button. */
  readonly bare?: boolean;
}

interface TableProps<Row> {
  /** Names the table in the address, in its file and to screen readers. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Opens a row: by click, or by Enter where it has the focus. */
  readonly onOpen?: (row: Row) => void;
  /** Marks a row as chosen. */
  readonly isChosen?: (row: Row) => boolean;
  readonly classOf?: (row: Row) => string | undefined;
  /** Controls at its left, above. */
  readonly tools?: ReactNode;
  /** Said where there are no rows. */
  readonly none?: string;
}

/** Tables longer than this are drawn in part; those longer than the other scroll within the page. */
const LONG = 200;
const TALL = 40;

/** Rows drawn beyond either edge, and the height that a row is taken for before it is seen. Pixels. */
const MORE = 12;
const ROW = 37;

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function order<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | undefined) {
  const column = columns.find(({ key, bare }) => key === sorting?.by && bare !== true);
  return column === undefined || sorting === undefined ? rows : sorted(rows, column.value, sorting.down);
}

function ariaSort(column: string, sorting: Sorting | undefined) {
  if (sorting?.by !== column) return undefined;
  return sorting.down ? 'descending' : 'ascending';
}

function Heading<Row>({ column, sorting, onSort }: HeadingProps<Row>) {
  const name = classes(column.align === 'number' && styles['number'], column.minor && styles['minor']);
  const arrow = sorting?.by === column.key ? (sorting.down ? '\u2193' : '\u2191') : '';
  return (
    <th scope="col" className={name} aria-sort={column.bare ? undefined : ariaSort(column.key, sorting)}>
      {column.bare ? (
        column.title
      ) : (
        <button type="button" onClick={() => onSort(column.key)}>
          {column.title}
          <i aria-hidden="true">{arrow}</i>
        </button>
      )}
    </th>
  );
}

interface HeadingProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (key: string) => void;
}

function shownOf<Row>(column: Column<Row>, row: Row): ReactNode {
  return column.cell === undefined ? <Text>{String(column.value(row) ?? '\u2013')}</Text> : column.cell(row);
}

function cellOf<Row>(column: Column<Row>, row: Row, index: number) {
  const name = classes(column.align === 'number' && styles['number'], column.minor && styles['minor']);
  return index === 0 ? (
    <th key={column.key} scope="row" className={name}>
      {shownOf(column, row)}
    </th>
  ) : (
    <td key={column.key} className={name}>
      {shownOf(column, row)}
    </td>
  );
}

/** Moves the focus along the rows. */
function moveFocus(event: KeyboardEvent<HTMLTableRowElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || event.target !== event.currentTarget) return;
  const next = step > 0 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
  if (!(next instanceof HTMLElement) || next.tabIndex < 0) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

interface RowProps<Row> {
  readonly table: TableProps<Row>;
  readonly row: Row;
  readonly index: number;
  /** Of a row that is drawn without those before it. */
  readonly measure?: (element: Element | null) => void;
}

function Line<Row>({ table, row, index, measure }: RowProps<Row>) {
  const { columns, onOpen, isChosen, classOf } = table;
  const opening = onOpen && {
    tabIndex: 0,
    onClick: () => onOpen(row),
    onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
      else moveFocus(event);
    },
  };
  return (
    <tr
      ref={measure}
      data-index={index}
      // The heading is the first.
      aria-rowindex={measure && index + 2}
      className={classes(onOpen && styles['opens'], classOf?.(row))}
      aria-current={isChosen?.(row) || undefined}
      {...opening}
    >
      {columns.map((column, at) => cellOf(column, row, at))}
    </tr>
  );
}

function Gap({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={span} className={styles['gap']} style={{ height }} />
    </tr>
  );
}

/** The rows of a long table that are in sight. */
function Window<Row>({ table, rows, scroller }: BodyProps<Row>) {
  const window = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: MORE,
    initialRect: { width: 800, height: 600 },
  });
  const items = window.getVirtualItems();
  const span = table.columns.length;
  return (
    <tbody>
      <Gap height={items[0]?.start ?? 0} span={span} />
      {items.map(({ index }) => (
        <Line
          key={table.keyOf(rows[index])}
          table={table}
          row={rows[index]}
          index={index}
          measure={window.measureElement}
        />
      ))}
      <Gap height={window.getTotalSize() - (items.at(-1)?.end ?? 0)} span={span} />
    </tbody>
  );
}

interface BodyProps<Row> {
  readonly table: TableProps<Row>;
  readonly rows: readonly Row[];
  readonly scroller: { readonly current: HTMLDivElement | null };
}

function Body<Row>(props: BodyProps<Row>) {
  const { table, rows } = props;
  if (rows.length > LONG) return <Window {...props} />;
  return (
    <tbody>
      {rows.map((row, index) => (
        <Line key={table.keyOf(row)} table={table} row={row} index={index} />
      ))}
    </tbody>
  );
}

/** `columns` of `rows` as CSV: what is exported is what the table knows, not what it shows. */
export function tableCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const told = columns.flatMap((column) => (column.bare === true ? [] : [column, ...(column.also ?? [])]));
  return csvOf(
    told.map(({ title }) => title),
    rows.map((row) => told.map(({ value }) => value(row))),
  );
}

/** A table: sortable, reachable by keyboard, exported as CSV; long ones are drawn in part. */
export function Table<Row>(table: TableProps<Row>) {
  const { name, columns, rows, tools, none = 'Nothing here.' } = table;
  const caption = visible(table.caption);
  const [text, setText] = useQueryState(`${name}.sort`);
  const scroller = useRef<HTMLDivElement>(null);
  const sorting = sortingOf(text);
  const inOrder = useMemo(() => order(rows, columns, sortingOf(text)), [rows, columns, text]);
  const save = () => download(fileName(caption, 'csv'), tableCsv(columns, inOrder), 'text/csv');
  return (
    <div className={styles['frame']}>
      <div className={styles['tools']}>
        <div>{tools}</div>
        <Button look="quiet" small onClick={save} title={`Save \u201c${caption}\u201d as a file`}>
          CSV
        </Button>
      </div>
      <section
        ref={scroller}
        className={styles['scroll']}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={caption}
        data-tall={rows.length > TALL || undefined}
      >
        <table aria-rowcount={rows.length + 1}>
          <caption className="hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Heading
                  key={column.key}
                  column={column}
                  sorting={sorting}
                  onSort={(key) => setText(nextSorting(text, key))}
                />
              ))}
            </tr>
          </thead>
          <Body table={table} rows={inOrder} scroller={scroller} />
        </table>
        {rows.length === 0 && <p className={styles['none']}>{none}</p>}
      </section>
    </div>
  );
}
