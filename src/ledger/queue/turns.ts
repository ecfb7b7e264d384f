import { type Kysely, sql } from 'kysely';
import type { QueueTables, TurnState } from './tables.ts';

type Db = Kysely<QueueTables>;

/** An item by its place. */
export interface ItemPlace {
  readonly queue: string;
  readonly place: number;
}

export interface SettledItem extends ItemPlace {
  readonly wants: number;
}

const isTouched = (state: TurnState) => state === 'done' || state === 'skipped';

/** Sets a reviewer's turn at an item, or ends it, and all that follows from it. */
export async function setTurn(
  db: Db,
  item: SettledItem,
  reviewer: string,
  state: 'done' | 'skipped' | undefined,
): Promise<void> {
  const before = await turnsAt(db, item);
  const { queue, place } = item;
  if (state === undefined) {
    await turnRows(db, item).where('reviewer', '=', reviewer).execute();
  } else {
    await db
      .insertInto('outcross_queue_turn')
      .values({ queue, place, reviewer, state, until: 0 })
      .onConflict((conflict) =>
        conflict.columns(['queue', 'place', 'reviewer']).doUpdateSet({ state, until: 0 }),
      )
      .execute();
  }
  const wasComplete = await settle(db, item);
  if (state !== 'done') await giveBack(db, item);
  await countTouched(db, item, before, wasComplete);
}

/** Recounts who is wanted for an item. True where nobody was, before. */
async function settle(db: Db, item: SettledItem): Promise<boolean> {
  const { queue, place, wants } = item;
  const turns = await turnsAt(db, item);
  const done = turns.filter(({ state }) => state === 'done').length;
  const busy = turns.filter(({ state }) => state === 'held' || state === 'assigned').length;
  const open = await db
    .selectFrom('outcross_queue_open')
    .select('done')
    .where('queue', '=', queue)
    .where('place', '=', place)
    .executeTakeFirst();
  const before = open?.done ?? wants;
  if (done >= wants) {
    await db
      .deleteFrom('outcross_queue_open')
      .where('queue', '=', queue)
      .where('place', '=', place)
      .execute();
    // What others held is not wanted any more.
    await turnRows(db, item).where('state', 'in', ['held', 'assigned']).execute();
  } else {
    const free = Math.max(0, wants - done - busy);
    await db
      .insertInto('outcross_queue_open')
      .values({ queue, place, done, free, again: 0 })
      .onConflict((conflict) => conflict.columns(['queue', 'place']).doUpdateSet({ done, free }))
      .execute();
  }
  const decided = Number(done > 0) - Number(before > 0);
  const complete = Number(done >= wants) - Number(open === undefined);
  if (decided !== 0 || complete !== 0) {
    await db
      .updateTable('outcross_queue')
      .set({
        decided: sql<number>`decided + ${decided}`,
        complete: sql<number>`complete + ${complete}`,
      })
      .where('id', '=', queue)
      .execute();
  }
  return open === undefined;
}

interface Turn {
  readonly reviewer: string;
  readonly state: TurnState;
}

function turnsAt(db: Db, { queue, place }: ItemPlace): Promise<Turn[]> {
  return db
    .selectFrom('outcross_queue_turn')
    .select(['reviewer', 'state'])
    .where('queue', '=', queue)
    .where('place', '=', place)
    .execute();
}

function turnRows(db: Db, { queue, place }: ItemPlace) {
  return db.deleteFrom('outcross_queue_turn').where('queue', '=', queue).where('place', '=', place);
}

/** Somebody had an item and gave it back. */
function giveBack(db: Db, { queue, place }: ItemPlace): Promise<unknown> {
  return db
    .updateTable('outcross_queue_open')
    .set({ again: 1 })
    .where('queue', '=', queue)
    .where('place', '=', place)
    .execute();
}

async function countTouched(
  db: Db,
  item: SettledItem,
  before: readonly Turn[],
  wasComplete: boolean,
): Promise<void> {
  const after = await turnsAt(db, item);
  const isComplete = after.filter(({ state }) => state === 'done').length >= item.wants;
  const has = (turns: readonly Turn[], name: string) =>
    turns.some(({ reviewer, state }) => reviewer === name && isTouched(state));
  for (const name of new Set([...before, ...after].map(({ reviewer }) => reviewer))) {
    const [was, is] = [has(before, name), has(after, name)];
    const touched = Number(is) - Number(was);
    const closed = Number(is && isComplete) - Number(was && wasComplete);
    if (touched === 0 && closed === 0) continue;
    await addReviewer(db, item.queue, name);
    await db
      .updateTable('outcross_queue_reviewer')
      .set({ touched: sql<number>`touched + ${touched}`, closed: sql<number>`closed + ${closed}` })
      .where('queue', '=', item.queue)
      .where('reviewer', '=', name)
      .execute();
  }
}

function addReviewer(db: Db, queue: string, reviewer: string): Promise<unknown> {
  return db
    .insertInto('outcross_queue_reviewer')
    .values({ queue, reviewer, cursor: 0, touched: 0, closed: 0 })
    .onConflict((conflict) => conflict.columns(['queue', 'reviewer']).doNothing())
    .execute();
}

