import type { MirrorOf } from '../corpus/remote.ts';
import type { BadRow, CorpusSpec, Shard } from '../corpus/source.ts';
import type { FeatureRequest } from '../features/encoder.ts';
import type { ProfileSettings } from '../profile/profile.ts';

/** What may be done with the examples of a corpus; see `kernel.ts`. */
export type KernelName = 'profile';

/** Work to do on every shard alike. A plain value: it is sent to workers. */
export interface Task {
  readonly kernel: KernelName;
  readonly spec: CorpusSpec;
  readonly settings: ProfileSettings;
  /** Where feature vectors come from; absent: the profile holds none. */
  readonly features?: FeatureRequest;
  /** Malformed rows of a shard that are handed over, its first; all are counted. Absent: all. */
  readonly namedRows?: number;
}

/** A task and the shards to do it on. A plain value. */
export interface Job extends Task {
  readonly shards: readonly Shard[];
}

/**
 * A piece of the result. `shard` is an index into the job's shards. Fragments of one shard come in order, those of
 * different shards mixed:
 * - `rows`: malformed rows, in file order, counted from the start of the shard;
 * - `end`: the shard was read to its end; it held `rows` rows, `malformed` of them malformed;
 * - `part`: what a kernel made of the shards that it was given, as bytes to merge.
 */
export type Fragment =
  | { readonly kind: 'rows'; readonly shard: number; readonly rows: readonly BadRow[] }
  | { readonly kind: 'end'; readonly shard: number; readonly rows: number; readonly malformed: number }
  | { readonly kind: 'part'; readonly bytes: Uint8Array };

/** How far a job is. */
export interface Progress {
  /** Bytes read, as stored. */
  readonly bytes: number;
  /** Bytes of all shards, as stored; undefined where one of them is a stream. */
  readonly totalBytes: number | undefined;
  readonly examples: number;
  /** The file that was read from last. */
  readonly file: string;
}

/** What a run tells, and how it is stopped. */
export interface RunHooks {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Moves work and never judges. Laws, held by `test/engine.contract`:
 * - each shard ends once, and the parts merge, in any order, to the same bytes, whatever the order of the shards and
 *   however many hands there are;
 * - a failure ends the run with the error of the first shard, in the job's order, that fails: codes, `where` and `hint`
 *   are those that the reader or kernel gave; a hand that dies is `E_WORKER`, an abort `E_INTERRUPTED`;
 * - whoever stops asking for fragments stops the run, and nothing of it stays behind.
 */
export interface Engine {
  readonly name: string;
  /** Bytes of a shard, where a file can be cut; absent: whoever plans the shards decides. */
  readonly shardBytes?: number;
  /** Shows inputs that are URIs, whose shards this engine alone can read; absent: it reads files of this machine. */
  readonly mirrorOf?: MirrorOf;
  run(job: Job, hooks?: RunHooks): AsyncGenerator<Fragment, void>;
}
