import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { CsvRecords } from './csv-records.ts';

async function records(text: string | Buffer, chunkBytes = 1000, maxBytes = 1 << 20, delimiter = ',') {
  const found: { fields: string[]; line: number }[] = [];
  const overlong: { line: number; head: string }[] = [];
  const faults: { raw: string; line: number }[] = [];
  const parser = new CsvRecords(
    delimiter,
    maxBytes,
    (fields, line) =>
      found.push({ fields: fields.map((field) => Buffer.from(field, 'latin1').toString()), line }),
    (_, raw, line) => faults.push({ raw, line }),
  );
  const data = Buffer.from(text);
  const buffer = Buffer.alloc(chunkBytes);
  for (let at = 0; at < data.length; at += chunkBytes) {
    const length = data.copy(buffer, 0, at, at + chunkBytes);
    if (await parser.push(buffer.subarray(0, length))) {
      overlong.push({ line: parser.line, head: parser.head.toString() });
    }
    buffer.fill(0x22);
  }
  const open = await parser.end();
  parser.close();
  return { found, faults, overlong, open, line: parser.line };
}

const fieldsOf = async (text: string, chunkBytes?: number) =>
  (await records(text, chunkBytes)).found.map((record) => record.fields);

describe('CsvRecords', () => {
  it('gives back any table that was quoted as RFC 4180 says, whatever the chunks', async () => {
    const cell = fc.string({
      maxLength: 6,
      unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' ', '\t'),
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 30 }),
        async (rows, end, chunk) => {
          const text = rows.map((row) => row.map(quoted).join(',') + end).join('');
          expect(await fieldsOf(text, chunk)).toEqual(rows);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it('tells the line on which each record begins', async () => {
    const text = 'a,b\n1,"two\nlines"\n\n2,"x\r\ny\r\nz"\r\n3,c\n';
    for (const chunkBytes of [1, 4, 1000]) {
      const { found } = await records(text, chunkBytes);
      expect(found.map((record) => record.line)).toEqual([1, 2, 5, 8]);
    }
  });

  it('ends records at either line end, mixed, and at carriage returns where there are no others', async () => {
    const rows = [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ];
    expect(await fieldsOf('a,b\r\n1,2\n3,4')).toEqual(rows);
    expect(await fieldsOf('a,b\n1,2\r\n3,4\r\n', 1)).toEqual(rows);
    for (const chunkBytes of [1, 4, 1000]) {
      expect(await fieldsOf('a,b\r1,2\r3,4\r', chunkBytes)).toEqual(rows);
      expect(await fieldsOf('a\r\nx\ry\r\n', chunkBytes)).toEqual([['a'], ['x\ry']]);
    }
    expect(await fieldsOf('a,b')).toEqual([['a', 'b']]);
  });

  it('keeps quotes that stand where none may as text', async () => {
    expect(await fieldsOf('5" pipe,x\n"He said" so,y\nplain,z\n')).toEqual([
      ['5" pipe', 'x'],
      ['"He said" so', 'y'],
      ['plain', 'z'],
    ]);
  });

  it('knows a quoted field that does not end, and where it began', async () => {
    const cut = await records('a,b\n1,2\n3,"never\nclosed\n');
    expect(cut.found.length).toBe(2);
    expect(cut.open).toEqual({ line: 3, lines: 1 });
  });

  it('reads the lines behind a quote that is not closed, whatever the chunks', async () => {
    const text = 'id,text\n1,"a\nb"\n\n2,"c\n3,d\n4,"e"\n5,f\n6,"g\n7,"h\n8,i\n';
    for (const chunkBytes of [1, 2, 3, 7, 20, 1000]) {
      const { found, faults, open } = await records(text, chunkBytes);
      expect(found.map(({ line, fields }) => [line, fields[1]])).toEqual([
        [1, 'text'],
        [2, 'a\nb'],
        [6, 'd'],
        [7, 'e'],
        [8, 'f'],
        [11, 'i'],
      ]);
      expect(faults).toEqual([
        { raw: '2,"c', line: 5 },
        { raw: '6,"g', line: 9 },
        { raw: '7,"h', line: 10 },
      ]);
      expect(open).toBeUndefined();
    }
  });

  it('does not hold a record above the limit, and goes on after its end', async () => {
    const long = `"${'x,\n'.repeat(1000)}"`;
    const text = `a,b\n1,2\n3,${long}\n4,5\n"6",7\n`;
    for (const chunkBytes of [50, 64, 333]) {
      const { found, overlong } = await records(text, chunkBytes, 200);
      expect(found.map((record) => record.fields)).toEqual([
        ['a', 'b'],
        ['1', '2'],
        ['4', '5'],
        ['6', '7'],
      ]);
      expect(found.map((record) => record.line)).toEqual([1, 2, 1004, 1005]);
      expect(overlong.length).toBe(1);
      expect(overlong[0].line).toBe(3);
      expect(overlong[0].head.startsWith('3,"x,\n')).toBe(true);
    }
  });

  it('gives nothing of nothing', async () => {
    expect(await records('')).toMatchObject({ found: [], open: undefined });
    expect((await records('\n\n')).found).toEqual([]);
  });
});
