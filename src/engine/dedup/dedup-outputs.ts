import { stat } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import type { SinkResult } from '../../corpus/block-sink.ts';
import { refuseExisting } from '../../corpus/existing.ts';
import { destinationOf } from '../../corpus/output-format.ts';
import type { CorpusSpec, Shard } from '../../corpus/source.ts';
import type { Removals } from '../../quality/duplicates/removals.ts';
import type { DedupRowsSummary } from '../rows/dedup-rows.ts';
import { requireApartFrom } from '../rows/overlap.ts';
import { type RewriteOptions, type RewriteOutput, rewriteShards } from '../rows/rewrite-corpus.ts';
import type { FingerprintsRead } from './read-fingerprints.ts';

/** Where the examples of a de-duplicated corpus go. */
export interface DedupOutputs {
  /** What stays; absent: nothing is written. */
  readonly kept?: RewriteOutput;
  /** What goes; absent: nowhere. */
  readonly removed?: RewriteOutput;
}

/** Tells what could not be written before the corpus is read. Throws `E_USAGE`, `E_WRITE`, `E_OPTION`. */
export async function requireOutputs(
  shards: readonly Shard[],
  { kept, removed }: DedupOutputs,
): Promise<void> {
  const outputs = [kept, removed].filter((output) => output !== undefined);
  if (outputs.length === 0) return;
  for (const path of new Set(shards.map((shard) => shard.path))) await requireTwice(path);
  await requireApartFrom(
    shards,
    outputs.map(({ path }) => path),
  );
  for (const output of outputs) {
    const destination = destinationOf(output.path, output);
    if (output.replace === undefined || output.replace === false) await refuseExisting(destination);
  }
}

async function requireTwice(path: string): Promise<void> {
  if (path !== '-' && (await stat(path)).isFile()) return;
  throw new OutcrossError('E_USAGE', `${path === '-' ? 'standard input' : path} can be read once only`, {
    where: path,
    hint: 'De-duplication reads a corpus twice: save it to a file, or leave out what is to be written with --dry-run.',
  });
}

/**
 * Reads the corpus again and writes what was decided: all outputs appear, or none. Throws `E_UNREADABLE` where it holds another number of
 * records than before, and as `rewriteShards`.
 */
export async function writeDecided(
  shards: readonly Shard[],
  spec: CorpusSpec,
  { firsts, examples }: FingerprintsRead,
  removals: Removals,
  options: DedupOutputs &
    Pick<RewriteOptions, 'workers' | 'engine' | 'onProgress' | 'signal' | 'beforeCommit'>,
): Promise<readonly SinkResult[]> {
  const { kept, removed, workers, engine, onProgress, signal, beforeCommit } = options;
  if (kept === undefined) return [];
  let again = 0;
  const settings = { removals: removals.columns, firsts, writeRemoved: removed !== undefined };
  const outputs = removed === undefined ? [kept] : [kept, removed];
  const { outputs: written } = await rewriteShards(
    shards,
    spec,
    { kernel: 'dedup', settings, outputs },
    {
      workers,
      ...(engine === undefined ? {} : { engine }),
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
      onSummary: (summary) => {
        again += (summary as DedupRowsSummary).records;
      },
      async beforeCommit() {
        if (again !== examples) throw changed(spec);
        await beforeCommit?.();
      },
    },
  );
  return written;
}

function changed({ inputs }: CorpusSpec): OutcrossError {
  return new OutcrossError('E_UNREADABLE', `${inputs.join(', ')} changed while it was read`, {
    where: inputs[0],
    hint: 'Start again when nothing writes to it; nothing was written.',
  });
}
