import type Libsql from 'libsql';

/** The part of a database that Kysely asks for. */
export interface Connection {
  prepare(sql: string): Statement;
  close(): void;
}

interface Statement {
  readonly reader: boolean;
  all(parameters: readonly unknown[]): unknown[];
  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
}

const CONTROL = /^(begin|commit|rollback)\b/;

/** Prepared statements that are kept: a ledger uses about twenty. */
const KEPT = 64;

/**
 * A connection whose statements are prepared once. What begins and ends a transaction is executed, never prepared: libsql leaves
 * a prepared `begin immediate` that met a busy database unfinished until it is collected, and as long as it is, the
 * connection reads what was there then and can write no more (`SQLITE_BUSY_SNAPSHOT`).
 */
export function connectionOf(database: Libsql.Database): Connection {
  const kept = new Map<string, Statement>();
  return {
    close: () => {
      kept.clear();
      database.close();
    },
    prepare(sql) {
      if (CONTROL.test(sql)) return controlStatement(database, sql);
      const statement = kept.get(sql) ?? (database.prepare(sql) as Statement);
      if (kept.size >= KEPT) kept.clear();
      kept.set(sql, statement);
      return statement;
    },
  };
}

function controlStatement(database: Libsql.Database, sql: string): Statement {
  return {
    reader: false,
    all: () => [],
    iterate: () => [][Symbol.iterator](),
    run: () => {
      database.exec(sql);
      return { changes: 0, lastInsertRowid: 0 };
    },
  };
}
