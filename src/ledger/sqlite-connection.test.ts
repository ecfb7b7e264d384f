import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { connectionOf } from './sqlite-connection.ts';
import { isBusy } from './sqlite-failure.ts';

const disk = scratch();
const path = join(disk.folder, 'x.sqlite');
const opened: { close(): void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

function connect() {
  const database = new Database(path);
  opened.push(database);
  return { database, connection: connectionOf(database) };
}

describe('connectionOf', () => {
  it('reads and writes the present after it met a busy database', () => {
    const one = connect();
    one.database.exec('pragma journal_mode = wal; create table t (a)');
    const other = connect().connection;
    const rows = () => other.prepare('select count(*) as n from t').all([])[0];
    one.database.exec('begin immediate; insert into t values (1)');
    expect(isBusy(failure(() => other.prepare('begin immediate').run([])))).toBe(true);
    expect(rows()).toEqual({ n: 0 });
    one.database.exec('commit');
    expect(rows()).toEqual({ n: 1 });
    other.prepare('begin immediate').run([]);
    other.prepare('insert into t values (?)').run([2]);
    other.prepare('commit').run([]);
    expect(rows()).toEqual({ n: 2 });
  });

  it('prepares a statement once, however often it is asked for', () => {
    const { connection } = connect();
    const sql = 'select ? as v';
    expect(connection.prepare(sql)).toBe(connection.prepare(sql));
    for (let i = 0; i < 100; i++) expect(connection.prepare(`select ${i} as v`).all([])).toEqual([{ v: i }]);
    expect(connection.prepare(sql).all(['x'])).toEqual([{ v: 'x' }]);
    expect(connection.prepare('rollback')).toMatchObject({ reader: false });
  });
});

function failure(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
