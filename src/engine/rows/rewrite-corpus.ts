import { OutcrossError } from '../../base/errors.ts';
import type { BlockSink, SinkResult } from '../../corpus/block-sink.ts';
import { isUri, localPath } from '../../corpus/remote.ts';
import { openBlockSink, type SinkOptions } from '../../corpus/sink.ts';
import type { BadRow, CorpusSpec, Shard } from '../../corpus/source.ts';
import { planFor } from '../plan-for.ts';
import type { RowKernelName, RowSettings } from './kernels.ts';
import { requireApartFrom } from './overlap.ts';
import type { RowEngine } from './row-engine.ts';
import type { RowNote } from './row-kernel.ts';
import { type RunRowsOptions, runRows } from './run-rows.ts';

/** An output and how it is written. */
export interface RewriteOutput extends SinkOptions {
  /** See `openBlockSink`. */
  readonly path: string;
}

/** A sink of the caller's own: it is written to, staged, committed or aborted with the others. */
export interface OwnSink {
  readonly sink: BlockSink;
}

/** What to do with the records of a corpus. */
export interface Rewrite<K extends RowKernelName> {
  readonly kernel: K;
  readonly settings: RowSettings[K];
  /** The kernel's outputs, by number. */
  readonly outputs: readonly (RewriteOutput | OwnSink)[];
}

export interface RewriteOptions extends RunRowsOptions {
  /** Most bytes of a shard, where a file can be cut. Default 8 MiB. */
  readonly targetBytes?: number;
  /** Stop at the first malformed row. */
  readonly strict?: boolean;
  /** Told of every malformed row, in the order of the input. */
  readonly onBadRow?: (row: BadRow) => void;
  /** Told of every remark of the kernel, in the order of the input. */
  readonly onNote?: (note: RowNote) => void;
  /** Told of each shard's summary, in the order of the input. */
  readonly onSummary?: (summary: unknown, place: SummaryPlace) => void;
  /** Called once all records were read and all outputs are on the disk: what it throws keeps them from appearing. */
  readonly beforeCommit?: () => void | Promise<void>;
}

/** What a summary is of. */
export interface SummaryPlace {
  readonly shard: Shard;
  /** Rows of its file that stand before the shard. */
  readonly rowsBefore: number;
}

export interface Rewritten {
  readonly outputs: readonly SinkResult[];
  readonly malformed: number;
  readonly invalidEncoding: number;
}

/**
 * Maps the records of a corpus with a kernel and writes its outputs: all of them appear, or none does. Throws as `planShards`,
 * `runRows` and `openBlockSink`; `E_USAGE` where an output is an input; with `strict`, `E_ROW` for the first malformed row.
 */
export async function rewriteCorpus<K extends RowKernelName>(
  spec: CorpusSpec,
  rewrite: Rewrite<K>,
  options: RewriteOptions = {},
): Promise<Rewritten> {
  const shards = await planFor(spec, options);
  return rewriteShards(shards, spec, rewrite, options);
}

/** As `rewriteCorpus`, of the shards of a plan, in its order. */
export async function rewriteShards<K extends RowKernelName>(
  shards: readonly Shard[],
  spec: CorpusSpec,
  rewrite: Rewrite<K>,
  options: RewriteOptions = {},
): Promise<Rewritten> {
  await requireApartFrom(
    shards,
    rewrite.outputs.flatMap((output) => ('sink' in output ? [] : [output.path])),
  );
  const sinks: BlockSink[] = [];
  try {
    const like = [...new Set(shards.flatMap(({ format, path }) => (format === 'parquet' ? [path] : [])))];
    for (const output of rewrite.outputs) sinks.push(await open(output, like, options.engine));
    const { kernel, settings } = rewrite;
    const outputs = sinks.map(({ encoding }) => encoding);
    const counts = { malformed: 0, invalidEncoding: 0 };
    const job = { kernel, settings, spec, shards, outputs } as const;
    for await (const fragment of runRows(job, options)) {
      if (fragment.kind === 'block') await sinks[fragment.output].write(fragment);
      else if (fragment.kind === 'rows') for (const row of fragment.rows) tellBadRow(row, options);
      else if (fragment.kind === 'notes') for (const note of fragment.notes) options.onNote?.(note);
      else {
        counts.malformed += fragment.malformed;
        counts.invalidEncoding += fragment.invalidEncoding;
        const { summary, rowsBefore } = fragment;
        options.onSummary?.(summary, { shard: shards[fragment.shard], rowsBefore });
      }
    }
    for (const sink of sinks) await sink.stage();
    await options.beforeCommit?.();
    const written: SinkResult[] = [];
    for (const sink of sinks) written.push(await sink.commit());
    return { outputs: written, ...counts };
  } catch (error) {
    for (const sink of sinks) await sink.abort();
    throw error;
  }
}

export function open(
  output: RewriteOutput | OwnSink,
  like: readonly string[],
  engine?: RowEngine,
): Promise<BlockSink> {
  if ('sink' in output) return Promise.resolve(output.sink);
  const { path, ...how } = output;
  if (!isUri(path)) return openBlockSink(path, { like, ...how });
  return engine?.openSink?.(path, { like, ...how }) ?? openBlockSink(localPath(path), { like, ...how });
}

export function tellBadRow(row: BadRow, { strict, onBadRow }: RewriteOptions): void {
  if (strict !== true) {
    onBadRow?.(row);
    return;
  }
  const where = `${row.file}:${row.row}`;
  throw new OutcrossError('E_ROW', `${where}: ${row.reason}`, {
    where,
    hint: 'Correct the row, or leave --strict out to pass malformed rows over.',
  });
}
