import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Shard } from '../corpus/source.ts';
import { workersFor } from './embedded.ts';

const MIB = 1024 * 1024;

function shards(count: number, bytes: number, path = '/data/a.jsonl'): Shard[] {
  return Array.from({ length: count }, () => ({
    path,
    name: 'a',
    format: 'jsonl',
    compression: 'none',
    bytes,
  }));
}

describe('workersFor', () => {
  it('starts no worker for less than 8 MiB, nor for one shard', () => {
    expect(workersFor(shards(100, 1000), undefined)).toBe(0);
    expect(workersFor(shards(1, 100 * MIB), undefined)).toBe(0);
  });

  it('starts as many workers as there are processors, and no more than shards', () => {
    expect(workersFor(shards(1000, MIB), undefined)).toBe(availableParallelism());
    expect(workersFor(shards(2, 8 * MIB), undefined)).toBe(Math.min(2, availableParallelism()));
  });

  it('does as it is told, but for shards that are not there', () => {
    expect(workersFor(shards(10, 1), 3)).toBe(3);
    expect(workersFor(shards(2, 1), 3)).toBe(2);
    expect(workersFor(shards(1000, MIB), 0)).toBe(0);
  });

  it('reads standard input in the calling thread, whatever was asked', () => {
    expect(workersFor([...shards(10, MIB), ...shards(1, 0, '-')], 4)).toBe(0);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s workers', (workers) => {
    expect(() => workersFor(shards(1, 1), workers)).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
  });
});
