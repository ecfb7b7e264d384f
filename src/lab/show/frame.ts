import type { Estimate } from '../run/aggregate.ts';
import type { Metric } from '../scenarios/scenario.ts';

/** A distribution on the line: that of the model, and some of its draws. */
export interface DensityPicture {
  readonly kind: 'density';
  readonly mean: number;
  readonly deviation: number;
  /** At most 200. */
  readonly draws: readonly number[];
}

/** A distribution over things that the truth ranks: categories, words. Ranks that are left out lie between those that are shown. */
export interface RankPicture {
  readonly kind: 'ranks';
  /** From 1, ascending; at most 300. */
  readonly ranks: readonly number[];
  /** Shares of the truth at `ranks`. */
  readonly truth: readonly number[];
  /** Shares of the model at `ranks`; 0 is lost. */
  readonly shares: readonly number[];
  /** What is left of how many, all ranks counted. */
  readonly alive: number;
  readonly of: number;
  /** What the model wrote, where it writes. */
  readonly passages?: readonly string[];
}

export type Picture = DensityPicture | RankPicture;

/** One generation of a line. A plain value, sent from a worker. */
export interface Frame {
  readonly generation: number;
  /** By metric, over replicates; what does not exist is left out. */
  readonly values: Readonly<Record<string, Estimate>>;
  /** Of the first replicate. */
  readonly picture: Picture;
}

/** What is known of a line before it runs. A plain value. */
export interface Opening {
  /** What is measured, the first foremost. */
  readonly metrics: readonly Metric[];
  /** By metric: what a closed form expects of models 0 to `generations`. Absent where none is known. */
  readonly expected: Readonly<Record<string, readonly number[]>>;
}
