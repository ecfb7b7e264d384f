import type { BlockSink } from '../../corpus/block-sink.ts';
import type { SinkOptions } from '../../corpus/sink.ts';
import type { Shard } from '../../corpus/source.ts';
import type { Engine, RunHooks } from '../engine.ts';
import type { RowFragment, RowJob } from './row-job.ts';

/** A file as it is stored. */
export interface FileDigest {
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/**
 * An engine that maps records too. `rows` keeps the laws of `runRows`, which numbers rows in their files; an error that is of one row
 * names it by its place there.
 */
export interface RowEngine extends Engine {
  /** Bytes, as stored, that one job should read, where that is a choice: enough for all hands. Absent: any number will do. */
  readonly jobBytes?: number;
  /** An output that is a URI, which this engine alone can write; absent: it writes files of this machine. Throws as `openBlockSink`. */
  openSink?(uri: string, options: SinkOptions): Promise<BlockSink>;
  /**
   * Digests of files that this engine alone can read, each of which is a shard, in their order; absent: it reads files of this machine.
   * Throws as `rows`; `E_UNREADABLE` where one is not any more what was listed.
   */
  digests?(files: readonly Shard[], hooks?: RunHooks): Promise<readonly FileDigest[]>;
  rows(job: RowJob, hooks?: RunHooks): AsyncGenerator<RowFragment, void>;
}
