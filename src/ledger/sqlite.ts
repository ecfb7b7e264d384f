import { constants, type Stats } from 'node:fs';
import { access, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { OutcrossError } from '../base/errors.ts';
import { refusing } from '../base/staged-file.ts';
import { readFailure } from '../corpus/failure.ts';
import type { EventJson, LedgerDatabase, StoredText } from './sql/database.ts';
import { SqlLedger } from './sql/sql-ledger.ts';
import { createTables, type LedgerTables, requireFormat } from './sql/tables.ts';
import { connectionOf } from './sqlite-connection.ts';
import { isBusy, sqliteFailure } from './sqlite-failure.ts';
import type { LedgerStore } from './store.ts';

/** `OUTX` in a file's header says that it is a ledger. */
const APPLICATION_ID = 0x4f555458;

/** For its owner's eyes: names of people and texts of reviews stand in it. SQLite gives its other two files the same mode. */
const FILE_MODE = 0o600;

/** Milliseconds that SQLite itself waits for another process; it holds up this one meanwhile. */
const BUSY_TIMEOUT = 20;

/** Waits that follow, each of `PAUSE` milliseconds: about 30 s in all. */
const ATTEMPTS = 600;
const PAUSE = 30;

const FORMS = {
  seq: 'integer',
  key: 'text',
  ordered: 'without rowid',
  guards: ['update', 'delete'].map(
    (change) => `create trigger outcross_event_no_${change} before ${change} on outcross_event
      begin select raise(abort, 'a ledger is append-only'); end`,
  ),
};

const EVENT_JSON: EventJson = {
  count: 'json_array_length(e.subjects)',
  each: 'cross join json_each(e.subjects) j',
  type: "json_extract(j.value, '$.type')",
  id: "json_extract(j.value, '$.id')",
  member: (name) => `e.body -> '$.${name}'`,
};

/**
 * Opens the ledger in the file `path`, and makes it, and its folder, where `create` is true. Write-ahead logging with
 * `synchronous = full`: what `append` acknowledged outlives a loss of power. Throws `E_NOT_FOUND`, `E_LEDGER` for a file that
 * is something else, `E_WRITE`, `E_UNREADABLE`, `E_LOCKED`.
 */
export async function openSqlite(path: string, create: boolean): Promise<LedgerStore> {
  await requireFile(path, create);
  try {
    const connection = connectionOf(new Database(path));
    const db = new Kysely<LedgerTables>({ dialect: new SqliteDialect({ database: connection }) });
    try {
      await patiently(() => prepareFile(db, path));
    } catch (error) {
      await db.destroy();
      throw error;
    }
    return new SqlLedger(databaseOf(db, path), EVENT_JSON);
  } catch (error) {
    throw sqliteFailure(error, path);
  }
}

/**
 * Made here where it is not there, so that its mode is right from the first byte on. A file that is there is never opened but by
 * SQLite: closing any descriptor of it would drop the locks that other connections of this process hold on it
 * (https://sqlite.org/howtocorrupt.html, 2.2).
 */
async function requireFile(path: string, create: boolean): Promise<void> {
  if (create) await refusing(path, mkdir(dirname(path), { recursive: true }));
  const found = (await statOf(path)) ?? (create ? await made(path) : undefined);
  if (found === undefined) throw noLedger(path);
  if (!found.isFile())
    throw new OutcrossError('E_LEDGER', `${path} is no file`, {
      where: path,
      hint: 'Name a file for the ledger.',
    });
  if (found.size === 0 && !create) throw noLedger(path);
  const right = create ? constants.R_OK | constants.W_OK : constants.R_OK;
  const allowed = access(path, right).catch((cause: NodeJS.ErrnoException) => {
    if (create) return refusing(path, Promise.reject(cause));
    throw readFailure(path, cause);
  });
  await allowed;
}

async function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw readFailure(path, cause);
  });
}

