import { describe, expect, it } from 'vitest';
import type { Shard } from '../corpus/source.ts';
import type { Progress } from './engine.ts';
import { ProgressSum, totalBytes } from './progress.ts';

function shard(name: string, bytes: number, format: Shard['format'] = 'jsonl'): Shard {
  return { path: `/data/${name}`, name, format, compression: 'none', bytes };
}

describe('ProgressSum', () => {
  it('adds up bytes and examples over all shards and names the file read last', () => {
    const told: Progress[] = [];
    const sum = new ProgressSum([shard('a', 10), shard('b', 20)], (progress) => told.push(progress));
    sum.add(1, 5, 0);
    sum.add(0, 10, 3);
    expect(told).toEqual([
      { bytes: 5, totalBytes: 30, examples: 0, file: 'b' },
      { bytes: 15, totalBytes: 30, examples: 3, file: 'a' },
    ]);
  });

  it('may tell nobody', () => {
    expect(() => new ProgressSum([shard('a', 1)], undefined).add(0, 1, 1)).not.toThrow();
  });
});

describe('totalBytes', () => {
  it('does not exist where one shard is a stream', () => {
    expect(totalBytes([shard('a', 10), shard('stdin', 0)])).toBeUndefined();
  });

  it('counts a Parquet file without rows as nothing', () => {
    expect(totalBytes([shard('a', 10), shard('p', 0, 'parquet')])).toBe(10);
  });
});
