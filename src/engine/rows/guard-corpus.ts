import type { CorpusSpec } from '../../corpus/source.ts';
import { planFor } from '../plan-for.ts';
import type { GuardSettings, GuardSummary } from './guard-rows.ts';
import { type RewriteOptions, rewriteShards } from './rewrite-corpus.ts';

export interface GuardOptions
  extends Pick<
    RewriteOptions,
    'workers' | 'engine' | 'signal' | 'onProgress' | 'onNote' | 'onBadRow' | 'targetBytes'
  > {
  /** What messages call a file, by its absolute path; default its path below the input. */
  readonly nameOf?: (path: string) => string;
}

export interface Guarded {
  readonly records: number;
  /** Examples that do not state what is asked. */
  readonly refused: number;
  readonly malformed: number;
}

/**
 * Looks at every example of a corpus for what it states of where it comes from; `onNote` is told of each that lacks
 * something. Throws as `rewriteCorpus`; `E_EMPTY` for an empty file.
 */
export async function guardCorpus(
  spec: CorpusSpec,
  settings: GuardSettings,
  { nameOf, targetBytes, ...options }: GuardOptions = {},
): Promise<Guarded> {
  const plan = await planFor(spec, { ...options, ...(targetBytes === undefined ? {} : { targetBytes }) });
  const shards = plan.map((shard) => (nameOf === undefined ? shard : { ...shard, name: nameOf(shard.path) }));
  let records = 0;
  let refused = 0;
  const { malformed } = await rewriteShards(
    shards,
    spec,
    { kernel: 'guard', settings, outputs: [] },
    {
      ...options,
      onSummary: (summary) => {
        const found = summary as GuardSummary;
        records += found.records;
        refused += found.refused;
      },
    },
  );
  return { records, refused, malformed };
}
