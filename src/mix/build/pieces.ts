import type { Shard } from '../../corpus/source.ts';

/** Shards that are dealt in one go: what a killed build does again at most. */
export interface Piece {
  readonly index: number;
  /** Shards [from, to) of the plan. */
  readonly from: number;
  readonly to: number;
}

/** Bytes as stored, about. */
const PIECE_BYTES = 64 * 1024 * 1024;

/** Cuts shards into pieces: the same shards give the same pieces. */
export function piecesOf(shards: readonly Shard[], bytes = PIECE_BYTES): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let size = 0;
  shards.forEach((shard, i) => {
    size += shard.bytes;
    if (size < bytes && i < shards.length - 1) return;
    pieces.push({ index: pieces.length, from, to: i + 1 });
    from = i + 1;
    size = 0;
  });
  return pieces;
}

/** Neighbouring pieces that are read in one job: those that are missing, as many as give `bytes`, at least one. */
export function pieceRuns(
  pieces: readonly Piece[],
  isDone: (piece: Piece) => boolean,
  shards: readonly Shard[],
  bytes = 0,
): Piece[][] {
  const runs: Piece[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    if (isDone(piece)) {
      size = Number.POSITIVE_INFINITY;
      continue;
    }
    if (size >= bytes) {
      runs.push([]);
      size = 0;
    }
    runs[runs.length - 1].push(piece);
    for (const shard of shards.slice(piece.from, piece.to)) size += shard.bytes;
  }
  return runs;
}

/** Bytes of a bucket, about: what is sorted in memory at once. */
const BUCKET_BYTES = 64 * 1024 * 1024;

/** Buckets that a shuffled mix of inputs of so many bytes, as stored, is dealt to. Compressed text may be several times as long. */
export function bucketsFor(shards: readonly Shard[], bytes = BUCKET_BYTES): number {
  const size = shards.reduce(
    (sum, shard) => sum + shard.bytes * (shard.compression === 'none' && shard.format !== 'parquet' ? 1 : 4),
    0,
  );
  return Math.min(256, Math.max(1, Math.ceil(size / bytes)));
}
