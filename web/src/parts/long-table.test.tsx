import { describe, expect, it } from 'vitest';
import { rendered, textOf } from '../shell/rendered.test.support.tsx';
import { type Column, Table, tableCsv } from './table.tsx';

interface Row {
  readonly name: string;
  readonly size: number | null | undefined;
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: 'Name', value: ({ name }) => name },
  { key: 'size', title: 'Size', align: 'number', minor: true, value: ({ size }) => size },
  { key: 'look', title: 'Look', bare: true, value: ({ name }) => name, cell: () => <i /> },
];

function table(rows: readonly Row[], at = '/'): string {
  return rendered(
    <Table name="t" caption="Files" columns={COLUMNS} rows={rows} keyOf={({ name }) => name} />,
    { at },
  );
}

const many = (length: number): Row[] => Array.from({ length }, (_, at) => ({ name: `n${at}`, size: at }));

describe('a long table', () => {
  it('tells the place of each row that is drawn, since most are not', () => {
    const markup = table(many(5000));
    const places = [...markup.matchAll(/aria-rowindex="(\d+)"/g)].map(([, place]) => Number(place));
    expect(places.slice(0, 3)).toEqual([2, 3, 4]);
    expect(places.length).toBe(markup.match(/scope="row"/g)?.length);
  });

  it('keeps its length: what is not drawn has its height', () => {
    expect(table(many(5000))).toMatch(/<tr aria-hidden="true"><td colSpan="3"[^>]*height:1[78]\d{4}px/);
  });

  it('is sorted as a whole, not the part that is drawn', () => {
    const markup = table(many(5000), '/?t.sort=-size');
    expect(/scope="row"[^>]*><bdi>([^<]*)/.exec(markup)?.[1]).toBe('n4999');
  });

  it('is drawn whole up to two hundred rows, and then needs no places', () => {
    expect(table(many(200)).match(/scope="row"/g)).toHaveLength(200);
    expect(table(many(200))).not.toContain('aria-rowindex');
  });

  it('scrolls within the page, and can be reached to be scrolled', () => {
    expect(table(many(41))).toMatch(/<section[^>]*tabindex="0" aria-label="Files" data-tall="true"/i);
    expect(table(many(40))).not.toContain('data-tall');
  });
});

describe('sorting by the address', () => {
  const rows: Row[] = [
    { name: 'b', size: undefined },
    { name: 'a', size: 3 },
    { name: 'c', size: null },
    { name: 'd', size: 20 },
  ];
  const names = (at: string) =>
    [...table(rows, at).matchAll(/scope="row"[^>]*><bdi>([^<]*)/g)].map(([, name]) => name);

  it('leaves what is missing last, whichever way', () => {
    expect(names('/?t.sort=size')).toEqual(['a', 'd', 'b', 'c']);
    expect(names('/?t.sort=-size')).toEqual(['d', 'a', 'b', 'c']);
  });

  it.each(['look', '-look', '__proto__', '-', 'size,name', '%00'])(
    'by %j, which is none, does nothing',
    (by) => {
      const markup = table(rows, `/?t.sort=${by}`);
      expect(names(`/?t.sort=${by}`)).toEqual(['b', 'a', 'c', 'd']);
      expect(markup).not.toContain('aria-sort');
    },
  );

  it('says its direction by an arrow that is not read aloud, beside what is', () => {
    const markup = table(rows, '/?t.sort=-size');
    expect(markup).toContain('<i aria-hidden="true">\u2193</i>');
    expect(markup.match(/aria-sort="descending"/g)).toHaveLength(1);
  });

  it('is offered by buttons, but of drawings', () => {
    expect(table(rows).match(/<th scope="col"[^>]*><button/g)).toHaveLength(2);
  });
});

describe('what is missing', () => {
  it('is a dash in the table and nothing in the file', () => {
    expect(textOf(table([{ name: 'a', size: undefined }]))).toContain('a \u2013');
    expect(tableCsv(COLUMNS, [{ name: 'a', size: null }])).toBe('Name,Size\r\na,\r\n');
  });

  it('of a name is a row all the same', () => {
    expect(table([{ name: '', size: 1 }]).match(/scope="row"/g)).toHaveLength(1);
  });
});
