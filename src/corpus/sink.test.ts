import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { readInputs, scratch } from './fixtures.test.support.ts';
import type { CorpusRecord } from './record.ts';
import { openBlockSink, openSink, type SinkOptions } from './sink.ts';

const disk = scratch();
let folder: string;
let runs = 0;

beforeEach(() => {
  folder = join(disk.folder, `run-${runs++}`);
  mkdirSync(folder);
});

const record = (i: number): CorpusRecord => {
  const value = { id: `r${i}`, text: `text ${i}`, n: i };
  const example = { id: value.id, group: value.id, text: value.text };
  return { example, row: i + 1, value, line: Buffer.from(JSON.stringify(value)) };
};
const lines = (n: number) =>
  Array.from({ length: n }, (_, i) => `${JSON.stringify(record(i).value)}\n`).join('');

async function write(name: string, n: number, options: SinkOptions = {}) {
  const sink = await openSink(join(folder, name), options);
  for (let i = 0; i < n; i++) await sink.write(record(i));
  return sink.close();
}

describe('openSink', () => {
  it('writes a file that appears when it is closed, with its digest', async () => {
    const sink = await openSink(join(folder, 'a.jsonl'));
    await sink.write(record(0));
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual([]);
    await sink.write(record(1), { fields: { kept: true } });
    const { files, records } = await sink.close();
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
    const bytes = readFileSync(join(folder, 'a.jsonl'));
    expect(bytes.toString()).toBe(`${lines(1)}{"id":"r1","text":"text 1","n":1,"kept":true}\n`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(files).toEqual([
      { path: join(folder, 'a.jsonl'), name: 'a.jsonl', bytes: bytes.length, sha256, records: 2 },
    ]);
    expect(records).toBe(2);
  });

  it('leaves nothing of what was aborted, and the old file as it was', async () => {
    writeFileSync(join(folder, 'a.jsonl'), 'old');
    for (const name of ['a.jsonl', 'b.csv', 'parts']) {
      const sink = await openSink(join(folder, name), { replace: true });
      await sink.write(record(0));
      await sink.abort();
    }
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
    expect(readFileSync(join(folder, 'a.jsonl'), 'utf8')).toBe('old');
  });

  it('writes gzip that every reader reads, the same bytes whatever the pieces it came in', async () => {
    const big = (i: number): CorpusRecord => ({
      ...record(i),
      line: Buffer.from(`{"text":"${'ab '.repeat(90_000)}${i}"}`),
    });
    const digests = new Set<string>();
    for (const [name, sizes] of [
      ['a', [12]],
      ['b', [1, 2, 9]],
    ] as const) {
      const sink = await openBlockSink(join(folder, `${name}.jsonl.gz`));
      let at = 0;
      for (const size of sizes) {
        const text = Array.from({ length: size }, () => `${Buffer.from(big(at++).line!)}\n`);
        const ends = Uint32Array.from(text.map((_, i) => Buffer.byteLength(text.slice(0, i + 1).join(''))));
        await sink.write({ bytes: new Uint8Array(Buffer.from(text.join(''))), ends });
      }
      await sink.stage();
      digests.add((await sink.commit()).files[0].sha256);
    }
    expect(digests.size).toBe(1);
    const content = gunzipSync(readFileSync(join(folder, 'a.jsonl.gz'))).toString();
    expect(content.split('\n')).toHaveLength(13);
    expect(content.length).toBeGreaterThan(3 << 20);
    expect((await readInputs([join(folder, 'a.jsonl.gz')])).examples).toHaveLength(12);
  });

  it('writes an empty output as an empty file that is of its format', async () => {
    await write('a.jsonl', 0);
    await write('a.jsonl.gz', 0);
    expect(readFileSync(join(folder, 'a.jsonl'))).toHaveLength(0);
    expect(gunzipSync(readFileSync(join(folder, 'a.jsonl.gz')))).toHaveLength(0);
  });

  it('parts a folder by its records alone', async () => {
    const { files, records } = await write('parts', 100, { partBytes: 500, compression: 'gzip' });
    expect(records).toBe(100);
    expect(readdirSync(join(folder, 'parts'))).toEqual(files.map(({ name }) => name));
    expect(files[0].name).toBe('part-00000.jsonl.gz');
    const parts = files.map(({ path }) => gunzipSync(readFileSync(path)).toString());
    expect(parts.join('')).toBe(lines(100));
    for (const part of parts.slice(0, -1)) {
      expect(part.length).toBeGreaterThanOrEqual(500);
      expect(part.length).toBeLessThan(500 + 60);
    }
  });

  it('refuses what is there, unless told to replace it', async () => {
    await write('a.jsonl', 1);
    await write('parts', 1);
    for (const name of ['a.jsonl', 'parts']) {
      await expect(write(name, 2)).rejects.toMatchObject({ code: 'E_WRITE', where: join(folder, name) });
      await write(name, 2, { replace: true });
    }
    expect(readFileSync(join(folder, 'parts', 'part-00000.jsonl'), 'utf8')).toBe(lines(2));
    expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'parts']);
  });

  it('takes the place of an empty file and of an empty folder', async () => {
    writeFileSync(join(folder, 'a.jsonl'), '');
    mkdirSync(join(folder, 'parts'));
    await write('a.jsonl', 1);
    await write('parts', 1);
    expect(existsSync(join(folder, 'parts', 'part-00000.jsonl'))).toBe(true);
  });

  it('refuses a file where a folder is meant, and a folder where a file is meant', async () => {
    writeFileSync(join(folder, 'parts'), 'x');
    mkdirSync(join(folder, 'a.jsonl'));
    await expect(write('parts', 1)).rejects.toMatchObject({ code: 'E_WRITE' });
    await expect(write('a.jsonl', 1, { replace: true })).rejects.toMatchObject({ code: 'E_WRITE' });
  });

  it('says that a folder is missing', async () => {
    await expect(write('no/such/a.jsonl', 1)).rejects.toMatchObject({
      code: 'E_WRITE',
      hint: /Create the folder/,
    });
    await expect(write('no/such/parts', 1)).rejects.toMatchObject({ code: 'E_WRITE' });
  });

  it('refuses a part size that is none', async () => {
    await expect(write('parts', 1, { partBytes: 0 })).rejects.toMatchObject({ code: 'E_OPTION' });
  });

  it('reads what it wrote over a compressed file of old', async () => {
    writeFileSync(join(folder, 'a.jsonl.gz'), gzipSync('old\n'));
    await write('a.jsonl.gz', 3, { replace: true });
    expect((await readInputs([join(folder, 'a.jsonl.gz')])).examples.map(({ id }) => id)).toEqual([
      'r0',
      'r1',
      'r2',
    ]);
  });
});
