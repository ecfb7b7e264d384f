import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from './change.ts';
import type { Row } from './fields.ts';
import { parquet, scratch } from './fixtures.test.support.ts';
import { planShards } from './plan.ts';
import { readRecords } from './read.ts';
import type { CorpusRecord } from './record.ts';
import { openSink, type SinkOptions } from './sink.ts';

const disk = scratch();

const record = (value: Row): CorpusRecord => ({
  example: { id: 'a', group: 'a', text: 'x' },
  row: 1,
  value,
});

async function write(name: string, rows: readonly (readonly [Row, Change?])[], options: SinkOptions = {}) {
  const path = join(disk.folder, name);
  const sink = await openSink(path, { replace: true, ...options });
  for (const [row, change] of rows) await sink.write(record(row), change);
  await sink.close();
  return path;
}

async function read(path: string): Promise<CorpusRecord[]> {
  const records: CorpusRecord[] = [];
  const events = {
    badRow: (row: unknown) => {
      throw new Error(JSON.stringify(row));
    },
    progress: () => {},
  };
  for (const shard of await planShards({ inputs: [path] })) {
    for await (const batch of readRecords(shard, { inputs: [path] }, events)) records.push(...batch);
  }
  return records;
}
const values = async (path: string) => (await read(path)).map(({ value }) => ({ ...value }));

const ROWS: [Row, Change?][] = [
  [{ id: 'a', text: 'one', n: 1, tags: ['x', 'y'] }],
  [
    { id: 'b', text: 'two, "2"\n', late: { deep: true } },
    { provenance: { origin: 'human', parents: ['a'] } },
  ],
];

describe('a Parquet output', () => {
  it('keeps rows of every shape, fields that come late among them', async () => {
    const path = await write('a.parquet', ROWS);
    const none = { origin: null, parents: null };
    expect(await values(path)).toEqual([
      { id: 'a', text: 'one', n: 1n, tags: ['x', 'y'], late: null, provenance: null },
      {
        id: 'b',
        text: 'two, "2"\n',
        n: null,
        tags: null,
        late: { deep: true },
        provenance: { ...none, origin: 'human', parents: ['a'] },
      },
    ]);
    expect((await read(path))[1].example.provenance).toEqual({ origin: 'human', parents: ['a'] });
    expect(readdirSync(disk.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('keeps the types of the columns that it was read from', async () => {
    const source = disk.write(
      'source.parquet',
      parquet([
        { name: 'text', data: ['a', 'b'], type: 'STRING' },
        { name: 'small', data: [1, 2], type: 'INT32' },
        { name: 'f', data: [0.5, 1.5], type: 'FLOAT' },
        { name: 'raw', data: [Uint8Array.of(255, 0), Uint8Array.of(254)], type: 'BYTE_ARRAY' },
      ]),
    );
    const rows = (await read(source)).map(({ value }): [Row, Change] => [value, { fields: { added: 1 } }]);
    const path = await write('b.parquet', rows, { like: [source] });
    const [first] = await values(path);
    expect(first).toEqual({ text: 'a', small: 1, f: 0.5, raw: Uint8Array.of(255, 0), added: 1n });
  });

  it('finds another type for a column whose values no longer fit', async () => {
    const source = disk.write(
      'narrow.parquet',
      parquet([
        { name: 'text', data: ['a'], type: 'STRING' },
        { name: 'n', data: [1], type: 'INT32' },
      ]),
    );
    const path = await write('c.parquet', [[{ text: 'a', n: 'one' }]], { like: [source] });
    expect(await values(path)).toEqual([{ text: 'a', n: 'one' }]);
  });

  it('writes the same bytes each time, and several row groups in order', async () => {
    const rows = Array.from({ length: 9 }, (_, i): [Row] => [
      { id: `r${i}`, text: 'word '.repeat(1_000_000) },
    ]);
    const [one, two] = [await write('d.parquet', rows), await write('e.parquet', rows)];
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
    expect((await read(one)).map(({ example }) => example.id)).toEqual(rows.map(([{ id }]) => id));
    expect((await planShards({ inputs: [one] }, { targetBytes: 1 })).length).toBeGreaterThan(1);
  });

  it('leaves no part and no temporary file where it is parted', async () => {
    const rows = Array.from({ length: 20 }, (_, i): [Row] => [{ id: `r${i}`, text: 'some text here' }]);
    const path = await write('parts', rows, { format: 'parquet', partBytes: 200 });
    const names = readdirSync(path);
    expect(names.length).toBeGreaterThan(2);
    expect(names.every((name) => /^part-\d{5}\.parquet$/.test(name))).toBe(true);
    expect((await read(path)).map(({ example }) => example.id)).toEqual(rows.map(([{ id }]) => id));
  });
});

describe('a CSV output', () => {
  it('writes a header of all fields, quotes what must be, and provenance in columns', async () => {
    const path = await write('a.csv', ROWS);
    expect(readFileSync(path, 'utf8').split('\r\n')).toEqual([
      'id,text,n,tags,late,provenance.origin,provenance.parents',
      'a,one,1,"[""x"",""y""]",,,',
      'b,"two, ""2""\n",,,"{""deep"":true}",human,"[""a""]"',
      '',
    ]);
    const [, second] = await read(path);
    expect(second.example.text).toBe('two, "2"\n');
    expect(second.example.provenance).toEqual({ origin: 'human', parents: ['a'] });
  });

  it('separates by tabs where its name says so', async () => {
    const path = await write('a.tsv', [[{ text: 'a\tb', n: 1, at: new Date(0) }]]);
    expect(readFileSync(path, 'utf8')).toBe('text\tn\tat\r\n"a\tb"\t1\t1970-01-01T00:00:00.000Z\r\n');
  });
});

describe('readRecords', () => {
  it('keeps the line of JSON as it stood, and its row', async () => {
    const lines = ['{"text":"a", "n": 1.0}', '', '{"text":"b"}'];
    const path = disk.write('lines.jsonl', `\ufeff${lines.join('\r\n')}`);
    const records = await read(path);
    expect(records.map(({ line, row }) => [Buffer.from(line!).toString(), row])).toEqual([
      [lines[0], 1],
      [lines[2], 3],
    ]);
  });

  it('keeps all columns of a table, and text as a field', async () => {
    expect(await values(disk.write('t.csv', 'text,extra\na,b\n'))).toEqual([{ text: 'a', extra: 'b' }]);
    expect(await values(disk.write('t.json', '[{"text":"a","x":[1]}]'))).toEqual([{ text: 'a', x: [1] }]);
    expect(await values(disk.write('t.txt', 'one\ntwo\n'))).toEqual([{ text: 'one' }, { text: 'two' }]);
    expect(await values(disk.write('t.md', '# one\n'))).toEqual([{ text: '# one' }]);
  });

  it('holds lines of their own, however many the buffer held since', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => JSON.stringify({ text: `line ${i}`, n: i }));
    const records = await read(disk.write('many.jsonl', `${lines.join('\n')}\n`));
    expect(records.map(({ line }) => Buffer.from(line!).toString())).toEqual(lines);
  });
});
