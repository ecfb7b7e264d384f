import type { EventDraft, LedgerEvent, LedgerHead, LedgerSubject, SubjectType } from './event.ts';

/** Which events. Everything given must hold. */
export interface EventQuery {
  readonly after?: number;
  readonly before?: number;
  readonly kinds?: readonly string[];
  readonly subject?: LedgerSubject;
  /** Only events of this moment (RFC 3339, UTC, to the millisecond) and later. */
  readonly since?: string;
  /** Newest first. */
  readonly reverse?: boolean;
  readonly limit?: number;
}

/**
 * What the writer believes: the newest event of one of `kinds` about `subject` has number `seq` (0: there is none). Where
 * somebody was faster nothing is written.
 */
export interface Expectation {
  readonly subject: LedgerSubject;
  readonly kinds: readonly string[];
  readonly seq: number;
}

/** Which of the subjects of a type. */
export interface LatestQuery {
  /** These alone. */
  readonly ids?: readonly string[];
  /** Ids after this one, by the bytes of their UTF-8. */
  readonly after?: string;
  readonly limit?: number;
}

/**
 * The append-only memory. Laws, held by the contract suite for every store:
 * - `append` resolves when the events are durable: a kill or a loss of power afterwards does not lose them; all of them are
 *   written or none;
 * - numbers are gapless and each event carries the digest of the one before, however many processes append at once;
 * - nothing is ever changed or removed, and there is no call that could.
 */
export interface LedgerStore {
  /** Where it is, without a password. */
  readonly place: string;
  /**
   * Throws `E_CONFLICT` where an expectation fails, `E_LEDGER` for a draft that its kind's schema refuses or a damaged store,
   * `E_WRITE` where the disk is full, `E_LOCKED` where another process holds the store too long, `E_NETWORK`.
   */
  append(
    drafts: readonly EventDraft[],
    expectations?: readonly Expectation[],
  ): Promise<readonly LedgerEvent[]>;
  head(): Promise<LedgerHead>;
  /** In order, streamed: memory does not grow with the ledger. */
  events(query?: EventQuery): AsyncIterable<LedgerEvent>;
  /**
   * The newest event of `kinds` for each subject of a type: current decisions. Streamed, by subject id (the bytes of its UTF-8).
   * An event about several such subjects comes once for each.
   */
  latest(
    type: SubjectType,
    kinds: readonly string[],
    query?: LatestQuery,
  ): AsyncIterable<{ readonly id: string; readonly event: LedgerEvent }>;
  /**
   * Subjects of a type by the state that the newest event of `kind` gives them, such as the decision of a review. Kinds
   * without a state count all under ''.
   */
  tally(type: SubjectType, kind: string): Promise<Readonly<Record<string, number>>>;
  /**
   * SHA-256, in hexadecimal, of what stands in the rows of the events numbered after `after` up to `to`, byte by byte; see `rowBytes`. Absent:
   * this store has no rows.
   */
  rowsDigest?(after: number, to: number): Promise<string>;
  /** What the indices for finding events say that the events do not; the events are the truth. Empty where all is well. */
  indexFaults(): Promise<readonly string[]>;
  close(): Promise<void>;
}
