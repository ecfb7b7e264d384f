import { OutcrossError } from '../base/errors.ts';
import type { Shard } from '../corpus/source.ts';

/** What one task does: shards and their places in the job. */
export type TaskShards = readonly (readonly [number, Shard])[];

/**
 * Neighbouring shards together, up to `taskBytes` each, at least one: a folder of a million small files is no million tasks, and the
 * tasks in order give the shards in order. Throws `E_UNSUPPORTED` for standard input, which no executor has.
 */
export function tasksOf(shards: readonly Shard[], taskBytes: number): TaskShards[] {
  const tasks: [number, Shard][][] = [];
  let bytes = 0;
  for (const [index, shard] of shards.entries()) {
    if (shard.path === '-') throw standardInput();
    const last = tasks[tasks.length - 1];
    if (last === undefined || bytes + shard.bytes > taskBytes) {
      tasks.push([[index, shard]]);
      bytes = shard.bytes;
    } else {
      last.push([index, shard]);
      bytes += shard.bytes;
    }
  }
  return tasks;
}

function standardInput(): OutcrossError {
  return new OutcrossError('E_UNSUPPORTED', 'standard input cannot be read on Spark', {
    where: '-',
    hint: 'Write it to a file that all executors see, or leave --engine spark out.',
  });
}
