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
  let left = query.limit ?? Number.POSITIVE_INFINITY;
  let after = query.after;
  const isAfter = (id: string) => query.after === undefined || byBytes(id, query.after) > 0;
  const asked = query.ids === undefined ? undefined : [...new Set(query.ids)].filter(isAfter).sort(byBytes);
  for (let done = 0; ; ) {
    const size = Math.min(PAGE, left);
    if (size <= 0) return;
    const ids = asked?.slice(done, done + size);
    if (ids?.length === 0) return;
    done += size;
    const page = { type, after, size, ids };
    const found = merged(await Promise.all(kinds.map((kind) => rowsOf(reader, kind, page))), size);
    yield* withEvents(reader, found);
    left -= found.length;
    // Of the ids that were asked for some may not be there: a page of them is done even where it found none.
    const last = ids === undefined ? found.at(-1)?.id : ids.at(-1);
    if (last === undefined || (ids === undefined && found.length < size)) return;
    after = last;
  }
}

interface LatestPage {
  readonly type: SubjectType;
  readonly after: string | undefined;
  readonly size: number;
  readonly ids: readonly string[] | undefined;
}

/** The newest event of one kind about a subject. */
interface Newest {
  readonly id: string;
  readonly seq: number;
}

/** A page of one kind: a range of the table's key, whatever a planner believes of the table. */
async function rowsOf(
  reader: LedgerReader,
  kind: string,
  { type, after, size, ids }: LatestPage,
): Promise<Newest[]> {
  let page = reader.db
    .selectFrom('outcross_latest')
    .select(['seq', reader.textOf('id').as('id')])
    .where('type', '=', type)
    .where('kind', '=', kind);
  if (ids !== undefined) page = page.where('outcross_latest.id', 'in', ids);
  else if (after !== undefined) page = page.where('outcross_latest.id', '>', after);
  const rows = await page.orderBy('outcross_latest.id').limit(size).execute();
  return rows.map((row) => {
    const seq = Number(row.seq);
    const id = textFrom(row.id);
    if (id === undefined) throw damaged(seq, 'the index of its subjects is no text');
    return { id, seq };
  });
}

/** The first `size` subjects of pages of several kinds, each with its newest event. A page that is full hides what comes after it. */
function merged(pages: readonly (readonly Newest[])[], size: number): Newest[] {
  if (pages.length === 1) return [...pages[0]];
  const newest = new Map<string, number>();
  for (const { id, seq } of pages.flat()) newest.set(id, Math.max(seq, newest.get(id) ?? 0));
  const ends = pages.flatMap((page) => (page.length < size ? [] : [page[size - 1].id]));
  const [end] = ends.sort(byBytes);
  const seen = [...newest].filter(([id]) => end === undefined || byBytes(id, end) <= 0);
  return seen
    .sort(([a], [b]) => byBytes(a, b))
    .slice(0, size)
    .map(([id, seq]) => ({ id, seq }));
}

/** By UTF-8, as databases compare: the order of UTF-16 units is another beyond the basic plane. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

async function* withEvents(reader: LedgerReader, found: readonly Newest[]): AsyncGenerator<LatestEvent> {
  if (found.length === 0) return;
  const seqs = [...new Set(found.map(({ seq }) => seq))];
  const rows = await allEvents(reader.db)
    .where('outcross_event.seq', 'in', seqs)
    .select('outcross_event.seq')
    .select(eventTexts(reader))
    .execute();
  const events = new Map((rows as StoredEvent[]).map((row) => [Number(row.seq), row]));
  for (const { id, seq } of found) {
    const row = events.get(seq);
    if (row === undefined) throw damaged(seq, 'the index of current events names it, and it is not there');
    yield { id, event: eventOf(row) };
  }
}
