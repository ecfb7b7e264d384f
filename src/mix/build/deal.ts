import { OutcrossError } from '../../base/errors.ts';
import type { Encoding } from '../../corpus/encoding.ts';
import type { CorpusSpec, Shard } from '../../corpus/source.ts';
import type { RowJob } from '../../engine/rows/row-job.ts';
import { type RunRowsOptions, runRows } from '../../engine/rows/run-rows.ts';
import type { SelectSettings, SelectSummary } from '../../engine/rows/select-rows.ts';
import { PieceWriter } from './piece-writer.ts';
import type { Piece } from './pieces.ts';

/** What is dealt: all shards, and how many records each of them held when it was looked at. */
export interface Deal {
  readonly spec: CorpusSpec;
  readonly shards: readonly Shard[];
  readonly counts: readonly number[];
  readonly settings: SelectSettings;
  /** How the records of each output are encoded: of the buckets, then of what stays out. Default: as JSON lines. */
  readonly encodings?: readonly Encoding[];
}

/**
 * Reads neighbouring pieces in one job and deals the records that enter to buckets, with their keys. The folder of each piece appears
 * once all of it is on the disk; then `onPiece` is told. Throws as `runRows`; `E_FORMAT` where a shard holds another number of records than
 * before.
 */
export async function dealPieces(
  folder: string,
  pieces: readonly Piece[],
  deal: Deal,
  options: RunRowsOptions,
  onPiece: (piece: Piece) => void = () => {},
): Promise<void> {
  const job = jobOf(pieces, deal);
  const [{ from }] = pieces;
  let turn = 0;
  let writer = await PieceWriter.open(folder, pieces[turn].index, job.outputs.length);
  try {
    for await (const fragment of runRows(job, options)) {
      if (fragment.kind === 'block') await writer.write(fragment.output, fragment.bytes);
      if (fragment.kind !== 'end') continue;
      const shard = from + fragment.shard;
      const summary = fragment.summary as SelectSummary;
      requireSame(deal.shards[shard], deal.counts[shard], summary.records);
      writer.addKeys(summary.keys);
      if (shard + 1 < pieces[turn].to) continue;
      await writer.finish();
      onPiece(pieces[turn++]);
      if (turn < pieces.length)
        writer = await PieceWriter.open(folder, pieces[turn].index, job.outputs.length);
    }
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** The job of some pieces, with their part of the codes: it goes to every hand. */
function jobOf(pieces: readonly Piece[], deal: Deal): RowJob<'select'> {
  const { spec, shards, settings } = deal;
  const [{ from }, { to }] = [pieces[0], pieces[pieces.length - 1]];
  const { codes, firsts, buckets, names } = settings;
  const first = firsts[from];
  return {
    kernel: 'select',
    settings: {
      ...settings,
      codes: codes.subarray(first, firsts[to] ?? codes.length),
      firsts: firsts.slice(from, to).map((place) => place - first),
    },
    spec,
    shards: shards.slice(from, to),
    outputs: Array.from({ length: buckets + (names === undefined ? 0 : 1) }, (_, i) => encodingOf(deal, i)),
  };
}

/** The encoding of output `output`: a bucket, or what stays out. */
export function encodingOf({ encodings, settings }: Deal, output: number): Encoding {
  return encodings?.[output < settings.buckets ? 0 : 1] ?? { kind: 'jsonl' };
}

function requireSame({ name }: Shard, before: number, now: number): void {
  if (before === now) return;
  throw new OutcrossError(
    'E_FORMAT',
    `${name} changed while the mix was built: ${before} records, then ${now}`,
    {
      where: name,
      hint: 'Run the command again once nobody writes to it.',
    },
  );
}
