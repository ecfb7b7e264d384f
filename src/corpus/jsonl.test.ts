import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, THOROUGH } from '../../test/fixtures/thorough.ts';
import { ids, jsonl, readInputs, readShards, reasons, scratch, texts } from './fixtures.test.support.ts';
import type { CorpusSpec, Shard } from './source.ts';

const files = scratch();
/** Bytes of a line that hardly fits. */
const LONG = THOROUGH ? 100_000_000 : 30_000_000;
let count = 0;

function read(data: string | Uint8Array, spec: Partial<CorpusSpec> = {}, targetBytes?: number) {
  return readInputs([files.write(`${count++}/a.jsonl`, data)], spec, targetBytes);
}

describe('readJsonl', () => {
  it('refuses a file whose rows hold their text in different fields, whole or in parts', async () => {
    const rows = Array.from({ length: 90 }, (_, i) => ({
      id: i,
      [i % 3 === 0 ? 'content' : 'text']: `t${i}`,
    }));
    const whole = await read(jsonl(rows));
    expect(whole.error).toMatchObject({
      code: 'E_FIELD',
      message: 'a.jsonl: rows hold their text in different fields: 60 in "text", 30 in "content"',
    });
    expect((await read(jsonl(rows), {}, 300)).error).toMatchObject({
      code: 'E_FIELD',
      message: expect.stringContaining('in the part of the file that was read'),
    });
    const both = await read(jsonl(rows), { textField: 'text,content' }, 300);
    expect(texts(both)).toEqual(rows.map((_, i) => `t${i}`));
    expect(both.bad).toEqual([]);
  });

  it('reads a row a line, with ids by byte offset where rows have none', async () => {
    const reading = await read('{"text":"né"}\r\n\n{"text":"b","id":7}\n{"text":"c"}');
    expect(reading.examples).toEqual([
      { id: 'a.jsonl#0', group: 'a.jsonl#0', text: 'né' },
      { id: '7', group: '7', text: 'b' },
      { id: 'a.jsonl#37', group: 'a.jsonl#37', text: 'c' },
    ]);
    expect(reading.rows).toBe(4);
    expect(reading.bad).toEqual([]);
  });

  it('drops a byte order mark', async () => {
    const reading = await read('\uFEFF{"text":"a"}\n');
    expect(texts(reading)).toEqual(['a']);
    expect(ids(reading)).toEqual(['a.jsonl#0']);
  });

  it('passes over blank lines and counts them as rows', async () => {
    const reading = await read('\n  \n{"text":"a"}\n\t\r\nnot json\n\n');
    expect(texts(reading)).toEqual(['a']);
    expect(reading.bad).toMatchObject([{ file: 'a.jsonl', row: 5, raw: 'not json' }]);
    expect(reading.rows).toBe(6);
  });

  it('makes bad rows of what is no object with a text', async () => {
    const rows = ['{"text":"ok"}', '{"text":"cut', '["a"]', '5', 'null', '"a"', '{"other":1}', '{}'];
    const values = ['5', 'null', 'true', '{"a":1}', '["a","b"]', '[1]'].map((value) => `{"text":${value}}`);
    const reading = await read([...rows, ...values].join('\n'));
    expect(texts(reading)).toEqual(['ok']);
    expect(reasons(reading)).toEqual([
      'the row is no valid JSON',
      'the row is an array of strings, not an object with fields',
      'the row is a number, not an object with fields',
      'the row is null, not an object with fields',
      'the row is a string, not an object with fields',
      'field "text" is missing',
      'field "text" is missing',
      'field "text" is a number, not text',
      'field "text" is null',
      'field "text" is a boolean, not text',
      'field "text" is an object, not text',
      'field "text" is an array of strings, not text: join them into one, or write a row for each',
      'field "text" is an array, not text',
    ]);
    expect(reading.bad.map((row) => row.row)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(reading.rows).toBe(14);
  });

  it('takes garbage after a row for a bad row, and goes on', async () => {
    const reading = await read('{"text":"a"}{"text":"b"}\n{"text":"c"} trailing\n{"text":"d"}\n\0\0\0\0');
    expect(texts(reading)).toEqual(['d']);
    expect(reading.bad.map((row) => row.row)).toEqual([1, 2, 4]);
  });

  it('keeps a row whose bytes are no UTF-8, and tells of it', async () => {
    const broken = Buffer.concat([Buffer.from('{"text":"a'), Buffer.of(0xff, 0xc3), Buffer.from('b"}\n')]);
    const reading = await read(Buffer.concat([Buffer.from('{"text":"fine \uFFFD"}\n'), broken]));
    expect(texts(reading)).toEqual(['fine \uFFFD', 'a\uFFFD\uFFFDb']);
    expect(reading.lossy).toEqual([['a.jsonl', 2]]);
  });

  it('replaces lone surrogates, tells of them, and keeps pairs', async () => {
    const reading = await read('{"text":"a\\ud800b"}\n{"text":"\\ud83d\\ude00"}\n{"text":"\\udc00"}\n');
    expect(texts(reading)).toEqual(['a\uFFFDb', '\u{1F600}', '\uFFFD']);
    expect(reading.lossy.map(([, row]) => row)).toEqual([1, 3]);
  });

  it('keeps NUL characters that are written as JSON writes them', async () => {
    expect(texts(await read('{"text":"a\\u0000b"}\n'))).toEqual(['a\0b']);
    expect(reasons(await read('{"text":"a\0b"}\n'))).toEqual(['the row is no valid JSON']);
  });

  it('takes the last of two equal keys, and no field from a prototype', async () => {
    expect(texts(await read('{"text":"a","text":"b"}\n'))).toEqual(['b']);
    const poisoned =
      '{"__proto__":{"text":"inherited","id":"x"},"text":"own"}\n{"__proto__":{"text":"inherited"}}\n';
    const reading = await read(poisoned);
    expect(reading.examples).toEqual([{ id: 'a.jsonl#0', group: 'a.jsonl#0', text: 'own' }]);
    expect(reasons(reading)).toEqual(['field "text" is missing']);
    expect(({} as { text?: string }).text).toBeUndefined();
    expect(texts(await read('{"__proto__":{"text":"named"}}\n', { textField: '__proto__.text' }))).toEqual([
      'named',
    ]);
  });

  it('reads rows nested a hundred thousand deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(texts(await read(`{"text":"a","deep":${deep}}\n{"text":"b"}\n`))).toEqual(['a', 'b']);
    const objects = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    expect((await read(`{"b":${objects}}\n`)).error).toMatchObject({ code: 'E_FIELD' });
  });

  it('passes over a row above the limit without holding it', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(5_000_000) });
    const reading = await read(`{"text":"a"}\n${long}\n{"text":"b"}\n`, { maxRowBytes: 1000 });
    expect(texts(reading)).toEqual(['a', 'b']);
    expect(reading.bad).toMatchObject([{ row: 2, reason: expect.stringContaining('longer than allowed') }]);
    expect(reading.bad[0].raw).toBe(long.slice(0, 1000));
    expect(ids(reading)[1]).toBe(`a.jsonl#${14 + long.length}`);
  });

  it(`reads a line of ${LONG / 1e6} megabytes`, async () => {
    const data = Buffer.alloc(LONG, 'a long line of words ');
    data.write('{"text":"');
    data.write('"}\n{"text":"after"}\n', data.length - 20);
    const reading = await read(data);
    const text = data.toString('latin1', 9, data.length - 20);
    expect(reading.examples.map((example) => example.text.length)).toEqual([text.length, 5]);
    expect(reading.examples[0].text === text).toBe(true);
  });

  it('hands over batches of a bounded size', async () => {
    const small = await read('{"text":"a"}\n'.repeat(10_000));
    expect(Math.max(...small.batches)).toBeLessThanOrEqual(1024);
    expect(small.batches.slice(0, -1).every((size) => size >= 256)).toBe(true);
    const large = await read(`{"text":"${'x'.repeat(300_000)}"}\n`.repeat(20));
    expect(Math.max(...large.batches)).toBeLessThan(8);
  });

  it('refuses a file of lines that are not JSON', async () => {
    const { error } = await read('plain words\n'.repeat(2000));
    expect(error).toMatchObject({ code: 'E_FORMAT', hint: expect.stringContaining('--format') });
  });
});

