import type { Shard } from '../../corpus/source.ts';
import type { Progress } from '../../engine/engine.ts';
import { totalBytes } from '../../engine/progress.ts';
import { wordsOf } from '../wire/arrow.ts';
import type { WireRow } from '../wire/wire-row.ts';
import type { Frame } from './frames.ts';

/** The row that a frame carries. */
export function wireRow({ head, payload }: Frame): WireRow {
  const { row, shard, meta, ends } = head as unknown as {
    row: string;
    shard: number;
    meta: unknown;
    ends: number;
  };
  const data = payload.subarray(0, payload.length - ends);
  return {
    kind: row,
    shard,
    meta,
    data,
    ...(row === 'block' ? { ends: wordsOf(payload.subarray(data.length)) } : {}),
  };
}

/** How far a job is, as Spark knows it: by tasks that have ended. */
export function progressOf({ head }: Frame, shards: readonly Shard[]): Progress {
  const { done, tasks, active, bytes, examples } = head as unknown as Record<string, number>;
  const running = head.kind === 'ended' ? '' : `, ${active} running`;
  return {
    bytes,
    totalBytes: totalBytes(shards),
    examples,
    file: `Spark: ${done} of ${tasks} tasks${running}`,
  };
}
