/** Who made an example. `unknown` is an answer: it is never guessed away. */
export const ORIGINS = ['human', 'synthetic', 'mixed', 'unknown'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What the origin rests on. */
export const EVIDENCE = ['declared', 'watermark', 'detector', 'review'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Where an example comes from. */
export interface Provenance {
  readonly origin: Origin;
  readonly source?: string;
  readonly model?: string;
  /** Step of the line, 0 for human data. */
  readonly generation?: number;
  readonly parents?: readonly string[];
  readonly license?: string;
  readonly collectedAt?: string;
  readonly evidence?: Evidence;
}

/** One training record. */
export interface Example {
  /** Stable whatever the workers: the id field, else `<file name>#<byte offset or row>`. */
  readonly id: string;
  /** Examples of one group (author, source, prompt) are statistically dependent and share a block. Defaults to the id. */
  readonly group: string;
  readonly text: string;
  readonly category?: string;
  readonly provenance?: Provenance;
}