describe('readJsonl, in ranges', () => {
  /** Lines good, bad, blank, lossy and long, of either ending, often without the last. */
  const line = fc.oneof(
    fc.string({ maxLength: 12, unit: 'grapheme' }).map((text) => JSON.stringify({ text })),
    fc.constantFrom(
      '',
      ' ',
      'not json',
      '{"id":"own","text":"b"}',
      '{"text":5}',
      '{"text":"a\\ud800"}',
      '\uFEFF',
    ),
  );
  const content = fc
    .tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }), line, fc.boolean())
    .map(([lines, last, marked]) => {
      const body = lines.flat().join('') + last;
      return (marked ? '\uFEFF' : '') + body;
    });

  it('gives exactly the rows of the whole, whatever the cuts', async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 60 }), async (data, targetBytes) => {
        fc.pre(data.length > 0);
        const path = files.write('ranges/a.jsonl', data);
        const whole = await readInputs([path]);
        const parts = await readInputs([path], {}, targetBytes);
        expect(parts.error).toEqual(whole.error);
        if (whole.error !== undefined) return;
        expect(parts.examples).toEqual(whole.examples);
        expect(parts.rows).toBe(whole.rows);
        expect(parts.bad.map((row) => row.raw)).toEqual(whole.bad.map((row) => row.raw));
        expect(parts.lossy.length).toBe(whole.lossy.length);
        expect(parts.progress).toBe(whole.progress);
      }),
      { numRuns: runs(60) },
    );
  });

  it('reads the same field in every range, though only the first rows have another', async () => {
    const rows = [
      { output: 'first' },
      ...Array.from({ length: 50 }, (_, i) => ({ text: `t${i}`, output: `o${i}` })),
    ];
    const path = files.write('fields/a.jsonl', jsonl(rows));
    const parts = await readInputs([path], {}, 100);
    expect(texts(parts)).toEqual(rows.map((row) => row.output));
  });

  it('numbers bad rows from the start of each shard', async () => {
    const path = files.write('numbers/a.jsonl', '{"text":"aaaaaaa"}\nbad\n{"text":"bbbbbbb"}\nbad\n');
    const shards: Shard[] = [
      { path, name: 'a', format: 'jsonl', compression: 'none', bytes: 23, range: [0, 23] },
      { path, name: 'a', format: 'jsonl', compression: 'none', bytes: 23, range: [23, 46] },
    ];
    const reading = await readShards(shards);
    expect(reading.bad.map((row) => row.row)).toEqual([2, 2]);
    expect(reading.rows).toBe(4);
  });

  it('says that a file became shorter since it was planned', async () => {
    const path = files.write('shorter/a.jsonl', '{"text":"a"}\n');
    const shard: Shard = { path, name: 'a', format: 'jsonl', compression: 'none', bytes: 50, range: [0, 50] };
    const reading = await readShards([shard]);
    expect(reading.error).toMatchObject({ code: 'E_TRUNCATED' });
  });
});
