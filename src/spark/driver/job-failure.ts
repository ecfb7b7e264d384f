import { OutcrossError } from '../../base/errors.ts';
import type { Shard } from '../../corpus/source.ts';
import { revived } from '../../engine/thread.ts';
import type { WireFailure } from '../worker/failed-row.ts';
import type { Frame } from './frames.ts';

interface Failed {
  readonly failure: WireFailure & { readonly shard: number };
  /** Rows of the shards before it, each with its place in the job. */
  readonly ends: readonly (readonly [number, number])[];
}

/** The error that a job ended with, in the words of the worker that met it. */
export function jobFailure({ head }: Frame, shards: readonly Shard[]): OutcrossError {
  if (head.kind === 'failed') {
    const { failure, ends } = head as unknown as Failed;
    return failure.row === undefined ? revived(failure) : placed(failure, failure.row, ends, shards);
  }
  const message = String(head['message']);
  if (head.kind === 'gone') {
    return new OutcrossError('E_WORKER', `Spark's driver died: ${message}`, {
      hint: 'Run it again; what it says last may tell why.',
    });
  }
  return new OutcrossError(
    'E_WORKER',
    head['lost'] === true ? `Spark lost something: ${message}` : `the job failed on Spark: ${message}`,
    { hint: "Spark's own pages and the logs of its executors say more." },
  );
}

/** A row's error with its place in the file: a shard counts from its own start. */
function placed(
  { code, message, hint, shard }: Failed['failure'],
  row: number,
  ends: Failed['ends'],
  shards: readonly Shard[],
): OutcrossError {
  const { path, name } = shards[shard];
  const before = ends.reduce((sum, [i, rows]) => sum + (shards[i].path === path && i < shard ? rows : 0), 0);
  const where = `${name}:${row + before}`;
  return new OutcrossError(code, `${where}: ${message}`, { where, ...(hint === undefined ? {} : { hint }) });
}
