import type { SinkResult } from '../../corpus/block-sink.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import type { Deduplicated } from '../../quality/duplicates/deduplicator.ts';
import { RUN_TOKENS } from '../../quality/duplicates/run-index.ts';
import { DEFAULT_NEAR, type NearSettings, requireNearSettings } from '../../quality/duplicates/settings.ts';
import { planFor } from '../plan-for.ts';
import { decideHere } from './decide-here.ts';
import { decideThere } from './decide-there.ts';
import { type ClusterRound, canDedup } from './dedup-engine.ts';
import { requireOutputs, writeDecided } from './dedup-outputs.ts';
import type { DedupCorpusOptions } from './dedup-question.ts';
import { readReference } from './read-reference.ts';

export type { DedupCorpusOptions } from './dedup-question.ts';

export interface DedupCorpusResult extends Deduplicated {
  readonly settings: NearSettings;
  /** Undefined without a reference. */
  readonly reference: { readonly examples: number; readonly runTokens: number } | undefined;
  readonly malformed: number;
  readonly invalidEncoding: number;
  /** Bytes read, as stored. */
  readonly bytes: number;
  /** How the clusters were found, where an engine found them. */
  readonly rounds?: readonly ClusterRound[];
  /** `kept`, then `removed`, as far as they were asked for. */
  readonly outputs: readonly SinkResult[];
}

/**
 * Removes duplicates from corpora, taken as one: reads them once for their fingerprints, decides, and reads them again to write. What is
 * written has the same bytes whatever the number of workers, the cut into shards, and the engine; one that can decides where it reads
 * (`DedupEngine`). Throws as `planShards`, `runRows` and `openBlockSink`; `E_PARAMETER` for settings out of bounds; `E_USAGE` where a
 * stream would have to be read twice; `E_EMPTY` where there is no example; `E_UNREADABLE` where a file changed between the two readings.
 */
export async function dedupCorpus(
  spec: CorpusSpec,
  options: DedupCorpusOptions = {},
): Promise<DedupCorpusResult> {
  const { settings = DEFAULT_NEAR, against, runTokens = RUN_TOKENS, engine } = options;
  requireNearSettings(settings);
  const shards = await planFor(spec, options);
  await requireOutputs(shards, options);
  const reference =
    against === undefined ? undefined : await readReference(against, settings, runTokens, options);
  const question = { shards, spec, settings, reference };
  const decided = canDedup(engine)
    ? await decideThere(engine, question, options)
    : await decideHere(question, options);
  const { read, rounds, removals, counts } = decided;
  return {
    counts,
    removals,
    settings,
    reference: reference === undefined ? undefined : { examples: reference.examples, runTokens },
    malformed: read.malformed,
    invalidEncoding: read.invalidEncoding,
    bytes: read.bytes,
    ...(rounds === undefined ? {} : { rounds }),
    outputs: await writeDecided(shards, spec, read, removals, options),
  };
}
