import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnShape } from './column-shape.ts';
import { csvRows } from './csv-table.ts';
import type { Row } from './fields.ts';

async function* each(rows: readonly Row[]) {
  yield* rows;
}

function columnsOf(rows: readonly Row[]): Map<string, ColumnShape> {
  const columns = new Map<string, ColumnShape>();
  for (const [name, value] of rows.flatMap((row) => Object.entries(row))) {
    const shape = columns.get(name) ?? new ColumnShape();
    columns.set(name, shape);
    shape.observe(value);
  }
  return columns;
}

async function table(rows: readonly Row[], delimiter = ','): Promise<string> {
  let text = '';
  for await (const piece of csvRows(each(rows), columnsOf(rows), delimiter)) text += piece.toString();
  return text;
}

const cells = (text: string, delimiter: string) =>
  parse(text, { delimiter, record_delimiter: '\r\n', skip_empty_lines: true }) as string[][];

describe('csvRows', () => {
  it('is read by another reader as the cells that were written, none of them lost', async () => {
    const nasty = fc.string({ unit: fc.constantFrom('"', ',', '\t', '\r', '\n', ' ', 'a', 'é', "'", '\\') });
    const size = fc.integer({ min: 1, max: 4 });
    const rows = size.chain((width) =>
      fc.array(fc.array(nasty, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(',', '\t'), async (data, delimiter) => {
        const names = data[0].map((_, i) => `c${i}`);
        const written = data.map((row) => Object.fromEntries(row.map((value, i) => [names[i], value])));
        expect(cells(await table(written, delimiter), delimiter)).toEqual([names, ...data]);
      }),
    );
  });

  it('keeps the row of a table of one column whose cell is empty: a blank line would be none', async () => {
    expect(await table([{ text: '' }, { text: 'a' }, { text: null }])).toBe('text\r\n""\r\na\r\n""\r\n');
    expect(await table([{ '': 'a' }])).toBe('""\r\na\r\n');
  });

  it('has columns in the order in which they were met, and an empty cell where a row lacks one', async () => {
    expect(await table([{ b: 1 }, { a: true, b: undefined }, { a: 0, c: null }])).toBe(
      'b,a,c\r\n1,,\r\n,true,\r\n,0,\r\n',
    );
  });

  it('writes dates as moments, bytes in base 64, wide numbers by their digits, lists as JSON', async () => {
    const row = { at: new Date(0), raw: Uint8Array.of(255, 0), wide: 2n ** 63n, list: [1, 'a'] };
    expect(cells(await table([row]), ',')[1]).toEqual([
      '1970-01-01T00:00:00.000Z',
      '/wA=',
      '9223372036854775808',
      '[1,"a"]',
    ]);
  });

  it('parts a provenance into columns; a column of its own wins over the object', async () => {
    const rows = [
      { provenance: { origin: 'human', source: 'a' } },
      { provenance: { origin: 'human' }, 'provenance.origin': 'mixed' },
    ];
    expect(await table(rows)).toBe('provenance.origin,provenance.source\r\nhuman,a\r\nmixed,\r\n');
  });

  it('leaves a provenance whole that is an object in one row and a word in another', async () => {
    const rows = [{ provenance: { origin: 'human' } }, { provenance: 'press' }];
    expect(cells(await table(rows), ',')).toEqual([['provenance'], ['{"origin":"human"}'], ['press']]);
  });

  it('takes names that every object inherits for fields like others, missing where a row has none', async () => {
    const rows = [{ constructor: 'x', toString: 1 } as unknown as Row, { a: 1 }];
    expect(await table(rows)).toBe('constructor,toString,a\r\nx,1,\r\n,,1\r\n');
  });

  it('gives the same text in pieces as whole, each piece ending with a row', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({ id: `r${i}`, text: 'word '.repeat(8) }));
    const pieces: string[] = [];
    for await (const piece of csvRows(each(rows), columnsOf(rows), ',')) pieces.push(piece.toString());
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece.endsWith('\r\n')).toBe(true);
    expect(pieces.join('').split('\r\n')).toEqual([
      'id,text',
      ...rows.map(({ id, text }) => `${id},${text}`),
      '',
    ]);
  });
});
