import { type Kysely, sql } from 'kysely';
import { OutcrossError } from '../../base/errors.ts';
import type { LedgerDatabase } from '../sql/database.ts';
import type { ColumnForms, LedgerTables } from '../sql/tables.ts';

/** Of PostgreSQL, which gives 64-bit integers as text. */
type Wide = number | string;

/** Not changed but for its counters, which follow from the events. */
export interface QueueRow {
  id: string;
  /** JSON of a `NewQueue`. */
  header: string;
  head: Wide;
  size: number;
  decided: number;
  complete: number;
}

/** Never changed. */
export interface ItemRow {
  queue: string;
  place: number;
  example: string;
  wants: number;
  /** -1 where it was not drawn. */
  sample: number;
  seen: string;
  /** JSON of the rest of a `NewQueueItem`. */
  body: string;
}

/** Items that still want decisions. */
export interface OpenRow {
  queue: string;
  place: number;
  /** Reviewers that decided. */
  done: number;
  /** Reviewers that are wanted and not found yet. */
  free: number;
  /** 1 where somebody had it and gave it back: reviewers that have gone past it look again. */
  again: number;
}

/** `held`: for some minutes; `assigned`: until it is done; `done`, `skipped`: as the events say. */
export type TurnState = 'held' | 'assigned' | 'done' | 'skipped';

/** Who looks, or looked, at an item. It does not say what was decided: the events do. */
export interface TurnRow {
  queue: string;
  place: number;
  reviewer: string;
  state: TurnState;
  /** Milliseconds since 1970 until which it is held. */
  until: Wide;
}

export interface ReviewerRow {
  queue: string;
  reviewer: string;
  /** No item before it is free for the reviewer, but those that others gave back. */
  cursor: number;
  /** Items that the reviewer decided about or skipped, and those of them that want nobody any more. */
  touched: number;
  closed: number;
}

/** Items by what a reviewer says of them now. */
export interface CountRow {
  queue: string;
  reviewer: string;
  decision: string;
  n: number;
}

/** All but the first two can be made again from those and the events. */
export interface QueueTables extends LedgerTables {
  outcross_queue: QueueRow;
  outcross_queue_item: ItemRow;
  outcross_queue_open: OpenRow;
  outcross_queue_turn: TurnRow;
  outcross_queue_reviewer: ReviewerRow;
  outcross_queue_count: CountRow;
  /** `followed`: number of the newest event that the tables take account of. */
  outcross_queue_store: { format: number; followed: Wide };
}

/** The same database, its queues in sight. */
export function withQueues(db: Kysely<LedgerTables>): Kysely<QueueTables> {
  return db as unknown as Kysely<QueueTables>;
}

/** Of the tables. Those of a higher format were made by a later version. */
export const QUEUE_FORMAT = 1;

export const QUEUE_STORE = 'outcross_queue_store';

/** Makes the tables. Runs inside a transaction. */
async function createTables(db: Kysely<LedgerTables>, { seq, key, ordered }: ColumnForms): Promise<void> {
  const place = 'place integer not null';
  const queue = `queue ${key} not null`;
  const reviewer = `reviewer ${key} not null`;
  const statements = [
    `create table outcross_queue_store (format integer not null, followed ${seq} not null)`,
    `insert into outcross_queue_store (format, followed)
      select ${QUEUE_FORMAT}, coalesce(max(seq), 0) from outcross_event`,
    `create table outcross_queue (id ${key} not null primary key, header text not null, head ${seq} not null,
      size integer not null, decided integer not null, complete integer not null)`,
    `create table outcross_queue_item (${queue}, ${place}, example ${key} not null, wants integer not null,
      sample integer not null, seen text not null, body text not null, primary key (queue, place))`,
    'create unique index outcross_queue_example on outcross_queue_item (example, queue)',
    'create index outcross_queue_sample on outcross_queue_item (queue, sample) where sample >= 0',
    `create table outcross_queue_open (${queue}, ${place}, done integer not null, free integer not null,
      again integer not null default 0, primary key (queue, place)) ${ordered}`,
    'create index outcross_queue_free on outcross_queue_open (queue, place) where free > 0',
    'create index outcross_queue_again on outcross_queue_open (queue, place) where free > 0 and again > 0',
    `create table outcross_queue_turn (${queue}, ${place}, ${reviewer}, state ${key} not null,
      until ${seq} not null, primary key (queue, place, reviewer)) ${ordered}`,
    'create index outcross_queue_own on outcross_queue_turn (queue, reviewer, state, place)',
    `create index outcross_queue_held on outcross_queue_turn (queue, until) where state = 'held'`,
    `create table outcross_queue_reviewer (${queue}, ${reviewer}, cursor integer not null,
      touched integer not null, closed integer not null, primary key (queue, reviewer)) ${ordered}`,
    `create table outcross_queue_count (${queue}, ${reviewer}, decision ${key} not null, n integer not null,
      primary key (queue, reviewer, decision)) ${ordered}`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Makes the tables where there are none. */
export async function prepareQueueTables(database: LedgerDatabase): Promise<void> {
  if (await database.hasTable(QUEUE_STORE)) return;
  await database
    .write((transaction) => createTables(transaction, database.forms))
    .catch(async (error) => {
      // Another process may have made them since.
      if (!(await database.hasTable(QUEUE_STORE))) throw error;
    });
}

/** Throws `E_LEDGER` where the tables are of a later version. */
export async function requireQueueFormat({ db, place }: LedgerDatabase): Promise<void> {
  const found = await withQueues(db).selectFrom(QUEUE_STORE).select('format').executeTakeFirst();
  if (found?.format === QUEUE_FORMAT) return;
  throw new OutcrossError(
    'E_LEDGER',
    `${place} holds review queues of format ${found?.format ?? 'unknown'}`,
    {
      where: place,
      hint: 'A later version of Outcross made them: update.',
    },
  );
}
