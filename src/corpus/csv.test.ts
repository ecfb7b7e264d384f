import { describe, expect, it } from 'vitest';
import { ids, readInputs, reasons, scratch, texts } from './fixtures.test.support.ts';
import type { CorpusSpec } from './source.ts';

const files = scratch();
let count = 0;
const read = (data: string | Uint8Array, spec: Partial<CorpusSpec> = {}, name = 'a.csv') =>
  readInputs([files.write(`${count++}/${name}`, data)], spec);

describe('readCsv', () => {
  it('reads the columns that the header names', async () => {
    const reading = await read('\uFEFFid,text,genre\nx1,"a, ""b""\nc",news\n,plain,\n', {
      categoryField: 'genre',
    });
    expect(reading.examples).toEqual([
      { id: 'x1', group: 'x1', text: 'a, "b"\nc', category: 'news' },
      { id: 'a.csv#2', group: 'a.csv#2', text: 'plain' },
    ]);
    expect(reading.rows).toBe(2);
  });

  it('reads tabs', async () => {
    const reading = await read('id\ttext\n1\ta, b\n2\t"c\td"\n', {}, 'a.tsv');
    expect(texts(reading)).toEqual(['a, b', 'c\td']);
  });

  it('reads CRLF and a file without a last line end', async () => {
    expect(texts(await read('text,n\r\na,1\r\nb,2'))).toEqual(['a', 'b']);
  });

  it('takes a row of another width for a bad one, and names its line', async () => {
    const reading = await read('id,text\n1,"two\nlines"\n2\n3,b,c\n\n4,d\n');
    expect(texts(reading)).toEqual(['two\nlines', 'd']);
    expect(reading.bad).toEqual([
      { file: 'a.csv', row: 4, reason: 'the row has 1 column, the header 2', raw: '2' },
      { file: 'a.csv', row: 5, reason: 'the row has 3 columns, the header 2', raw: '3,b,c' },
    ]);
    expect(ids(reading)).toEqual(['1', '4']);
    expect(reading.rows).toBe(4);
  });

  it('refuses a header that names a column twice', async () => {
    const { error } = await read('text,id,text\na,1,b\n');
    expect(error).toMatchObject({ code: 'E_FORMAT', message: expect.stringContaining('"text" twice') });
    expect(texts(await read(',text,\n1,a,2\n'))).toEqual(['a']);
  });

  it('refuses a field that the header lacks', async () => {
    const { error } = await read('id,txet\n1,a\n', { textField: 'text' });
    expect(error).toMatchObject({ code: 'E_FIELD', hint: expect.stringContaining('Did you mean "txet"?') });
  });

  it.each([
    ['a;text\n1;2\n', 'a.csv', 'semicolons, not by commas', 'with commas'],
    ['a\ttext\n1\t2\n', 'a.csv', 'tabs, not by commas', '--format tsv'],
    ['a,text\n1,2\n', 'a.tsv', 'commas, not by tabs', '--format csv'],
  ])('says of %j that it is separated otherwise', async (data, name, message, hint) => {
    expect((await read(data, {}, name)).error).toMatchObject({
      code: 'E_FIELD',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
      where: expect.stringMatching(/:1$/),
    });
    // A column that is read may be called anything.
    expect(texts(await read('a;b\nx\n', { textField: 'a;b' }))).toEqual(['x']);
  });

  it('reads provenance from dotted columns', async () => {
    const reading = await read('text,provenance.origin,provenance.model\na,synthetic,m\nb,,\nc,robot,m\n');
    expect(reading.examples.map((one) => one.provenance)).toEqual([
      { origin: 'synthetic', model: 'm' },
      undefined,
    ]);
    expect(reasons(reading)[0]).toContain('provenance.origin is "robot"');
  });

  it('refuses a table whose rows hold their text in different columns, and reads both where both are named', async () => {
    const data = 'text,content\na,\n,b\n,\n';
    expect((await read(data)).error).toMatchObject({
      code: 'E_FIELD',
      message: expect.stringContaining('1 in "text", 1 in "content"'),
    });
    expect(texts(await read(data, { textField: 'text,content' }))).toEqual(['a', 'b', '']);
    expect((await read('a,b\n1,2\n', { textField: 'text,body' })).error).toMatchObject({
      message: expect.stringContaining('no field "text" or "body" in its header'),
    });
  });

  it('reads a header without rows, and a column called __proto__', async () => {
    expect(await read('text\n')).toMatchObject({ examples: [], rows: 0, bad: [] });
    expect(texts(await read('__proto__,n\na,1\n', { textField: '__proto__' }))).toEqual(['a']);
  });

  it('keeps bytes that are no UTF-8, NUL bytes, and tells of the former by line', async () => {
    const data = Buffer.concat([
      Buffer.from('text,n\nn\u00e9 \uFFFD,1\na\0b,2\nc'),
      Buffer.of(0xff),
      Buffer.from(',3\n'),
    ]);
    const reading = await read(data);
    expect(texts(reading)).toEqual(['né \uFFFD', 'a\0b', 'c\uFFFD']);
    expect(reading.lossy).toEqual([['a.csv', 4]]);
  });

  it('hands over the rows before a quoted field that does not end, then says where it opens', async () => {
    const reading = await read('text,n\na,1\n"b\nb",2\n\n"c\n",5,"d\n6,e\n7,f\n');
    expect(texts(reading)).toEqual(['a', 'b\nb']);
    expect(reading.error).toMatchObject({
      code: 'E_TRUNCATED',
      where: expect.stringMatching(/:7$/),
      message: expect.stringContaining('opens on line 7; the 2 lines behind it belong to no row'),
      hint: expect.stringContaining('write it twice'),
    });
  });

  it('says so too where the field that does not end has become too long', async () => {
    const reading = await read(`text,n\na,1\n"b,2\n${'c,3\n'.repeat(1000)}`, { maxRowBytes: 100 });
    expect(texts(reading)).toEqual(['a']);
    expect(reading.bad).toMatchObject([{ row: 3, reason: expect.stringContaining('longer than allowed') }]);
    expect(reading.error).toMatchObject({ code: 'E_TRUNCATED', where: expect.stringMatching(/:3$/) });
  });

  it('reads the rows behind a quote that is never closed, and takes its line alone for a bad one', async () => {
    const reading = await read('id,text\n\n1,"a"\n2,"b\n3,c\n4,"d, ""e"""\n5,"f\nf"\n');
    expect(texts(reading)).toEqual(['a', 'c', 'd, "e"', 'f\nf']);
    expect(reading.bad).toEqual([
      {
        file: 'a.csv',
        row: 4,
        reason: expect.stringContaining('a quote opens that is not closed'),
        raw: '2,"b',
      },
    ]);
    expect(reading.rows).toBe(5);
    const inches = await read('id,text\r\n7,"a\r\n8,b\r\n9,é 12"\r\n10,c');
    expect(texts(inches)).toEqual(['b', 'é 12"', 'c']);
    expect(inches.bad).toMatchObject([{ row: 2, raw: '7,"a' }]);
  });

  it('loses no row behind quotes that are not closed, wherever they open', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => (i % 50 === 7 ? `${i},"t${i}` : `${i},"t${i}"`));
    const reading = await read(`id,text\n${rows.join('\n')}\n`);
    // A row whose own quote was taken for the end of the last field is read from its line.
    expect(texts(reading)).toEqual(rows.map((_, i) => `t${i}`).filter((_, i) => i % 50 !== 7));
    expect(reading.bad.map(({ row }) => row)).toEqual([9, 59, 109, 159, 209, 259, 309, 359]);
  });

  it('passes over rows above the limit, in one chunk or many', async () => {
    const reading = await read(`text,n\na,1\n${'x'.repeat(500)},2\nb,3\n`, { maxRowBytes: 100 });
    expect(texts(reading)).toEqual(['a', 'b']);
    expect(reading.bad).toMatchObject([{ row: 3, reason: expect.stringContaining('longer than allowed') }]);
    const long = await read(`text,n\na,1\n"${'x\n'.repeat(2_000_000)}",2\nb,3\n`, { maxRowBytes: 1000 });
    expect(texts(long)).toEqual(['a', 'b']);
    expect(long.bad.map((row) => row.row)).toEqual([3]);
    expect(long.rows).toBe(3);
  });

  it('reads a field of many megabytes', async () => {
    const text = 'words, and "quotes"\n'.repeat(500_000);
    const reading = await read(`text,n\n"${text.replaceAll('"', '""')}",1\nb,2\n`);
    expect(reading.examples[0].text === text).toBe(true);
    expect(reading.examples[1].text).toBe('b');
  });
});
