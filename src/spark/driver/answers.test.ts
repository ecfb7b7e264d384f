import { describe, expect, it } from 'vitest';
import type { Shard } from '../../corpus/source.ts';
import { progressOf, wireRow } from './answers.ts';
import type { Frame } from './frames.ts';
import { jobFailure } from './job-failure.ts';

const shard = (name: string): Shard => ({
  path: `/${name}`,
  name,
  format: 'jsonl',
  compression: 'none',
  bytes: 10,
});
const SHARDS = [shard('a.jsonl'), shard('a.jsonl'), shard('b.jsonl'), shard('b.jsonl')];
const frame = (head: Frame['head'], payload = Buffer.alloc(0)): Frame => ({ head, payload });

describe('a row that comes from the driver', () => {
  it('is cut where its ends begin', () => {
    const head = { kind: 'row', row: 'block', shard: 2, meta: { output: 1 }, ends: 4 };
    const row = wireRow(frame(head, Buffer.from([65, 66, 2, 0, 0, 0])));
    expect(row).toMatchObject({ kind: 'block', shard: 2, meta: { output: 1 }, ends: Uint32Array.of(2) });
    expect(Buffer.from(row.data!).toString()).toBe('AB');
  });

  it('has ends only where it is a block, be they none', () => {
    const row = wireRow(frame({ kind: 'row', row: 'end', shard: 0, meta: {}, ends: 0 }, Buffer.from('x')));
    expect(row).not.toHaveProperty('ends');
    expect(wireRow(frame({ kind: 'row', row: 'block', shard: 0, meta: {}, ends: 0 })).ends).toHaveLength(0);
  });
});

describe('progress', () => {
  const told = { tasks: 4, done: 1, active: 2, bytes: 10, examples: 7 };

  it('is told in bytes of all shards, and in tasks', () => {
    expect(progressOf(frame({ kind: 'progress', ...told }), SHARDS)).toEqual({
      bytes: 10,
      totalBytes: 40,
      examples: 7,
      file: 'Spark: 1 of 4 tasks, 2 running',
    });
  });

  it('knows of nothing that runs once the job has ended', () => {
    expect(progressOf(frame({ kind: 'ended', ...told }), SHARDS).file).toBe('Spark: 1 of 4 tasks');
  });
});

describe('the error of a job', () => {
  const ends = [
    [0, 100],
    [1, 100],
    [2, 30],
  ];
  const failed = (failure: object) => jobFailure(frame({ kind: 'failed', failure, ends }), SHARDS).toJSON();

  it('is that of the worker', () => {
    const failure = {
      code: 'E_TRUNCATED',
      message: 'it is cut',
      where: 'b.jsonl',
      hint: 'mend it',
      shard: 2,
    };
    expect(failed(failure)).toEqual({
      code: 'E_TRUNCATED',
      message: 'it is cut',
      where: 'b.jsonl',
      hint: 'mend it',
    });
  });

  it('names a row by its line in the file, not in the shard or the corpus', () => {
    expect(failed({ code: 'E_PROVENANCE', message: 'no origin', row: 5, shard: 3 })).toEqual({
      code: 'E_PROVENANCE',
      message: 'b.jsonl:35: no origin',
      where: 'b.jsonl:35',
    });
  });

  it.each([
    [{ kind: 'gone', message: 'it ended with signal SIGKILL' }, /driver died: it ended with signal SIGKILL/],
    [{ kind: 'broken', lost: true, message: '3 of 4 parts came' }, /lost something: 3 of 4 parts came/],
    [{ kind: 'broken', message: 'Stage cancelled' }, /failed on Spark: Stage cancelled/],
  ])('is told of what Spark itself meets: %j', (head, message) => {
    expect(jobFailure(frame(head), SHARDS)).toMatchObject({
      code: 'E_WORKER',
      message: expect.stringMatching(message),
    });
  });
});
