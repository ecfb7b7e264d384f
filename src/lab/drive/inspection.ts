import type { LineOptions } from '../../compare/check-line.ts';
import type { CheckInput } from '../../compare/comparable.ts';
import type { Verdict } from '../../compare/verdict.ts';

/** A signal of the newest generation, as a ratio to human text. */
export interface Figure {
  /** See `signalKey`. */
  readonly key: string;
  readonly ratio: number;
  readonly interval: readonly [number, number];
}

/** What a check says of a line's newest generation. */
export interface Inspection {
  readonly verdict: Verdict;
  readonly why: string;
  readonly remedy: string;
  readonly figures: readonly Figure[];
  /** Reports to write into the generation's folder, by file name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Checks a line; the caller of a drive passes it in, because reports are made further up. The same input must give the same bytes. */
export type Inspect = (input: CheckInput, options: LineOptions, signal?: AbortSignal) => Promise<Inspection>;
