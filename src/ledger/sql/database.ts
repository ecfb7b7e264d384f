import type { Kysely } from 'kysely';
import type { LedgerTables } from './tables.ts';

/** A database that a ledger is kept in: what SQLite and PostgreSQL do each in its own way. */
export interface LedgerDatabase {
  /** Where it is, without a password. */
  readonly place: string;
  readonly db: Kysely<LedgerTables>;
  /**
   * Runs `work` in a transaction that no other writer shares, and resolves when what it wrote is durable. Where `work` throws
   * nothing is written.
   */
  write<T>(work: (transaction: Kysely<LedgerTables>) => Promise<T>): Promise<T>;
  /** The database's error with a code of ours; others as they are. */
  failure(error: unknown): unknown;
  /** What a check of the database by its own means finds wrong. */
  damage(): Promise<readonly string[]>;
}
