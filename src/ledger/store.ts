import type { EventDraft, LedgerEvent, LedgerHead, LedgerSubject } from './event.ts';

/** Which events. Everything given must hold. */
export interface EventQuery {
  readonly after?: number;
  readonly before?: number;
  readonly kinds?: readonly string[];
  readonly subject?: LedgerSubject;
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
  append(drafts: readonly EventDraft[], expectations?: readonly Expectation[]): Promise<readonly LedgerEvent[]>;
  head(): Promise<LedgerHead>;
  /** In order, streamed: memory does not grow with the ledger. */
  events(query?: EventQuery): AsyncIterable<LedgerEvent>;
  /** The newest event of `kinds` for each subject of a type: current decisions. Streamed, by subject id. */
  latest(type: LedgerSubject['type'], kinds: readonly string[]): AsyncIterable<LedgerEvent>;
  close(): Promise<void>;
}
