import type { TextView } from './text-view.ts';

/** `min`: a value below the threshold breaks the rule; `max`: a value above it. A value at the threshold keeps it. */
export type Bound = 'min' | 'max';

/** What a broken rule does to an example: drops it, or only says so. */
export type Action = 'reject' | 'flag';

/** What is measured of a text. */
export interface Measure {
  readonly name: string;
  /** What the number is, with its unit or range. */
  readonly meaning: string;
}

/** A measure held against a threshold. */
export interface Rule {
  /** Family and rule, such as `gopher-datatrove.words.min`. Stable. */
  readonly id: string;
  /** Name of a measure of the same family. */
  readonly measure: string;
  readonly bound: Bound;
  readonly threshold: number;
  /** Where the threshold is from. */
  readonly source: string;
  /** The reason that the reference implementation gives, where there is one. */
  readonly reference?: string;
}

/**
 * Writes a family's measures of the text in `view` to `out`, from index `from` on, in the order of `Family.measures`; NaN where a
 * measure does not exist, which breaks no rule. Never throws, whatever the text.
 */
export type Measurer = (view: TextView, out: Float64Array, from: number) => void;

/** What families may be told beyond their thresholds. A plain value. */
export interface FamilyOptions {
  /** Languages that the family `language` lets pass, ISO 639-1. Default: en. */
  readonly languages?: readonly string[];
}

/** Measures and rules of one source. */
export interface Family {
  readonly name: string;
  readonly source: string;
  readonly measures: readonly Measure[];
  /** In the order in which the reference tries them. */
  readonly rules: readonly Rule[];
  /** What its rules do where nothing else is said. Default: reject. */
  readonly action?: Action;
  /** Gets ready to measure; may load a model. Throws `E_PARAMETER` for options that it cannot meet. */
  readonly prepare: (options: FamilyOptions) => Measurer | Promise<Measurer>;
}
