import type { CorpusSpec, Shard } from '../corpus/source.ts';
import type { WeigherSettings } from '../engine/review/weigher.ts';
import type { MixReview } from '../mix/review.ts';
import type { FilterSettings } from '../quality/filters/filter-settings.ts';

/** Human text that candidates are held against. */
export interface HumanSide {
  readonly spec: CorpusSpec;
  /** Words of it, of which the rare ones are looked for. */
  readonly words: NonNullable<WeigherSettings['words']>;
}

/** What a queue is made of. */
export interface QueueSources {
  readonly spec: CorpusSpec;
  /** Shards of the spec, and which of their examples a mix would take. Absent: all examples are candidates that are not plainly human. */
  readonly chosen?: {
    readonly shards: readonly Shard[];
    readonly firsts: readonly number[];
    /** A code an example, 0 enters. */
    readonly codes: Uint8Array;
  };
  readonly filter: FilterSettings;
  readonly human?: HumanSide;
  /** What was decided before: it is not asked again, unless the text is another now. */
  readonly review?: MixReview;
  /** Examples about which reviewers of earlier queues disagree: they are asked about again. */
  readonly disputed?: readonly string[];
}

/** How a queue is made. */
export interface QueuePlan {
  /** Items chosen for what a decision about them tells. */
  readonly size: number;
  /** Half width that the random sample is to bound the share of rejected examples to; 0: no sample. */
  readonly error: number;
  /** Reviewers for each of the items that several decide about, from 2. */
  readonly reviewers: number;
  /** Share of the items that several decide about, 0 to 1. */
  readonly overlap: number;
  readonly seed: string;
}
