import { type Kysely, sql } from 'kysely';
import { OutcrossError } from '../../base/errors.ts';
import { EMPTY_HEAD, sealed } from '../digest.ts';
import type { EventDraft, LedgerEvent, LedgerHead } from '../event.ts';
import type { Expectation } from '../store.ts';
import type { LedgerReader } from './database.ts';
import { damaged, latestRows, rowOf, textFrom } from './rows.ts';
import type { LedgerTables } from './tables.ts';

/** Rows of one statement: nine parameters each, of the 32,766 that SQLite takes. */
const ROWS = 200;

/** Throws `E_LEDGER` where the newest event is damaged. */
export async function readHead({ db, textOf }: LedgerReader): Promise<LedgerHead> {
  const newest = await db
    .selectFrom('outcross_event')
    .select(['seq', textOf('digest').as('digest')])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return EMPTY_HEAD;
  const seq = Number(newest.seq);
  const digest = textFrom(newest.digest);
  // Whatever follows a digest that is none could never be verified.
  if (digest === undefined || !/^[0-9a-f]{64}$/.test(digest)) throw damaged(seq, 'its digest is none');
  return { seq, digest };
}

/** Appends inside a transaction that no other writer shares. Throws `E_CONFLICT` where an expectation fails. */
export async function appendIn(
  reader: LedgerReader,
  drafts: readonly EventDraft[],
  expectations: readonly Expectation[],
): Promise<LedgerEvent[]> {
  const { db } = reader;
  for (const expectation of expectations) await requireExpected(db, expectation);
  const events = sealed(drafts, await readHead(reader));
  for (const part of parts(events.map(rowOf))) await db.insertInto('outcross_event').values(part).execute();
  const subjects = events.flatMap((event) =>
    event.subjects.map(({ type, id }) => ({ type, id, seq: event.seq })),
  );
  for (const part of parts(subjects)) await db.insertInto('outcross_subject').values(part).execute();
  for (const part of parts(latestRows(events))) {
    await db
      .insertInto('outcross_latest')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['type', 'kind', 'id']).doUpdateSet({
          seq: sql<number>`excluded.seq`,
          state: sql<string>`excluded.state`,
        }),
      )
      .execute();
  }
  return events;
}

function* parts<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += ROWS) yield rows.slice(start, start + ROWS);
}

async function requireExpected(db: Kysely<LedgerTables>, expected: Expectation): Promise<void> {
  const { subject, kinds, seq } = expected;
  const found = await db
    .selectFrom('outcross_latest')
    .select((build) => build.fn.max('seq').as('seq'))
    .where('type', '=', subject.type)
    .where('id', '=', subject.id)
    .where('kind', 'in', kinds.length === 0 ? [''] : kinds)
    .executeTakeFirst();
  const newest = Number(found?.seq ?? 0);
  if (newest === seq) return;
  const since = newest === 0 ? 'there is none' : `event ${newest} is newer`;
  throw new OutcrossError('E_CONFLICT', `somebody was faster: ${since}, where event ${seq} was expected`, {
    where: `${subject.type}:${subject.id}`,
    hint: 'Read it again, and decide again.',
  });
}
