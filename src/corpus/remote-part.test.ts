import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parquet, readShards, scratch } from './fixtures.test.support.ts';
import { npyBytes } from './npy/npy.test.support.ts';
import { planShards } from './plan.ts';
import { broughtTo, mirrorOfFolder } from './remote.test.support.ts';
import type { CorpusSpec, Shard } from './source.ts';

const disk = scratch();

async function planned(path: string, targetBytes: number, spec: Partial<CorpusSpec> = {}): Promise<Shard[]> {
  const mirrorOf = async () => mirrorOfFolder(disk.folder, 's3a://bucket', path.slice(disk.folder.length));
  return planShards({ inputs: ['s3a://bucket/x'], ...spec }, { targetBytes, mirrorOf });
}

/** What is read where the files stand, and what is read of the bytes that a plan wants. */
async function bothWays(path: string, targetBytes: number, spec: Partial<CorpusSpec> = {}) {
  const here = await planShards({ inputs: [path], ...spec }, { targetBytes });
  const there = await planned(path, targetBytes, spec);
  expect(there.map(({ remote: _, ...shard }) => shard)).toEqual(here);
  const brought = there.map((shard) => broughtTo(disk.folder, shard));
  return [await readShards(here, spec), await readShards(brought, spec), there] as const;
}

const bytesOf = (shard: Shard) => shard.remote!.spans.reduce((sum, [from, to]) => sum + to - from, 0);

describe('what is read of a file for a shard', () => {
  it('gives the same lines as the whole file, wherever it is cut', async () => {
    const line = fc.oneof(fc.string({ maxLength: 30 }), fc.constant('\r'), fc.constant('{"text":"é"}'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('', '\n', '\r\n'),
        fc.integer({ min: 1, max: 60 }),
        async (lines, last, targetBytes) => {
          const text = lines.join('\n') + last;
          fc.pre(Buffer.byteLength(text) > 0);
          const [here, there] = await bothWays(disk.write('lines.txt', text), targetBytes);
          expect(there).toEqual(here);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is a row too long to keep, too', async () => {
    const path = disk.write('long.jsonl', `{"text":"${'a'.repeat(500)}"}\n{"text":"b"}\n`);
    const [here, there] = await bothWays(path, 100, { maxRowBytes: 50 });
    expect(there).toEqual(here);
    expect(here.bad).toHaveLength(1);
    expect(here.examples.map(({ text }) => text)).toEqual(['b']);
  });

  it('is the footer and the row groups of a Parquet file', async () => {
    const rows = 400;
    const columns = [
      {
        name: 'text',
        data: Array.from({ length: rows }, (_, i) => `text ${i * 7919}`),
        type: 'STRING' as const,
      },
      { name: 'n', data: Array.from({ length: rows }, (_, i) => i), type: 'INT32' as const },
    ];
    const path = disk.write('table.parquet', parquet(columns, { rowGroupSize: 50 }));
    const [here, there, shards] = await bothWays(path, 1500);
    expect(there).toEqual(here);
    expect(here.examples).toHaveLength(rows);
    expect(shards.length).toBeGreaterThan(2);
    for (const shard of shards) expect(bytesOf(shard)).toBeLessThan(shard.remote!.bytes);
  });

  it('is the header and the rows of an array, and all of one whose rows are scattered', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => [i / 4, -i, i]);
    for (const fortran of [false, true]) {
      const path = disk.write(`${fortran}.npy`, npyBytes(rows, { fortran }));
      const [here, there, shards] = await bothWays(path, 100, { modality: 'vectors' });
      expect(there).toEqual(here);
      expect(here.examples).toHaveLength(20);
      expect(shards.some((shard) => bytesOf(shard) < shard.remote!.bytes)).toBe(!fortran);
    }
  });

  it('is all of a file that is not cut', async () => {
    const path = disk.write('a.jsonl.gz', gzipSync('{"text":"a"}\n{"text":"b"}\n'));
    const [here, there, [shard]] = await bothWays(path, 5);
    expect(there).toEqual(here);
    expect(shard.remote).toEqual({
      uri: 's3a://bucket/a.jsonl.gz',
      bytes: shard.bytes,
      version: '1',
      spans: [[0, shard.bytes]],
    });
  });
});
