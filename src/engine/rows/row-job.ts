import type { EncodedBlock } from '../../corpus/block-buffer.ts';
import type { Encoding } from '../../corpus/encoding.ts';
import type { BadRow, CorpusSpec, Shard } from '../../corpus/source.ts';
import type { RowKernelName, RowSettings } from './kernels.ts';
import type { RowNote } from './row-kernel.ts';

/**
 * Work to do on the records of every shard alike. Sent to workers: settings are plain values, and may hold shared buffers
 * (`SharedArrayBuffer`).
 */
export interface RowTask<K extends RowKernelName = RowKernelName> {
  readonly kernel: K;
  readonly settings: RowSettings[K];
  readonly spec: CorpusSpec;
  /** How each output is encoded. */
  readonly outputs: readonly Encoding[];
}

/** A task and the shards to do it on: those of a plan, in its order. */
export interface RowJob<K extends RowKernelName = RowKernelName> extends RowTask<K> {
  readonly shards: readonly Shard[];
}

/**
 * A piece of the result. Fragments come in the order of the job's shards, and of the rows in a shard, whoever read them:
 * - `block`: records of an output;
 * - `rows`: malformed rows;
 * - `notes`: what the kernel had to say of records;
 * - `end`: the shard was read to its end; `summary` is what the kernel found in it.
 * Rows are counted from the start of their file.
 */
export type RowFragment =
  | ({ readonly kind: 'block'; readonly shard: number; readonly output: number } & EncodedBlock)
  | { readonly kind: 'rows'; readonly shard: number; readonly rows: readonly BadRow[] }
  | { readonly kind: 'notes'; readonly shard: number; readonly notes: readonly RowNote[] }
  | RowsEnd;

export interface RowsEnd {
  readonly kind: 'end';
  readonly shard: number;
  /** Rows met: good, blank and malformed. */
  readonly rows: number;
  /** Rows of the file before the shard. */
  readonly rowsBefore: number;
  readonly malformed: number;
  /** Records kept though their bytes were no valid UTF-8. */
  readonly invalidEncoding: number;
  readonly summary: unknown;
}