/** Another process may make it at the same moment. */
async function made(path: string): Promise<Stats | undefined> {
  const handle = await open(path, 'ax', FILE_MODE).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') return undefined;
    return refusing(path, Promise.reject(cause));
  });
  await handle?.close();
  return statOf(path);
}

function noLedger(path: string): OutcrossError {
  return new OutcrossError('E_NOT_FOUND', `there is no ledger ${path}`, {
    where: path,
    hint: 'It is made when the first fact is recorded. Another one is named with --ledger, or as ledger: in outcross.yaml.',
  });
}

function databaseOf(db: Kysely<LedgerTables>, place: string): LedgerDatabase {
  return {
    place,
    db,
    forms: FORMS,
    hasTable: async (name) => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from sqlite_master where type = 'table' and name = ${name}`.execute(db);
      return rows[0].n > 0;
    },
    // As bytes: libsql ends the process where a text is no UTF-8, and a damaged file must be reported.
    textOf: (column) => sql<StoredText>`cast(${sql.ref(column)} as blob)`,
    textFrom: (expression) => sql<StoredText>`cast(${sql.raw(expression)} as blob)`,
    bytesOf: (column) => `length(cast(${column} as blob))`,
    write: (work) => patiently(() => inTransaction(db, work)),
    survey: (work) => work(db),
    failure: (error) => sqliteFailure(error, place),
    damage: async () => {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(5)`.execute(db);
      return rows.map((row) => row.integrity_check).filter((said) => said !== 'ok');
    },
    close: () => closeWhole(db),
  };
}

/**
 * Brings what stands in the write-ahead log into the file, as far as others who use it allow, so that a copy of the file alone is
 * whole. SQLite would do so itself at the last close, but libsql keeps statements open until they are collected.
 */
async function closeWhole(db: Kysely<LedgerTables>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => {});
  await db.destroy();
}

/** `immediate`: who reads the head and then writes must be the only one from the first read on. */
function inTransaction<T>(
  db: Kysely<LedgerTables>,
  work: (transaction: Kysely<LedgerTables>) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (transaction) => {
    await sql`begin immediate`.execute(transaction);
    try {
      const result = await work(transaction);
      await sql`commit`.execute(transaction);
      return result;
    } catch (error) {
      // SQLite has rolled back by itself where the disk was full.
      await sql`rollback`.execute(transaction).catch(() => {});
      throw error;
    }
  });
}

/** Tries again while another process writes. It writes for milliseconds, unless it hangs. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
    }
    await sleep(PAUSE);
  }
}

/** Sets the connection, and makes the tables where the file is empty. */
async function prepareFile(db: Kysely<LedgerTables>, path: string): Promise<void> {
  for (const pragma of [`busy_timeout = ${BUSY_TIMEOUT}`, 'journal_mode = wal', 'synchronous = full']) {
    await sql.raw(`pragma ${pragma}`).execute(db);
  }
  if (!(await isLedger(db, path))) {
    await inTransaction(db, async (transaction) => {
      // Another process may have made them since.
      if (await isLedger(transaction, path)) return;
      await createTables(transaction, FORMS);
      await sql.raw(`pragma application_id = ${APPLICATION_ID}`).execute(transaction);
    });
  }
  await requireFormat(db, path);
}

/** False for an empty database. Throws `E_LEDGER` for one of another program. */
async function isLedger(db: Kysely<LedgerTables>, path: string): Promise<boolean> {
  const { rows } = await sql<{ application_id: number }>`pragma application_id`.execute(db);
  if (rows[0]?.application_id === APPLICATION_ID) return true;
  const tables = await sql<{ n: number }>`select count(*) as n from sqlite_master`.execute(db);
  if (tables.rows[0].n === 0) return false;
  throw new OutcrossError('E_LEDGER', `${path} is a database of another program`, {
    where: path,
    hint: 'Name the file of a ledger, or one that does not exist yet.',
  });
}
