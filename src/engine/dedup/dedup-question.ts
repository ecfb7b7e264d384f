import { OutcrossError } from '../../base/errors.ts';
import type { CorpusSpec, Shard } from '../../corpus/source.ts';
import type { Deduplicated, DedupOptions } from '../../quality/duplicates/deduplicator.ts';
import type { NearSettings } from '../../quality/duplicates/settings.ts';
import type { RewriteOptions } from '../rows/rewrite-corpus.ts';
import type { ClusterRound } from './dedup-engine.ts';
import type { DedupOutputs } from './dedup-outputs.ts';
import type { FingerprintsRead } from './read-fingerprints.ts';
import type { Reference } from './read-reference.ts';

export interface DedupCorpusOptions
  extends DedupOutputs,
    Pick<
      RewriteOptions,
      'workers' | 'engine' | 'targetBytes' | 'strict' | 'onBadRow' | 'onProgress' | 'signal' | 'beforeCommit'
    > {
  /** Default `DEFAULT_NEAR`. */
  readonly settings?: NearSettings;
  /** Which example of a cluster stays; default `DEFAULT_KEEP`. */
  readonly keep?: DedupOptions['keep'];
  /** Corpora that nothing which stays may be a near-duplicate of, or share a run with. */
  readonly against?: CorpusSpec;
  /** Shortest run of tokens shared with `against` that counts; 0 looks for none. Default 50. */
  readonly runTokens?: number;
  /** Bytes of signatures in memory; above it they go to disk. Default 512 MiB. Not where an engine decides. */
  readonly memoryBytes?: number;
  /** Folder for what goes to disk; default: that of `kept`. Not where an engine decides. */
  readonly temporary?: string;
}

/** A corpus that is to be decided on. */
export interface DedupQuestion {
  readonly shards: readonly Shard[];
  readonly spec: CorpusSpec;
  readonly settings: NearSettings;
  readonly reference: Reference | undefined;
}

/** What is decided of a corpus, and what reading it came to. */
export interface DecidedCorpus extends Deduplicated {
  readonly read: FingerprintsRead;
  /** Of an engine that tells. */
  readonly rounds?: readonly ClusterRound[];
}

export function noExample({ inputs }: CorpusSpec): OutcrossError {
  return new OutcrossError('E_EMPTY', `${inputs.join(', ')}: there is no example`, {
    where: inputs[0],
    hint: 'Check what should have written it; `outcross profile` names malformed rows.',
  });
}
