import { type Kysely, sql } from 'kysely';
import { OutcrossError } from '../../base/errors.ts';
import { readHead } from '../sql/append.ts';
import type { LedgerDatabase } from '../sql/database.ts';
import { followDecisions } from './follow.ts';
import type { NewQueue, NewQueueItem, Queue, QueueItem } from './item.ts';
import { LEASE, type NextAsk, type QueueCount, type ReviewQueues } from './queues.ts';
import { itemOf, itemRow, queueOf, type StoredItem, type StoredQueue, textIn } from './rows.ts';
import {
  prepareQueueTables,
  QUEUE_STORE,
  type QueueTables,
  requireQueueFormat,
  withQueues,
} from './tables.ts';
import { freeExpired, freePlaces, give, ownPlaces, renew } from './turns.ts';

/** Rows of one statement: seven parameters each. */
const ROWS = 200;

/** Items asked for by one statement. */
const ITEMS = 500;

type Db = Kysely<QueueTables>;

export class SqlQueues implements ReviewQueues {
  readonly #database: LedgerDatabase;
  readonly #requireOpen: () => void;
  #ready = false;

  /** `requireOpen` throws where the ledger was closed. */
  constructor(database: LedgerDatabase, requireOpen: () => void) {
    this.#database = database;
    this.#requireOpen = requireOpen;
  }

