import { type Kysely, sql } from 'kysely';
import type { LedgerEvent } from '../event.ts';
import { REVIEW_KIND, type Review } from '../review/standing.ts';
import type { LedgerDatabase, LedgerReader } from '../sql/database.ts';
import { readEvents } from '../sql/read.ts';
import type { LedgerTables } from '../sql/tables.ts';
import { decisionOf, isAbout, type OwnDecision, ownDecisions } from './own-decisions.ts';
import { textIn } from './rows.ts';
import { QUEUE_STORE, type QueueTables, withQueues } from './tables.ts';
import { setTurn } from './turns.ts';

/** Events of one transaction: others wait that long. */
const AT_ONCE = 500;

/**
 * Brings the tables up to the newest decision of the ledger, wherever it was made. What the tables say of turns and counts follows from the
 * events alone, so that a process that ends between an event and its counting leaves nothing wrong.
 */
export async function followDecisions(database: LedgerDatabase): Promise<void> {
  while (await isBehind(database.db)) {
    await database.write(async (transaction) => {
      const reader: LedgerReader = { db: transaction, textOf: database.textOf };
      const db = withQueues(transaction);
      const { followed } = await db.selectFrom(QUEUE_STORE).select('followed').executeTakeFirstOrThrow();
      let last = Number(followed);
      for await (const event of readEvents(reader, { after: last, kinds: [REVIEW_KIND], limit: AT_ONCE })) {
        for (const { type, id } of event.subjects) if (type === 'example') await take(reader, event, id);
        last = event.seq;
      }
      await db.updateTable(QUEUE_STORE).set({ followed: last }).execute();
    });
  }
}

async function isBehind(ledger: Kysely<LedgerTables>): Promise<boolean> {
  const db = withQueues(ledger);
  const newest = await db
    .selectFrom('outcross_event')
    .select('seq')
    .where('kind', '=', REVIEW_KIND)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return false;
  const { followed } = await db.selectFrom(QUEUE_STORE).select('followed').executeTakeFirstOrThrow();
  return Number(newest.seq) > Number(followed);
}

/** Takes account of an event about the example `id` in every queue that holds it. */
async function take(reader: LedgerReader, event: LedgerEvent, id: string): Promise<void> {
  const db = withQueues(reader.db);
  const items = await db
    .selectFrom('outcross_queue_item as i')
    .innerJoin('outcross_queue as q', 'q.id', 'i.queue')
    .select(['i.queue as queue', 'i.place as place', 'i.wants as wants', 'q.head as head'])
    .select(reader.textOf('i.seen').as('seen'))
    .where('i.example', '=', id)
    .where('q.head', '<', event.seq)
    .execute();
  const { reviewer } = event.body as unknown as Review;
  for (const { queue, place, wants, head, seen } of items) {
    const text = textIn(seen, `item ${place} of queue ${queue}`);
    if (!isAbout(event, text)) continue;
    const query = {
      subject: { type: 'example', id },
      kinds: [REVIEW_KIND],
      after: Number(head),
      before: event.seq,
    } as const;
    const events: LedgerEvent[] = [];
    for await (const earlier of readEvents(reader, query)) if (isAbout(earlier, text)) events.push(earlier);
    const before = stateOf(events, reviewer);
    const after = stateOf([...events, event], reviewer);
    if (before === after) continue;
    await count(db, queue, reviewer, before, -1);
    await count(db, queue, reviewer, after, 1);
    const turn = after === undefined ? undefined : after === 'skip' ? 'skipped' : 'done';
    await setTurn(db, { queue, place, wants }, reviewer, turn);
  }
}

function stateOf(events: readonly LedgerEvent[], reviewer: string): OwnDecision | undefined {
  const own = ownDecisions(events).get(reviewer);
  return own === undefined ? undefined : decisionOf(own);
}

async function count(
  db: Kysely<QueueTables>,
  queue: string,
  reviewer: string,
  decision: OwnDecision | undefined,
  by: number,
): Promise<void> {
  if (decision === undefined) return;
  await db
    .insertInto('outcross_queue_count')
    .values({ queue, reviewer, decision, n: by })
    .onConflict((conflict) =>
      conflict
        .columns(['queue', 'reviewer', 'decision'])
        .doUpdateSet({ n: sql<number>`outcross_queue_count.n + ${by}` }),
    )
    .execute();
}
