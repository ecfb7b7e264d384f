import type { Shard } from '../../corpus/source.ts';
import type { PlainError } from '../messages.ts';
import type { RowFragment, RowTask } from './row-job.ts';

/** What a worker of records is started with. */
export interface RowWorkerData {
  readonly task: RowTask;
}

/** What the pool asks of a worker: to read a shard; and it tells that bytes which the worker sent were taken. */
export type RowOrder =
  | { readonly kind: 'read'; readonly index: number; readonly shard: Shard }
  | { readonly kind: 'taken'; readonly bytes: number };

/** An error, and the row of the shard that it is about. */
export interface PlainRowError extends PlainError {
  readonly row?: number;
}

/** What a worker answers. */
export type RowAnswer =
  | RowFragment
  | { readonly kind: 'progress'; readonly bytes: number; readonly records: number }
  | { readonly kind: 'failed'; readonly error: PlainRowError };
