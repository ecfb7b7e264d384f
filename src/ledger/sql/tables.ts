import type { ColumnType, Kysely } from 'kysely';
import { sql } from 'kysely';
import { OutcrossError } from '../../base/errors.ts';

/** PostgreSQL gives 64-bit integers as text. */
type Seq = ColumnType<number | string, number, never>;

export interface EventRow {
  seq: Seq;
  kind: string;
  at: string;
  actor_kind: string;
  actor_name: string;
  /** JSON, as is `body`: kept as text, since its bytes are what was digested. */
  subjects: string;
  body: string;
  previous: string;
  digest: string;
}

/** Which events are about a subject. */
export interface SubjectRow {
  type: string;
  id: string;
  seq: Seq;
}

/** The newest event of a kind about a subject, and the state that it gives. */
export interface LatestRow {
  type: string;
  id: string;
  kind: string;
  seq: ColumnType<number | string, number, number>;
  state: string;
}

/** The first is the truth; the others can be made again from it. */
export interface LedgerTables {
  outcross_event: EventRow;
  outcross_subject: SubjectRow;
  outcross_latest: LatestRow;
  outcross_ledger: { format: number };
}

/** Of the tables. A ledger of a higher format was made by a later version. */
export const LEDGER_FORMAT = 1;

/** What differs between databases in the definition of tables. */
export interface ColumnForms {
  readonly seq: string;
  /** Text that is ordered by its bytes. */
  readonly key: string;
  /** Stands after a table whose rows are kept in the order of their key. */
  readonly ordered: string;
  /** Statements that make the database itself refuse to change or remove an event. */
  readonly guards: readonly string[];
}

/** Makes the tables of an empty ledger. Runs inside a transaction. */
export async function createTables(
  db: Kysely<LedgerTables>,
  { seq, key, ordered, guards }: ColumnForms,
): Promise<void> {
  const statements = [
    'create table outcross_ledger (format integer not null)',
    `insert into outcross_ledger (format) values (${LEDGER_FORMAT})`,
    `create table outcross_event (seq ${seq} not null primary key, kind ${key} not null, at ${key} not null,
      actor_kind text not null, actor_name text not null, subjects text not null, body text not null,
      previous text not null, digest text not null)`,
    'create index outcross_event_kind on outcross_event (kind, seq)',
    `create table outcross_subject (type ${key} not null, id ${key} not null, seq ${seq} not null,
      primary key (type, id, seq)) ${ordered}`,
    `create table outcross_latest (type ${key} not null, id ${key} not null, kind ${key} not null,
      seq ${seq} not null, state ${key} not null, primary key (type, kind, id)) ${ordered}`,
    'create index outcross_latest_state on outcross_latest (type, kind, state)',
    ...guards,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Throws `E_LEDGER` where the tables are of a later version. */
export async function requireFormat(db: Kysely<LedgerTables>, place: string): Promise<void> {
  const found = await db.selectFrom('outcross_ledger').select('format').executeTakeFirst();
  if (found?.format === LEDGER_FORMAT) return;
  const later = found !== undefined && found.format > LEDGER_FORMAT;
  throw new OutcrossError('E_LEDGER', `${place} holds a ledger of format ${found?.format ?? 'unknown'}`, {
    where: place,
    hint: later
      ? 'A later version of Outcross made it: update.'
      : 'It is damaged: take a copy that is whole.',
  });
}