  create(queue: NewQueue, items: Iterable<NewQueueItem>): Promise<Queue> {
    return this.#coded(async () => {
      await prepareQueueTables(this.#database);
      await this.#isReady();
      return this.#write(async (db) => {
        await requireNew(db, queue.id);
        const { seq: head } = await readHead({ ...this.#database, db: db as never });
        const size = await insertItems(db, queue.id, items);
        const row = { id: queue.id, header: JSON.stringify(queue), head, size, decided: 0, complete: 0 };
        await db.insertInto('outcross_queue').values(row).execute();
        return { ...queue, head, size, decided: 0, complete: 0 };
      });
    });
  }

  list(): Promise<readonly Queue[]> {
    return this.#coded(async () => {
      if (!(await this.#isReady())) return [];
      const rows = await this.#queues().execute();
      return rows
        .map((row) => queueOf(row as StoredQueue))
        .sort((a, b) =>
          a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? 1 : -1,
        );
    });
  }

  queue(id: string): Promise<Queue> {
    return this.#coded(async () => {
      const row = (await this.#isReady())
        ? await this.#queues().where('id', '=', id).executeTakeFirst()
        : undefined;
      if (row !== undefined) return queueOf(row as StoredQueue);
      throw new OutcrossError('E_NOT_FOUND', 'there is no such queue', {
        where: id,
        hint: 'Queues are made by outcross review queue, and listed by outcross review list.',
      });
    });
  }

  item(queue: string, example: string): Promise<QueueItem | undefined> {
    return this.#coded(async () => {
      if (!(await this.#isReady())) return undefined;
      const row = await this.#items(queue).where('example', '=', example).executeTakeFirst();
      return row === undefined ? undefined : itemOf(queue, row as StoredItem);
    });
  }

  next({ queue, reviewer, after = -1, count, now }: NextAsk): Promise<readonly QueueItem[]> {
    return this.#coded(async () => {
      await this.queue(queue);
      const places = await this.#write(async (db) => {
        await freeExpired(db, queue, now);
        const wanted = { queue, reviewer, after, count };
        const own = await ownPlaces(db, wanted);
        await renew(db, wanted, own, now + LEASE);
        const free = await freePlaces(db, { ...wanted, count: count - own.length });
        await give(db, wanted, free, now + LEASE);
        return [...own, ...free].sort((a, b) => a - b);
      });
      return this.#itemsAt(queue, places);
    });
  }

  remaining(queue: string, reviewer: string): Promise<number> {
    return this.#coded(async () => {
      const { size, complete } = await this.queue(queue);
      const row = await this.#db()
        .selectFrom('outcross_queue_reviewer')
        .select(['touched', 'closed'])
        .where('queue', '=', queue)
        .where('reviewer', '=', reviewer)
        .executeTakeFirst();
      return size - complete - (row === undefined ? 0 : row.touched - row.closed);
    });
  }

  assign({ queue, reviewer, count, now }: Omit<NextAsk, 'after'>): Promise<number> {
    return this.#coded(async () => {
      await this.queue(queue);
      return this.#write(async (db) => {
        await freeExpired(db, queue, now);
        const places = await freePlaces(db, { queue, reviewer, after: -1, count });
        await give(db, { queue, reviewer }, places, 0);
        return places.length;
      });
    });
  }

  assignee(queue: string, place: number, now: number): Promise<string | undefined> {
    return this.#coded(async () => {
      if (!(await this.#isReady())) return undefined;
      const rows = await this.#db()
        .selectFrom('outcross_queue_turn')
        .select(['state', 'until'])
        .select(this.#database.textOf('reviewer').as('reviewer'))
        .where('queue', '=', queue)
        .where('place', '=', place)
        .where('state', 'in', ['held', 'assigned'])
        .execute();
      const busy = rows.filter(({ state, until }) => state === 'assigned' || Number(until) > now);
      return busy.length === 1 ? textIn(busy[0].reviewer, 'a reviewer') : undefined;
    });
  }

  counts(queue: string): Promise<readonly QueueCount[]> {
    return this.#coded(async () => {
      if (!(await this.#isReady())) return [];
      const { textOf } = this.#database;
      const rows = await this.#db()
        .selectFrom('outcross_queue_count')
        .select([textOf('reviewer').as('reviewer'), textOf('decision').as('decision'), 'n'])
        .where('queue', '=', queue)
        .where('n', '>', 0)
        .orderBy('outcross_queue_count.reviewer')
        .orderBy('outcross_queue_count.decision')
        .execute();
      return rows.map(({ reviewer, decision, n }) => ({
        reviewer: textIn(reviewer, 'a reviewer'),
        decision: textIn(decision, 'a decision'),
        n,
      }));
    });
  }

  sample(queue: string): Promise<readonly Pick<QueueItem, 'id' | 'seen'>[]> {
    return this.#coded(async () => {
      if (!(await this.#isReady())) return [];
      const { textOf } = this.#database;
      const rows = await this.#db()
        .selectFrom('outcross_queue_item')
        .select([textOf('example').as('example'), textOf('seen').as('seen')])
        .where('queue', '=', queue)
        .where(sql<boolean>`sample >= 0`)
        .orderBy('sample')
        .execute();
      return rows.map(({ example, seen }) => ({ id: textIn(example, queue), seen: textIn(seen, queue) }));
    });
  }

  shared(queue: string): Promise<readonly Pick<QueueItem, 'id' | 'seen'>[]> {
    return this.#coded(async () => {
      if (!(await this.#isReady())) return [];
      const rows = await this.#db()
        .selectFrom('outcross_queue_turn')
        .select('place')
        .where('queue', '=', queue)
        .where('state', '=', 'done')
        .groupBy('place')
        .having((build) => build.fn.countAll(), '>', 1)
        .orderBy('place')
        .execute();
      const items = await this.#itemsAt(
        queue,
        rows.map(({ place }) => place),
      );
      return items.map(({ id, seen }) => ({ id, seen }));
    });
  }

  async #itemsAt(queue: string, places: readonly number[]): Promise<QueueItem[]> {
    const items: QueueItem[] = [];
    for (let from = 0; from < places.length; from += ITEMS) {
      const part = places.slice(from, from + ITEMS);
      const rows = await this.#items(queue).where('place', 'in', part).orderBy('place').execute();
      items.push(...rows.map((row) => itemOf(queue, row as StoredItem)));
    }
    return items;
  }

  #items(queue: string) {
    const { textOf } = this.#database;
    return this.#db()
      .selectFrom('outcross_queue_item')
      .select(['place', 'wants', 'sample'])
      .select([textOf('example').as('example'), textOf('seen').as('seen'), textOf('body').as('body')])
      .where('queue', '=', queue);
  }

  #queues() {
    return this.#db()
      .selectFrom('outcross_queue')
      .select(['head', 'size', 'decided', 'complete', this.#database.textOf('header').as('header')]);
  }

  #db(): Db {
    return withQueues(this.#database.db);
  }

  #write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.#database.write((transaction) => work(withQueues(transaction)));
  }

  /** False where no queue was ever made. True once the tables take account of all decisions. */
  async #isReady(): Promise<boolean> {
    if (!this.#ready) {
      if (!(await this.#database.hasTable(QUEUE_STORE))) return false;
      await requireQueueFormat(this.#database);
      this.#ready = true;
    }
    await followDecisions(this.#database);
    return true;
  }

  async #coded<T>(work: () => Promise<T>): Promise<T> {
    this.#requireOpen();
    try {
      return await work();
    } catch (error) {
      throw this.#database.failure(error);
    }
  }
}

async function requireNew(db: Db, id: string): Promise<void> {
  const found = await db.selectFrom('outcross_queue').select('size').where('id', '=', id).executeTakeFirst();
  if (found === undefined) return;
  throw new OutcrossError('E_CONFLICT', 'the queue is there already', { where: id });
}

async function insertItems(db: Db, queue: string, items: Iterable<NewQueueItem>): Promise<number> {
  let place = 0;
  let part: NewQueueItem[] = [];
  const examples = new Set<string>();
  const flush = async () => {
    if (part.length === 0) return;
    const first = place - part.length;
    await db
      .insertInto('outcross_queue_item')
      .values(part.map((item, i) => itemRow(queue, first + i, item)))
      .execute();
    await db
      .insertInto('outcross_queue_open')
      .values(part.map(({ wants }, i) => ({ queue, place: first + i, done: 0, free: wants, again: 0 })))
      .execute();
    part = [];
  };
  for (const item of items) {
    if (examples.has(item.id))
      throw new OutcrossError('E_PARAMETER', 'two items are of one example', { where: item.id });
    examples.add(item.id);
    part.push(item);
    place++;
    if (part.length === ROWS) await flush();
  }
  await flush();
  return place;
}
