import { quantity, visible } from '../parts/words.ts';
import type { ChartTable } from './chart-props.ts';
import styles from './data-table.module.css';

/** Rows shown; the rest is in the file. */
const MOST = 500;

function written(cell: ChartTable['rows'][number][number]): string {
  if (cell === null || cell === undefined) return '\u2013';
  return typeof cell === 'number' ? quantity(cell) : visible(String(cell));
}

/** The figures of a chart. */
export function DataTable({ title, table }: { title: string; table: ChartTable }) {
  const rows = table.rows.slice(0, MOST);
  const rest = table.rows.length - rows.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles['scroll']} tabIndex={0} aria-label={`${title}, in numbers`}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {visible(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of figures have no other name
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={table.columns[at]}>{written(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p>{rest} more rows stand in the CSV file.</p>}
    </section>
  );
}
