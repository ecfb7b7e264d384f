import { describe, expect, it } from 'vitest';
import { rendered, textOf } from '../shell/rendered.test.support.tsx';
import { type Column, Table, tableCsv } from './table.tsx';

interface Row {
  readonly name: string;
  readonly size: number | undefined;
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: 'Name', value: ({ name }) => name },
  {
    key: 'size',
    title: 'Size',
    align: 'number',
    value: ({ size }) => size,
    cell: ({ size }) => `${size} kB`,
  },
  {
    key: 'drawing',
    title: 'Drawing',
    bare: true,
    value: () => 'never',
    cell: () => <svg aria-hidden="true" />,
  },
];

const ROWS: readonly Row[] = [
  { name: 'b', size: 2 },
  { name: 'a', size: 30 },
];

function shown(at: string, rows = ROWS, more: Partial<Parameters<typeof Table<Row>>[0]> = {}): string {
  return rendered(
    <Table name="files" caption="Files" columns={COLUMNS} rows={rows} keyOf={({ name }) => name} {...more} />,
    { at },
  );
}

/** Names in the order of the rows. */
function order(markup: string): string[] {
  return [...markup.matchAll(/<th scope="row"[^>]*><bdi>([^<]*)</g)].map(([, name]) => name);
}

describe('Table', () => {
  it('keeps the rows as they came until asked', () => {
    expect(order(shown('/'))).toEqual(['b', 'a']);
  });

  it('is sorted by what its address says, by value and not by what is shown', () => {
    expect(order(shown('/?files.sort=name'))).toEqual(['a', 'b']);
    expect(order(shown('/?files.sort=-size'))).toEqual(['a', 'b']);
    expect(shown('/?files.sort=-size')).toContain('aria-sort="descending"');
  });

  it('takes no notice of a column that it does not have, nor of another table', () => {
    expect(order(shown('/?files.sort=other&sort=name'))).toEqual(['b', 'a']);
  });

  it('has a caption, and headings for columns and rows', () => {
    const markup = shown('/');
    expect(markup).toContain('<caption');
    expect(markup.match(/scope="col"/g)).toHaveLength(3);
    expect(markup.match(/scope="row"/g)).toHaveLength(2);
  });

  it('lets the keyboard reach a row that opens, and no other', () => {
    expect(shown('/')).not.toMatch(/<tr[^>]*tabindex/i);
    expect(shown('/', ROWS, { onOpen: () => {} })).toMatch(/<tr[^>]*tabindex="0"/i);
  });

  it('marks the row that is chosen', () => {
    const markup = shown('/', ROWS, { isChosen: ({ name }) => name === 'a' });
    expect(markup.match(/aria-current="true"/g)).toHaveLength(1);
  });

  it('says so where there are no rows', () => {
    expect(textOf(shown('/', [], { none: 'No file yet.' }))).toContain('No file yet.');
  });

  it('draws a long table in part, and tells how long it is', () => {
    const rows = Array.from({ length: 5000 }, (_, at) => ({ name: `n${at}`, size: at }));
    const markup = shown('/', rows);
    expect(order(markup).length).toBeLessThan(100);
    expect(markup).toContain('aria-rowcount="5001"');
  });

  it('shows a hostile value as text', () => {
    expect(shown('/', [{ name: '<script>alert(1)</script>', size: 1 }])).not.toContain('<script>');
  });
});

describe('tableCsv', () => {
  it('holds the values, not what is shown, and no drawings', () => {
    expect(tableCsv(COLUMNS, ROWS)).toBe('Name,Size\r\nb,2\r\na,30\r\n');
  });
});
