import type { Kysely, RawBuilder } from 'kysely';
import type { ColumnForms, LedgerTables } from './tables.ts';

/** A text as a database gives it: some give its bytes, so that those that are no UTF-8 are met here. */
export type StoredText = string | Uint8Array;

/** What reading takes. */
export interface LedgerReader {
  readonly db: Kysely<LedgerTables>;
  /** SQL that selects the column of a text, such as `outcross_event.body`. */
  textOf(column: string): RawBuilder<StoredText>;
}

/** How a database looks into the JSON of a row `e` of events. */
export interface EventJson {
  /** Number of its subjects. */
  readonly count: string;
  /** After `from outcross_event e`: a row for each of its subjects. */
  readonly each: string;
  /** Type and id of such a row. */
  readonly type: string;
  readonly id: string;
  /** A member of its body as JSON, or null. */
  readonly member: (name: string) => string;
}

/** A database that a ledger is kept in: what SQLite and PostgreSQL do each in its own way. */
export interface LedgerDatabase extends LedgerReader {
  /** Where it is, without a password. */
  readonly place: string;
  /** As `textOf`, of an expression that gives text. */
  textFrom(expression: string): RawBuilder<StoredText>;
  /** SQL that gives the bytes of a column in UTF-8, as a number. */
  bytesOf(column: string): string;
  /** For tables of others beside those of the ledger. */
  readonly forms: ColumnForms;
  hasTable(name: string): Promise<boolean>;
  /**
   * Runs `work` in a transaction that no other writer shares, and resolves when what it wrote is durable. Where `work` throws
   * nothing is written.
   */
  write<T>(work: (transaction: Kysely<LedgerTables>) => Promise<T>): Promise<T>;
  /** Runs `work`, which reads all rows and joins them. */
  survey<T>(work: (db: Kysely<LedgerTables>) => Promise<T>): Promise<T>;
  /** The database's error with a code of ours; others as they are. */
  failure(error: unknown): unknown;
  /** What a check of the database by its own means finds wrong. */
  damage(): Promise<readonly string[]>;
  close(): Promise<void>;
}
