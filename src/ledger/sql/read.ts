import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { LedgerEvent, LedgerSubject, SubjectType } from '../event.ts';
import type { EventQuery, LatestQuery } from '../store.ts';
import type { LedgerReader } from './database.ts';
import { damaged, EVENT_TEXTS, eventOf, type StoredEvent, textFrom } from './rows.ts';
import type { LedgerTables } from './tables.ts';

/**
 * Rows of one page. A page is one short query: no cursor stays open while the reader works, so that a reader never holds up a
 * writer, and the reader may itself append.
 */
const PAGE = 500;

/** Events in order, a page at a time. */
export async function* readEvents(reader: LedgerReader, query: EventQuery): AsyncGenerator<LedgerEvent> {
  const { reverse = false } = query;
  let left = query.limit ?? Number.POSITIVE_INFINITY;
  let { after = 0, before = Number.MAX_SAFE_INTEGER } = query;
  while (left > 0) {
    const size = Math.min(PAGE, left);
    const rows = await pageOf(reader, { ...query, after, before, size });
    for (const row of rows) yield eventOf(row);
    if (rows.length < size) return;
    left -= rows.length;
    const last = Number(rows[rows.length - 1].seq);
    if (reverse) before = last;
    else after = last;
  }
}

interface EventPage extends EventQuery {
  readonly after: number;
  readonly before: number;
  readonly size: number;
}

function pageOf(reader: LedgerReader, page: EventPage): Promise<StoredEvent[]> {
  const { after, before, kinds, subject, since, reverse, size } = page;
  // Walked by the index of the subject, not by the events: a subject has few of them.
  const walked = subject === undefined ? 'outcross_event.seq' : 'outcross_subject.seq';
  let events = (subject === undefined ? allEvents(reader.db) : eventsAbout(reader.db, subject))
    .where(walked, '>', after)
    .where(walked, '<', before)
    .orderBy(walked, reverse === true ? 'desc' : 'asc')
    .limit(size);
  // An empty list of kinds asks for nothing, and SQL has no empty list.
  if (kinds !== undefined) events = events.where('kind', 'in', kinds.length === 0 ? [''] : kinds);
  if (since !== undefined) events = events.where('at', '>=', since);
  return events.select('outcross_event.seq').select(eventTexts(reader)).execute() as Promise<StoredEvent[]>;
}

type Events = SelectQueryBuilder<LedgerTables, 'outcross_event' | 'outcross_subject', object>;

function eventTexts({ textOf }: LedgerReader) {
  return EVENT_TEXTS.map((column) => textOf(`outcross_event.${column}`).as(column));
}

function eventsAbout(db: Kysely<LedgerTables>, { type, id }: LedgerSubject): Events {
  return db
    .selectFrom('outcross_subject')
    .innerJoin('outcross_event', 'outcross_event.seq', 'outcross_subject.seq')
    .where('outcross_subject.type', '=', type)
    .where('outcross_subject.id', '=', id);
}

function allEvents(db: Kysely<LedgerTables>): Events {
  return db.selectFrom('outcross_event') as unknown as Events;
}

export interface LatestEvent {
  readonly id: string;
  readonly event: LedgerEvent;
}

/** The newest event of `kinds` a subject, by subject id, a page at a time. */
export async function* readLatest(
  reader: LedgerReader,
  type: SubjectType,
  kinds: readonly string[],
  query: LatestQuery,
): AsyncGenerator<LatestEvent> {
  if (kinds.length === 0) return;
  if (query.ids !== undefined) return yield* readIds(reader, type, kinds, { ...query, ids: query.ids });
  let left = query.limit ?? Number.POSITIVE_INFINITY;
  let after = query.after;
  while (left > 0) {
    const size = Math.min(PAGE, left);
    let page = reader.db.selectFrom('outcross_latest').where('type', '=', type).where('kind', 'in', kinds);
    if (after !== undefined) page = page.where('id', '>', after);
    const found = await newest(reader, page.orderBy('id').limit(size));
    yield* found;
    if (found.length < size) return;
    left -= found.length;
    after = found[found.length - 1].id;
  }
}

async function* readIds(
  reader: LedgerReader,
  type: SubjectType,
  kinds: readonly string[],
  { ids, after, limit = Number.POSITIVE_INFINITY }: LatestQuery & { readonly ids: readonly string[] },
): AsyncGenerator<LatestEvent> {
  const wanted = [...new Set(ids)]
    .sort(byBytes)
    .filter((id) => after === undefined || byBytes(id, after) > 0);
  let left = limit;
  for (let start = 0; start < wanted.length && left > 0; start += PAGE) {
    const part = wanted.slice(start, start + PAGE);
    const page = reader.db
      .selectFrom('outcross_latest')
      .where('type', '=', type)
      .where('kind', 'in', kinds)
      .where('id', 'in', part);
    const found = await newest(reader, page.orderBy('id'));
    for (const one of found.slice(0, left)) yield one;
    left -= found.length;
  }
}

/** By UTF-8, as databases compare: the order of UTF-16 units is another beyond the basic plane. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The newest events of the subjects of a page. */
async function newest(
  reader: LedgerReader,
  page: SelectQueryBuilder<LedgerTables, 'outcross_latest', object>,
): Promise<LatestEvent[]> {
  const tops = page
    .select(['id'])
    .select((build) => build.fn.max<number>('seq').as('top'))
    .groupBy('id');
  const rows = await reader.db
    .selectFrom(tops.as('tops'))
    .innerJoin('outcross_event', 'outcross_event.seq', 'tops.top')
    .select(['outcross_event.seq', reader.textOf('tops.id').as('id')])
    .select(eventTexts(reader))
    .orderBy('tops.id')
    .execute();
  return rows.map((row) => {
    const event = eventOf(row as unknown as StoredEvent);
    const id = textFrom(row.id);
    if (id === undefined) throw damaged(event.seq, 'the index of its subjects is no text');
    return { id, event };
  });
}
