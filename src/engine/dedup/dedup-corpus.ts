import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import type { SinkResult } from '../../corpus/block-sink.ts';
import { planShards } from '../../corpus/plan.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { type Deduplicated, Deduplicator, type DedupOptions } from '../../quality/duplicates/deduplicator.ts';
import { RUN_TOKENS } from '../../quality/duplicates/run-index.ts';
import { DEFAULT_NEAR, type NearSettings } from '../../quality/duplicates/settings.ts';
import { runsOfExtra } from '../rows/fingerprint-rows.ts';
import type { RewriteOptions } from '../rows/rewrite-corpus.ts';
import { type DedupOutputs, requireOutputs, writeDecided } from './dedup-outputs.ts';
import { readFingerprints } from './read-fingerprints.ts';
import { type Reference, readReference } from './read-reference.ts';

/** Bytes of a shard: small enough that the last ones keep all workers busy. */
const SHARD_BYTES = 8 * 1024 * 1024;

export interface DedupCorpusOptions
  extends DedupOutputs,
    Pick<
      RewriteOptions,
      'workers' | 'targetBytes' | 'strict' | 'onBadRow' | 'onProgress' | 'signal' | 'beforeCommit'
    > {
  /** Default `DEFAULT_NEAR`. */
  readonly settings?: NearSettings;
  /** Which example of a cluster stays; default `DEFAULT_KEEP`. */
  readonly keep?: DedupOptions['keep'];
  /** Corpora that nothing which stays may be a near-duplicate of, or share a run with. */
  readonly against?: CorpusSpec;
  /** Shortest run of tokens shared with `against` that counts; 0 looks for none. Default 50. */
  readonly runTokens?: number;
  /** Bytes of signatures in memory; above it they go to disk. Default 512 MiB. */
  readonly memoryBytes?: number;
  /** Folder for what goes to disk; default: that of `kept`. */
  readonly temporary?: string;
}

export interface DedupCorpusResult extends Deduplicated {
  readonly settings: NearSettings;
  /** Undefined without a reference. */
  readonly reference: { readonly examples: number; readonly runTokens: number } | undefined;
  readonly malformed: number;
  readonly invalidEncoding: number;
  /** Bytes read, as stored. */
  readonly bytes: number;
  /** `kept`, then `removed`, as far as they were asked for. */
  readonly outputs: readonly SinkResult[];
}

/**
 * Removes duplicates from corpora, taken as one: reads them once for their fingerprints, decides, and reads them again to write. What is
 * written has the same bytes whatever the number of workers and the cut into shards. Throws as `planShards`, `runRows` and
 * `openBlockSink`; `E_PARAMETER` for settings out of bounds; `E_USAGE` where a stream would have to be read twice; `E_EMPTY`
 * where there is no example; `E_UNREADABLE` where a file changed between the two readings.
 */
export async function dedupCorpus(
  spec: CorpusSpec,
  options: DedupCorpusOptions = {},
): Promise<DedupCorpusResult> {
  const { settings = DEFAULT_NEAR, against, runTokens = RUN_TOKENS } = options;
  const shards = await planShards(spec, { targetBytes: options.targetBytes ?? SHARD_BYTES });
  await requireOutputs(shards, options);
  const deduplicatorOf = (reference: Reference | undefined) =>
    new Deduplicator({
      settings,
      temporary: options.temporary ?? (options.kept === undefined ? tmpdir() : dirname(options.kept.path)),
      ...(options.keep === undefined ? {} : { keep: options.keep }),
      ...(options.memoryBytes === undefined ? {} : { memoryBytes: options.memoryBytes }),
      ...(reference === undefined ? {} : { reference: reference.near }),
    });
  const reference =
    against === undefined ? undefined : await readReference(against, settings, runTokens, options);
  const deduplicator = deduplicatorOf(reference);
  try {
    const runs = reference?.runs;
    const kernel = { near: settings, ...(runs === undefined ? {} : { runs }) };
    const taker = {
      add: (fingerprint: Parameters<Deduplicator['add']>[0]) =>
        deduplicator.add(fingerprint, runs === undefined ? [] : runsOfExtra(fingerprint.extra)),
      settle: () => deduplicator.settle(),
    };
    const read = await readFingerprints(shards, spec, kernel, taker, options);
    if (read.examples === 0) throw noExample(spec);
    const { counts, removals } = await deduplicator.finish();
    return {
      counts,
      removals,
      settings,
      reference: reference === undefined ? undefined : { examples: reference.examples, runTokens },
      malformed: read.malformed,
      invalidEncoding: read.invalidEncoding,
      bytes: read.bytes,
      outputs: await writeDecided(shards, spec, read, removals, options),
    };
  } finally {
    await deduplicator.close();
  }
}

function noExample({ inputs }: CorpusSpec): OutcrossError {
  return new OutcrossError('E_EMPTY', `${inputs.join(', ')}: there is no example`, {
    where: inputs[0],
    hint: 'Check what should have written it; `outcross profile` names malformed rows.',
  });
}
