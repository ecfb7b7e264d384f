import type { Origin } from '../../corpus/example.ts';

/** Why an example is in a queue. */
export const REASON_KINDS = [
  'threshold',
  'tail',
  'suspicious',
  'duplicate',
  'sample',
  'outdated',
  'disagreement',
] as const;
export type ReasonKind = (typeof REASON_KINDS)[number];

export interface QueueReason {
  readonly kind: ReasonKind;
  readonly text: string;
  /** 0 to 1: how much it counts in the order of the queue. */
  readonly weight: number;
  /** Parts of the text that it speaks of, in UTF-16 units: [start, end). */
  readonly spans: readonly (readonly [number, number])[];
}

export interface QueueNeighbour {
  readonly id: string;
  /** Its beginning, where it is long. */
  readonly text: string;
  /** 0 to 1. */
  readonly similarity: number;
  readonly origin?: Origin;
}

/** An example to decide about, as it was when the queue was made. */
export interface NewQueueItem {
  /** Of the example. */
  readonly id: string;
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly seen: string;
  readonly file?: string;
  readonly provenance: Readonly<Record<string, unknown>>;
  readonly reasons: readonly QueueReason[];
  /** Nearest human examples, the nearest first. */
  readonly human: readonly QueueNeighbour[];
  /** Near-duplicates among the candidates, the nearest first. */
  readonly duplicates: readonly QueueNeighbour[];
  /** Place in the random sample, from 0; absent where it was not drawn. */
  readonly sample?: number;
  /** How many are to decide about it. */
  readonly wants: number;
}

export interface QueueItem extends NewQueueItem {
  readonly queue: string;
  /** From 0. */
  readonly place: number;
}

/** What is said of a queue when it is made. */
export interface NewQueue {
  readonly id: string;
  /** RFC 3339, UTC, to the millisecond. */
  readonly createdAt: string;
  readonly createdBy: string;
  readonly corpora: readonly string[];
  readonly seed: string;
  /** Reviewers wanted for each of the items that several decide about. */
  readonly reviewers: number;
  /** Share of the items that several decide about, 0 to 1. */
  readonly overlap: number;
  /** Half width that the sample is to bound a share to. */
  readonly error: number;
  /** Examples that the sample speaks for. */
  readonly population: number;
  /** Items of the sample. */
  readonly sampled: number;
}

export interface Queue extends NewQueue {
  readonly size: number;
  /** Number of the newest event when it was made: decisions before it do not count here. */
  readonly head: number;
  /** Items that somebody decided about, and those about which nobody has to any more. */
  readonly decided: number;
  readonly complete: number;
}
