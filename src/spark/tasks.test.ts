import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shard } from '../corpus/source.ts';
import { tasksOf } from './tasks.ts';

const shard = (bytes: number, path = '/a.jsonl'): Shard => ({
  path,
  name: 'a.jsonl',
  format: 'jsonl',
  compression: 'none',
  bytes,
});

describe('tasksOf', () => {
  it('gives every shard once, in order, whatever the sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), fc.integer({ min: 1, max: 150 }), (sizes, taskBytes) => {
        const tasks = tasksOf(
          sizes.map((bytes) => shard(bytes)),
          taskBytes,
        );
        expect(tasks.flat().map(([index]) => index)).toEqual(sizes.map((_, i) => i));
        for (const task of tasks) {
          const bytes = task.reduce((sum, [, one]) => sum + one.bytes, 0);
          expect(task.length === 1 || bytes <= taskBytes).toBe(true);
        }
      }),
    );
  });

  it('puts many small files into one task', () => {
    expect(tasksOf(new Array(1000).fill(shard(10)), 10_000)).toHaveLength(1);
  });

  it('gives a shard that is larger than a task one of its own', () => {
    expect(tasksOf([shard(5), shard(500), shard(5)], 100)).toHaveLength(3);
  });

  it('has nothing to do where there is nothing', () => {
    expect(tasksOf([], 100)).toEqual([]);
  });

  it('refuses standard input, which no executor has', () => {
    expect(() => tasksOf([shard(0, '-')], 100)).toThrow(expect.objectContaining({ code: 'E_UNSUPPORTED' }));
  });
});
