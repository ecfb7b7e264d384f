import type { CorpusSpec, Shard } from '../../corpus/source.ts';
import type { KeepRule } from '../../quality/duplicates/keep.ts';
import type { RunColumns } from '../../quality/duplicates/run-index.ts';
import type { NearSettings } from '../../quality/duplicates/settings.ts';
import type { RunHooks } from '../engine.ts';
import type { RowEngine } from '../rows/row-engine.ts';
import type { RowFragment } from '../rows/row-job.ts';

/** A corpus whose duplicates are to be found where it is read. A plain value, which may hold shared buffers. */
export interface DedupJob {
  readonly shards: readonly Shard[];
  readonly spec: CorpusSpec;
  readonly settings: NearSettings;
  readonly keep: readonly KeepRule[];
  /** Texts that nothing which stays may be a near-duplicate of: a `NearIndex` in bytes. */
  readonly reference?: Uint8Array;
  /** Texts that nothing which stays may share a run with. */
  readonly runs?: RunColumns;
}

/** A column of 64-bit numbers, as pairs (lo, hi). */
export type Pairs = Uint32Array;

/** Strings or bytes, one after the other, and where each ends. */
export interface Pieces {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** Examples that stay in the stead of others, in the order of the corpus. A place is a shard of the job (hi) and an example of the shard (lo). */
export interface KeptExamples {
  readonly kind: 'kept';
  readonly places: Pairs;
  /** Exact hashes. */
  readonly hashes: Pairs;
  readonly ids: Pieces;
}

/** Examples that go, in the order of the corpus. */
export interface RemovedExamples {
  readonly kind: 'removed';
  readonly places: Pairs;
  /** Places of what stays in their stead; -1 where an example goes because of the reference. */
  readonly kept: Pairs;
  /** Equal bytes of the two signatures; -1 for an exact duplicate. */
  readonly equal: Pairs;
  /** What its text shares with the reference, as a standing holds it (`quality/duplicates/standing.ts`). */
  readonly shared: Pieces;
}

/** One look at all buckets; see `clusterTexts`. */
export interface ClusterRound {
  /** Texts in buckets of two or more, once for each bucket. */
  readonly members: number;
  /** Pairs that were linked, once for each bucket. */
  readonly links: number;
  /** Rounds that it took to find the components of the links. */
  readonly stars: number;
}

/** The last that is told: how many there were of everything. */
export interface DecidedExamples {
  readonly kind: 'decided';
  readonly examples: number;
  readonly texts: number;
  readonly removed: number;
  readonly kept: number;
  readonly rounds: readonly ClusterRound[];
}

export type Decision = KeptExamples | RemovedExamples | DecidedExamples;

/**
 * An engine that finds duplicates where it reads. `dedup` gives the fragments of `rows` without blocks, then decisions: `kept`, `removed`,
 * and `decided` last. What goes, and what stays in its stead, is what `Deduplicator` decides.
 */
export interface DedupEngine extends RowEngine {
  dedup(job: DedupJob, hooks?: RunHooks): AsyncGenerator<RowFragment | Decision, void>;
}

export function canDedup(engine: RowEngine | undefined): engine is DedupEngine {
  return engine !== undefined && 'dedup' in engine;
}
