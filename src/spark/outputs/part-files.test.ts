import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createEncoder } from '../../corpus/encoder.ts';
import type { Encoding, PartsTarget } from '../../corpus/encoding.ts';
import { parquet, readShards, scratch } from '../../corpus/fixtures.test.support.ts';
import { planShards } from '../../corpus/plan.ts';
import type { Shard } from '../../corpus/source.ts';
import type { RowFragment } from '../../engine/rows/row-job.ts';
import type { WireRow } from '../wire/wire-row.ts';
import { type PartFile, PartFiles } from './part-files.ts';

const disk = scratch();
const target = (more: Partial<PartsTarget> = {}): PartsTarget => ({
  uri: 's3a://b/_temporary/run',
  format: 'jsonl',
  compression: 'none',
  ...more,
});

function block(output: number, encoding: Encoding, values: readonly Record<string, unknown>[]): RowFragment {
  const encoder = createEncoder(encoding);
  for (const value of values) encoder.add({ row: 1, value } as never);
  return { kind: 'block', shard: 0, output, ...encoder.take()! };
}

async function files(parts: PartFiles): Promise<PartFile[]> {
  const rows: WireRow[] = [];
  for await (const row of parts.written()) rows.push(row);
  expect(rows.every(({ kind }) => kind === 'written')).toBe(true);
  return rows.map(({ meta }) => meta as PartFile);
}

const folderOf = () => mkdtempSync(join(disk.folder, 'parts-'));
const JSONL: Encoding = { kind: 'jsonl', parts: target() };

describe('files that a worker writes', () => {
  it('hold the records of their outputs in order; other fragments are left alone', async () => {
    const folder = folderOf();
    const gz: Encoding = { kind: 'jsonl', parts: target({ compression: 'gzip' }) };
    const own: Encoding = { kind: 'jsonl' };
    const parts = new PartFiles([gz, own, JSONL], () => folder);
    expect(await parts.took(block(2, JSONL, [{ text: 'a' }, { text: 'b' }]))).toBe(true);
    expect(await parts.took(block(1, own, [{ text: 'c' }]))).toBe(false);
    expect(await parts.took({ kind: 'rows', shard: 0, rows: [] })).toBe(false);
    expect(await parts.took(block(0, gz, [{ text: 'd' }]))).toBe(true);
    expect(await parts.took(block(2, JSONL, [{ text: 'e' }]))).toBe(true);

    const [first, second, ...rest] = await files(parts);
    expect(rest).toEqual([]);
    expect(gunzipSync(readFileSync(first.path)).toString()).toBe('{"text":"d"}\n');
    expect(first).toMatchObject({ output: 0, records: 1, path: expect.stringMatching(/\.jsonl\.gz$/) });
    const text = '{"text":"a"}\n{"text":"b"}\n{"text":"e"}\n';
    expect(readFileSync(second.path, 'utf8')).toBe(text);
    expect(second).toMatchObject({ output: 2, records: 3, bytes: text.length });
    expect(second.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are none where there are no records', async () => {
    const folder = folderOf();
    expect(await files(new PartFiles([JSONL], () => folder))).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keep the types of the tables that were read', async () => {
    const folder = folderOf();
    const table: Encoding = { kind: 'rows', parts: target({ format: 'parquet' }) };
    const path = disk.write('n.parquet', parquet([{ name: 'n', data: [1, 2], type: 'INT32' }]));
    const types = async (read: readonly Shard[]) => {
      const parts = new PartFiles([table], () => folder);
      for (const shard of read) parts.reads(shard);
      await parts.took(block(0, table, [{ n: 1 }, { n: 2 }]));
      const [{ path }] = await files(parts);
      return readFileSync(path);
    };
    const kept = await types(await planShards({ inputs: [path] }));
    expect(Buffer.compare(kept, await types([]))).not.toBe(0);
    const again = await planShards({ inputs: [disk.write('again.parquet', kept)] });
    const { rows } = await readShards(again, { modality: 'table', columns: ['n'] });
    expect(rows).toBe(2);
  });

  it('need a folder', async () => {
    const parts = new PartFiles([JSONL], () => undefined);
    await expect(parts.took(block(0, JSONL, [{ text: 'a' }]))).rejects.toMatchObject({ code: 'E_INTERNAL' });
  });
});