/** Frees items that somebody held and left lying. */
export async function freeExpired(db: Db, queue: string, now: number): Promise<void> {
  const held = await db
    .selectFrom('outcross_queue_turn as t')
    .innerJoin('outcross_queue_item as i', (join) =>
      join.onRef('i.queue', '=', 't.queue').onRef('i.place', '=', 't.place'),
    )
    .select(['t.place as place', 't.reviewer as reviewer', 'i.wants as wants'])
    .where('t.queue', '=', queue)
    .where(sql<boolean>`t.state = 'held'`)
    .where('t.until', '<=', now)
    .execute();
  for (const { place, reviewer, wants } of held) {
    const item = { queue, place, wants };
    await turnRows(db, item).where('reviewer', '=', reviewer).execute();
    await settle(db, item);
    await giveBack(db, item);
  }
}

/** Beyond any place. */
const LAST = 0x7fffffff;

/** Which items a reviewer wants. */
export interface Wanted {
  readonly queue: string;
  readonly reviewer: string;
  /** Only items after this place. */
  readonly after: number;
  readonly count: number;
}

/** Items that were given to the reviewer, and are not done. */
export async function ownPlaces(db: Db, { queue, reviewer, after, count }: Wanted): Promise<number[]> {
  const places: number[] = [];
  // One state after the other: a range of the index each.
  for (const state of ['held', 'assigned'] as const) {
    const found = await db
      .selectFrom('outcross_queue_turn')
      .select('place')
      .where('queue', '=', queue)
      .where('reviewer', '=', reviewer)
      .where('state', '=', state)
      .where('place', '>', after)
      .orderBy('place')
      .limit(count)
      .execute();
    places.push(...found.map(({ place }) => place));
  }
  return places.sort((a, b) => a - b).slice(0, count);
}

/**
 * The first items that want somebody and that the reviewer has not had. A cursor of each reviewer keeps this from going over what they have
 * done already, however much that is; what others gave back before it is looked at first.
 */
export async function freePlaces(db: Db, wanted: Wanted): Promise<number[]> {
  const { queue, reviewer, after, count } = wanted;
  if (count <= 0) return [];
  await addReviewer(db, queue, reviewer);
  const { cursor } = await db
    .selectFrom('outcross_queue_reviewer')
    .select('cursor')
    .where('queue', '=', queue)
    .where('reviewer', '=', reviewer)
    .executeTakeFirstOrThrow();
  const back = await untouched(db, wanted)
    .where(sql<boolean>`o.again > 0`)
    .where('o.place', '>', after)
    .where('o.place', '<', cursor)
    .execute();
  if (back.length >= count) return back.map(({ place }) => place);
  const onwards = await untouched(db, wanted)
    .where('o.place', '>', Math.max(after, cursor - 1))
    .execute();
  const first = onwards[0]?.place ?? LAST;
  if (after < cursor && first > cursor) {
    await db
      .updateTable('outcross_queue_reviewer')
      .set({ cursor: first })
      .where('queue', '=', queue)
      .where('reviewer', '=', reviewer)
      .execute();
  }
  return [...back, ...onwards].slice(0, count).map(({ place }) => place);
}

/** Free items that the reviewer has not had, by place. Words as they are, not parameters: so that the partial indices are found. */
function untouched(db: Db, { queue, reviewer, count }: Wanted) {
  return db
    .selectFrom('outcross_queue_open as o')
    .select('o.place as place')
    .where('o.queue', '=', queue)
    .where(sql<boolean>`o.free > 0`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outcross_queue_turn as t')
            .select('t.place')
            .whereRef('t.queue', '=', 'o.queue')
            .whereRef('t.place', '=', 'o.place')
            .where('t.reviewer', '=', reviewer),
        ),
      ),
    )
    .orderBy('o.place')
    .limit(count);
}

/** Places of one statement. */
const AT_ONCE = 2_000;

/** Gives items that are free to a reviewer; `until` is 0 where they are assigned. */
export async function give(
  db: Db,
  { queue, reviewer }: Pick<Wanted, 'queue' | 'reviewer'>,
  places: readonly number[],
  until: number,
): Promise<void> {
  const state = until === 0 ? 'assigned' : 'held';
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const part = places.slice(from, from + AT_ONCE);
    await db
      .insertInto('outcross_queue_turn')
      .values(part.map((place) => ({ queue, place, reviewer, state, until })))
      .execute();
    await db
      .updateTable('outcross_queue_open')
      .set({ free: sql<number>`free - 1` })
      .where('queue', '=', queue)
      .where('place', 'in', part)
      .execute();
  }
}

/** What a reviewer holds is held for longer. */
export async function renew(
  db: Db,
  { queue, reviewer }: Pick<Wanted, 'queue' | 'reviewer'>,
  places: readonly number[],
  until: number,
): Promise<void> {
  if (places.length === 0) return;
  await db
    .updateTable('outcross_queue_turn')
    .set({ until })
    .where('queue', '=', queue)
    .where('place', 'in', places)
    .where('reviewer', '=', reviewer)
    .where('state', '=', 'held')
    .execute();
}
