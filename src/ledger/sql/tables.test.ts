import { Kysely, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { connectionOf } from '../sqlite-connection.ts';
import { createTables, LEDGER_FORMAT, type LedgerTables, requireFormat } from './tables.ts';

const opened: Kysely<LedgerTables>[] = [];
function memory(): Kysely<LedgerTables> {
  const db = new Kysely<LedgerTables>({
    dialect: new SqliteDialect({ database: connectionOf(new Database(':memory:')) as never }),
  });
  opened.push(db);
  return db;
}
afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy();
});

const FORMS = { seq: 'integer', key: 'text', ordered: 'without rowid', guards: [] };

describe('createTables', () => {
  it('makes four tables and says which format they have', async () => {
    const db = memory();
    await createTables(db, FORMS);
    const { rows } = await sql<{ name: string }>`
      select name from sqlite_master where type = 'table' order by name`.execute(db);
    expect(rows.map(({ name }) => name)).toEqual([
      'outcross_event',
      'outcross_latest',
      'outcross_ledger',
      'outcross_subject',
    ]);
    await expect(requireFormat(db, 'here')).resolves.toBeUndefined();
  });

  it('is done once: what is there already is not made anew', async () => {
    const db = memory();
    await createTables(db, FORMS);
    await expect(createTables(db, FORMS)).rejects.toThrow('already exists');
  });

  it('runs the guards of the database last', async () => {
    const db = memory();
    const guard = `create trigger guard before delete on outcross_event begin select raise(abort, 'never'); end`;
    await createTables(db, { ...FORMS, guards: [guard] });
    await sql`insert into outcross_event values (1, 'k', 'a', 'tool', 'n', '[]', '{}', 'p', 'd')`.execute(db);
    await expect(sql`delete from outcross_event`.execute(db)).rejects.toThrow('never');
  });

  it('takes one event of a number, and one newest of a kind and a subject', async () => {
    const db = memory();
    await createTables(db, FORMS);
    const event = sql`insert into outcross_event values (1, 'k', 'a', 'tool', 'n', '[]', '{}', 'p', 'd')`;
    await event.execute(db);
    await expect(event.execute(db)).rejects.toThrow('UNIQUE');
    const latest = sql`insert into outcross_latest values ('example', 'a', 'k', 1, '')`;
    await latest.execute(db);
    await expect(latest.execute(db)).rejects.toThrow('UNIQUE');
  });
});

describe('requireFormat', () => {
  it.each([
    [LEDGER_FORMAT + 1, 'update'],
    [0, 'damaged'],
    [-1, 'damaged'],
  ])('refuses format %i with a hint that fits', async (format, hint) => {
    const db = memory();
    await createTables(db, FORMS);
    await sql`update outcross_ledger set format = ${format}`.execute(db);
    await expect(requireFormat(db, 'l.sqlite')).rejects.toMatchObject({
      code: 'E_LEDGER',
      message: `l.sqlite holds a ledger of format ${format}`,
      hint: expect.stringContaining(hint),
    });
  });

  it('refuses a ledger that does not say its format', async () => {
    const db = memory();
    await createTables(db, FORMS);
    await sql`delete from outcross_ledger`.execute(db);
    await expect(requireFormat(db, 'l.sqlite')).rejects.toMatchObject({
      message: expect.stringContaining('unknown'),
      hint: expect.stringContaining('damaged'),
    });
  });
});
