import type { SinkOptions } from '../../corpus/sink.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import type { ManifestVerdict } from '../manifest.ts';
import type { MixReview } from '../review.ts';

export interface BuildOptions extends RunRowsOptions {
  /** A file by its ending, or a folder of parts; see `openBlockSink`. */
  readonly output: string;
  readonly sink?: SinkOptions;
  /** Where the examples go that do not enter, each with the rule that kept it out. */
  readonly rejects?: string;
  /** Version to record. */
  readonly version?: string;
  /** Decisions that the survey obeyed. */
  readonly review?: MixReview;
  /** Digest of the holdout that was guarded. */
  readonly holdout?: string;
  /** Measures the finished set against the anchor. */
  readonly check?: (output: string) => Promise<ManifestVerdict>;
  /** Bytes of a piece: what a killed build does again at most. Default 64 MiB. */
  readonly pieceBytes?: number;
  /** Bytes of a bucket, about: what is sorted at once. Default 64 MiB. */
  readonly bucketBytes?: number;
  /** Told how many pieces are done, of how many: of those that an earlier build left at once, then of each. */
  readonly onPiece?: (done: number, of: number) => void;
}
