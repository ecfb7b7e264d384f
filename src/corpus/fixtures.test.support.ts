import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type ColumnSource, type ParquetWriteOptions, parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll } from 'vitest';
import type { Example } from './example.ts';
import { planShards } from './plan.ts';
import { readShard } from './read.ts';
import type { BadRow, CorpusSpec, Shard } from './source.ts';

/** A folder for one test file, removed when its tests are done. */
export function scratch(): {
  readonly folder: string;
  write(name: string, data: string | Uint8Array): string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'outcross-corpus-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    write(name, data) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, data);
      return path;
    },
  };
}

/** All that reading gave: what was thrown stands beside what was handed over before. */
export interface Reading {
  readonly examples: Example[];
  readonly batches: number[];
  readonly bad: BadRow[];
  readonly lossy: (readonly [file: string, row: number])[];
  rows: number;
  progress: number;
  error?: unknown;
}

/** Reads shards one after the other, until one throws. */
export async function readShards(shards: readonly Shard[], spec: Partial<CorpusSpec> = {}): Promise<Reading> {
  const reading: Reading = { examples: [], batches: [], bad: [], lossy: [], rows: 0, progress: 0 };
  const events = {
    badRow: (row: BadRow) => reading.bad.push(row),
    progress: (bytes: number) => {
      reading.progress += bytes;
    },
    invalidEncoding: (file: string, row: number) => reading.lossy.push([file, row]),
  };
  try {
    for (const shard of shards) {
      const batches = readShard(shard, { inputs: [], ...spec }, events);
      let step = await batches.next();
      for (; !step.done; step = await batches.next()) {
        reading.batches.push(step.value.length);
        reading.examples.push(...step.value);
      }
      reading.rows += step.value.rows;
    }
  } catch (error) {
    reading.error = error;
  }
  return reading;
}

/** Plans and reads the files; `targetBytes` cuts them. */
export async function readInputs(
  inputs: readonly string[],
  spec: Partial<CorpusSpec> = {},
  targetBytes?: number,
): Promise<Reading> {
  const whole = { ...spec, inputs };
  return readShards(await planShards(whole, targetBytes === undefined ? {} : { targetBytes }), whole);
}

export const texts = (reading: Reading): string[] => reading.examples.map((example) => example.text);
export const ids = (reading: Reading): string[] => reading.examples.map((example) => example.id);
export const reasons = (reading: Reading): string[] => reading.bad.map((row) => row.reason);

export function jsonl(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** A valid zstd frame without compression (RFC 8878: raw blocks, no checksum), for Node 20 has no compressor. */
export function zstdFrame(data: Uint8Array, blockBytes = 100_000): Buffer {
  const parts = [Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0)];
  parts[0].writeUInt32LE(data.length, 5);
  for (let at = 0; at === 0 || at < data.length; at += blockBytes) {
    const block = data.subarray(at, at + blockBytes);
    const last = at + blockBytes >= data.length ? 1 : 0;
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | last, 0, 3);
    parts.push(header, Buffer.from(block));
  }
  return Buffer.concat(parts);
}

/** A Parquet file of these columns, in memory. */
export function parquet(
  columnData: ColumnSource[],
  options: Partial<Omit<ParquetWriteOptions, 'writer' | 'columnData'>> = {},
): Buffer {
  const compressors = {
    GZIP: (input: Uint8Array) => gzipSync(input),
    BROTLI: (input: Uint8Array) => brotliCompressSync(input),
    ZSTD: (input: Uint8Array) => zstdFrame(input),
  };
  return Buffer.from(parquetWriteBuffer({ columnData, compressors, ...options }));
}

/** What this process has open, where the system tells. */
export function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
}
