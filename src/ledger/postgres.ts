import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { OutcrossError } from '../base/errors.ts';
import { postgresFailure } from './postgres-failure.ts';
import { postgresPlace } from './postgres-place.ts';
import type { EventJson, LedgerDatabase, StoredText } from './sql/database.ts';
import { SqlLedger } from './sql/sql-ledger.ts';
import { createTables, type LedgerTables, requireFormat } from './sql/tables.ts';
import type { LedgerStore } from './store.ts';

/** Names the lock of writers: `OUTX`, and which lock. */
const LOCK = [0x4f555458, 1] as const;

const CONNECTIONS = 4;
const CONNECT_MS = 15_000;

/** A writer waits this long for others, and the server drops a writer that has gone silent for as long. */
const PATIENCE = '30s';

/** Of a transaction that writes. Where the server commits before it is durable, this does not. */
const SETTINGS = `set local lock_timeout = '${PATIENCE}';
  set local idle_in_transaction_session_timeout = '${PATIENCE}';
  select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'`;

const FORMS = {
  seq: 'bigint',
  key: 'text collate "C"',
  ordered: '',
  guards: [
    `create function outcross_refuse() returns trigger language plpgsql as
      $$ begin raise exception 'a ledger is append-only'; end $$`,
    `create trigger outcross_event_kept before update or delete on outcross_event
      for each row execute function outcross_refuse()`,
    `create trigger outcross_event_not_emptied before truncate on outcross_event
      for each statement execute function outcross_refuse()`,
  ],
};

// `->` and not `->>`: a body may hold NUL, which the latter would make text of.
const EVENT_JSON: EventJson = {
  count: 'json_array_length(e.subjects::json)',
  each: 'cross join json_array_elements(e.subjects::json) j',
  type: "j ->> 'type'",
  id: "j ->> 'id'",
  member: (name) => `(e.body::json -> '${name}')::text`,
};

/** The table that says that the others are there. */
const LEDGER = 'outcross_ledger';

/**
 * Opens the ledger of the database that `url` names, and makes its tables where `create` is true. What the URL leaves out is taken
 * from PGPASSWORD and the like, and ~/.pgpass. Throws `E_NOT_FOUND`, `E_NETWORK`, `E_WRITE`, `E_LOCKED`, `E_LEDGER`.
 */
export async function openPostgres(url: string, create: boolean): Promise<LedgerStore> {
  const place = postgresPlace(url);
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'outcross',
    allowExitOnIdle: true,
    keepAlive: true,
  });
  // A connection may end at any moment, in use or not: the next query says so, or gets another. Unheard, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<LedgerTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await prepareTables(db, place, create);
    return new SqlLedger(databaseOf(db, place), EVENT_JSON);
  } catch (error) {
    await db.destroy().catch(() => {});
    throw postgresFailure(error, place);
  }
}

function databaseOf(db: Kysely<LedgerTables>, place: string): LedgerDatabase {
  return {
    place,
    db,
    forms: FORMS,
    hasTable: (name) => hasTable(db, name),
    textOf: (column) => sql<StoredText>`${sql.ref(column)}`,
    textFrom: (expression) => sql<StoredText>`${sql.raw(expression)}`,
    bytesOf: (column) => `octet_length(${column})`,
    write: (work) => inTransaction(db, work),
    survey: (work) => surveying(db, work),
    failure: (error) => postgresFailure(error, place),
    // The server's own checks (data checksums, amcheck) are for those who run it.
    damage: async () => [],
    close: () => db.destroy(),
  };
}

/**
 * One writer at a time, by a lock that ends with the transaction, and with the connection: a process that dies leaves none.
 * Read committed: the head that is read after the lock was got is the newest, whatever the default of the server.
 */
function inTransaction<T>(
  db: Kysely<LedgerTables>,
  work: (transaction: Kysely<LedgerTables>) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (transaction) => {
    await sql`begin isolation level read committed read write`.execute(transaction);
    try {
      await sql.raw(SETTINGS).execute(transaction);
      await sql`select pg_advisory_xact_lock(${LOCK[0]}::int, ${LOCK[1]}::int)`.execute(transaction);
      const result = await work(transaction);
      await sql`commit`.execute(transaction);
      return result;
    } catch (error) {
      await sql`rollback`.execute(transaction).catch(() => {});
      throw error;
    }
  });
}

/**
 * Without nested loops: a server that has not analysed the tables yet takes them for small, and would walk one of them once for every
 * row of the other.
 */
function surveying<T>(db: Kysely<LedgerTables>, work: (db: Kysely<LedgerTables>) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`begin isolation level repeatable read read only`.execute(connection);
    try {
      await sql`set local enable_nestloop = off`.execute(connection);
      return await work(connection);
    } finally {
      await sql`rollback`.execute(connection).catch(() => {});
    }
  });
}

async function prepareTables(db: Kysely<LedgerTables>, place: string, create: boolean): Promise<void> {
  if (!(await hasTable(db, LEDGER))) {
    if (!create) {
      throw new OutcrossError('E_NOT_FOUND', `there is no ledger in ${place}`, {
        where: place,
        hint: 'Its tables are made when the first fact is recorded.',
      });
    }
    await inTransaction(db, async (transaction) => {
      // Another process may have made them since.
      if (!(await hasTable(transaction, LEDGER))) await createTables(transaction, FORMS);
    });
  }
  await requireFormat(db, place);
}

/**
 * By a query of the catalogue, not by `to_regclass`: that may still answer from the cache of the session, which an advisory lock does
 * not renew, what was so before another process made the tables.
 */
async function hasTable(db: Kysely<LedgerTables>, name: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (
    select from pg_catalog.pg_tables
    where tablename = ${name} and schemaname = any (current_schemas(false))) as there`.execute(db);
  return rows[0].there;
}
