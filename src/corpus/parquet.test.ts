import type { SchemaElement } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { ids, parquet, readInputs, readShards, reasons, scratch, texts } from './fixtures.test.support.ts';
import { planShards } from './plan.ts';
import type { CorpusSpec } from './source.ts';

const files = scratch();
let count = 0;
const write = (data: Uint8Array) => files.write(`${count++}/a.parquet`, data);
const read = (data: Uint8Array, spec: Partial<CorpusSpec> = {}) => readInputs([write(data)], spec);
const strings = (name: string, data: unknown[]) => ({ name, data, type: 'STRING' }) as const;

const STRING: Pick<SchemaElement, 'type' | 'converted_type' | 'repetition_type'> = {
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'OPTIONAL',
};

describe('readParquet', () => {
  it('refuses a table whose rows hold their text in different columns, and reads both where both are named', async () => {
    const table = () => parquet([strings('text', ['a', null, 'c']), strings('content', [null, 'b', null])]);
    expect((await read(table())).error).toMatchObject({
      code: 'E_FIELD',
      message: expect.stringContaining('2 in "text", 1 in "content"'),
    });
    expect(texts(await read(table(), { textField: 'text,content' }))).toEqual(['a', 'b', 'c']);
  });

  it('reads text with ids by row of the file, across row groups', async () => {
    const data = Array.from({ length: 25 }, (_, i) => `text ${i}`);
    const reading = await read(parquet([strings('text', data)], { rowGroupSize: 10 }));
    expect(texts(reading)).toEqual(data);
    expect(ids(reading)).toEqual(data.map((_, i) => `a.parquet#${i + 1}`));
    expect(reading.rows).toBe(25);
  });

  it('reads every codec', async () => {
    const data = Array.from({ length: 300 }, (_, i) => `some words again and again ${i}`);
    for (const codec of ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'BROTLI'] as const) {
      expect(texts(await read(parquet([strings('text', data)], { codec })))).toEqual(data);
    }
  });

  it('reads dictionaries, plain binary columns and ids of wide integers', async () => {
    const repeated = Array.from({ length: 100 }, (_, i) => `one of ${i % 3}`);
    const bytes = repeated.map((text) => Buffer.from(text));
    const keys = repeated.map((_, i) => BigInt(i) + 9007199254740993n);
    const reading = await read(
      parquet([
        { name: 'id', data: keys, type: 'INT64' },
        { name: 'content', data: bytes, type: 'BYTE_ARRAY' },
      ]),
    );
    expect(texts(reading)).toEqual(repeated);
    expect(ids(reading)[1]).toBe('9007199254740994');
  });

  it('makes bad rows of nulls and of what is no text', async () => {
    const reading = await read(parquet([strings('text', ['a', null, 'b'])]));
    expect(texts(reading)).toEqual(['a', 'b']);
    expect(reading.bad).toMatchObject([
      { file: 'a.parquet', row: 2, reason: 'field "text" is null', raw: '{"text":null}' },
    ]);
    const numbers = await read(parquet([{ name: 'n', data: [1n, 2n], type: 'INT64' }]), { textField: 'n' });
    expect(reasons(numbers)).toEqual(Array(2).fill('field "n" is a number, not text'));
    expect(numbers.bad[1].raw).toBe('{"n":2}');
  });

  it('reads a file without rows', async () => {
    expect(await read(parquet([strings('text', [])]))).toMatchObject({ examples: [], bad: [], rows: 0 });
  });

  it('refuses a column that the file lacks', async () => {
    const data = parquet([strings('body', ['a']), strings('title', ['b'])]);
    expect((await read(data, { textField: 'tilte' })).error).toMatchObject({
      code: 'E_FIELD',
      hint: expect.stringContaining('Did you mean "title"?'),
    });
    expect((await read(data)).error).toMatchObject({ code: 'E_FIELD' });
    const numbers = parquet([{ name: 'text', data: [1, 2], type: 'INT32' }, strings('output', ['a', 'b'])]);
    expect(texts(await read(numbers))).toEqual(['a', 'b']);
  });

  it('reads structs, by path and as provenance', async () => {
    const schema: SchemaElement[] = [
      { name: 'root', num_children: 3 },
      { name: 'text', ...STRING },
      { name: 'meta', num_children: 1, repetition_type: 'OPTIONAL' },
      { name: 'author', ...STRING },
      { name: 'provenance', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'origin', ...STRING },
      { name: 'generation', type: 'INT64', repetition_type: 'OPTIONAL' },
    ];
    const columns = [
      { name: 'text', data: ['a', 'b', 'c'] },
      { name: 'meta', data: [{ author: 'x' }, { author: 'y' }, { author: 'x' }] },
      { name: 'provenance', data: [{ origin: 'synthetic', generation: 2n }, null, { origin: 'machine' }] },
    ];
    const reading = await read(parquet(columns, { schema }), { groupField: 'meta.author' });
    expect(reading.examples).toEqual([
      { id: 'a.parquet#1', group: 'x', text: 'a', provenance: { origin: 'synthetic', generation: 2 } },
      { id: 'a.parquet#2', group: 'y', text: 'b' },
    ]);
    expect(reasons(reading)[0]).toContain('provenance.origin is "machine"');
    const missing = await read(parquet(columns, { schema }), { groupField: 'meta.autor' });
    expect(missing.error).toMatchObject({ code: 'E_FIELD', hint: expect.stringContaining('meta.author') });
  });

  it('reads provenance from dotted columns', async () => {
    const reading = await read(parquet([strings('text', ['a']), strings('provenance.origin', ['human'])]));
    expect(reading.examples[0].provenance).toEqual({ origin: 'human' });
  });

  it('reads conversations, lists of structs', async () => {
    const schema: SchemaElement[] = [
      { name: 'root', num_children: 1 },
      { name: 'messages', num_children: 1, repetition_type: 'OPTIONAL', converted_type: 'LIST' },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      { name: 'element', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'role', ...STRING },
      { name: 'content', ...STRING },
    ];
    const talk = (...contents: (string | null)[]) => contents.map((content) => ({ role: 'user', content }));
    const data = [talk('a', 'b'), [], talk('c', null), null];
    const bytes = parquet([{ name: 'messages', data }], { schema });
    const reading = await read(bytes, { reader: 'chat' });
    expect(texts(reading)).toEqual(['a\n\nb', 'c']);
    expect(reading.bad.map((row) => row.row)).toEqual([2, 4]);
    expect((await read(bytes)).error).toMatchObject({ hint: expect.stringContaining('--reader chat') });
  });

  it('reads only the columns that examples are made of', async () => {
    const good = parquet([strings('text', ['a', 'b']), strings('other', ['never', 'read'])], {
      codec: 'UNCOMPRESSED',
    });
    const damaged = Buffer.from(good);
    const at = damaged.indexOf('never');
    damaged.fill(0xff, at - 12, at + 5);
    expect(texts(await read(damaged))).toEqual(['a', 'b']);
    expect((await read(damaged, { textField: 'other' })).error).toMatchObject({
      code: 'E_UNREADABLE',
      where: 'a.parquet',
    });
  });

  it('keeps bytes that are no UTF-8, and tells of them', async () => {
    const data = [Buffer.from('fine \uFFFD'), Buffer.of(0x61, 0xff)];
    const reading = await read(parquet([{ name: 'text', data, type: 'BYTE_ARRAY' }]));
    expect(texts(reading)).toEqual(['fine \uFFFD', 'a\uFFFD']);
    expect(reading.lossy).toEqual([['a.parquet', 2]]);
  });

  it('passes over a text above the limit', async () => {
    const reading = await read(parquet([strings('text', ['a', 'é'.repeat(60), 'b'])]), { maxRowBytes: 100 });
    expect(texts(reading)).toEqual(['a', 'b']);
    expect(reading.bad).toMatchObject([{ row: 2, reason: expect.stringContaining('longer than allowed') }]);
  });

  it('gives the rows of the whole with the same ids, however row groups are shared out', async () => {
    const data = Array.from({ length: 47 }, (_, i) => (i % 9 === 4 ? null : `text ${i}`));
    const path = write(parquet([strings('text', data)], { rowGroupSize: 5 }));
    const whole = await readInputs([path]);
    for (const targetBytes of [1, 200, 500, 1e9]) {
      const shards = await planShards({ inputs: [path] }, { targetBytes });
      const parts = await readShards(shards);
      expect(parts.examples).toEqual(whole.examples);
      expect(parts.rows).toBe(47);
      expect(parts.progress).toBe(shards.reduce((sum, shard) => sum + shard.bytes, 0));
    }
    expect((await planShards({ inputs: [path] }, { targetBytes: 1 })).length).toBe(10);
  });
});
