import type { LedgerEvent, SubjectType } from '../../ledger/event.ts';
import type { EventQuery, LedgerStore } from '../../ledger/store.ts';
import { eventLine } from '../../report/ledger/event-text.ts';
import type { EventList, EventView } from '../wire.ts';

/** Events of an answer, where nobody says how many. */
export const LISTED_EVENTS = 50;

/** Most events of an answer. */
export const MOST_EVENTS = 500;

export interface LedgerQuery {
  /** Only events before this number. */
  readonly before?: number;
  readonly kinds?: readonly string[];
  readonly subject?: { readonly type: SubjectType; readonly id: string };
  readonly limit?: number;
}

/** Events of the ledger, newest first. Throws as the store does. */
export async function ledgerList(store: LedgerStore, query: LedgerQuery): Promise<EventList> {
  const { before, kinds, subject, limit = LISTED_EVENTS } = query;
  const asked = {
    reverse: true,
    // One more than asked for tells that there are more.
    limit: limit + 1,
    ...(before === undefined ? {} : { before }),
    ...(subject === undefined ? {} : { subject }),
  };
  const found = kinds === undefined ? await all(store, asked) : await ofKinds(store, asked, kinds);
  return { events: found.slice(0, limit).map(eventView), more: found.length > limit };
}

/** Kind by kind, so that the index of kinds serves: among a million decisions the one check is found at once. */
async function ofKinds(
  store: LedgerStore,
  asked: EventQuery & { readonly limit: number },
  kinds: readonly string[],
): Promise<LedgerEvent[]> {
  const lists = await Promise.all([...new Set(kinds)].map((kind) => all(store, { ...asked, kinds: [kind] })));
  return lists
    .flat()
    .sort((a, b) => b.seq - a.seq)
    .slice(0, asked.limit);
}

async function all(store: LedgerStore, query: EventQuery): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for await (const event of store.events(query)) events.push(event);
  return events;
}

function eventView(event: LedgerEvent): EventView {
  const { seq, kind, at, actor, subjects } = event;
  return {
    seq,
    kind,
    at,
    actor: { kind: actor.kind, name: actor.name },
    subjects: subjects.map(({ type, id }) => ({ type, id })),
    text: eventLine(event),
  };
}
