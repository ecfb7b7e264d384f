import { Type } from 'typebox';
import { SUBJECT_TYPES, type SubjectType } from '../../ledger/event.ts';
import type { App, Desk } from '../desk.ts';
import { EventList } from '../wire.ts';
import { ledgerList, MOST_EVENTS } from './ledger-list.ts';
import { type Prepared, prepare, sendPrepared } from './prepared.ts';
import { Recent } from './recent.ts';
import { SharedReading } from './shared-reading.ts';

/** No database keeps U+0000 in a text. */
const Name = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$' });

const Query = Type.Object({
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  /** One, or several with commas. */
  kind: Type.Optional(Type.String({ pattern: '^[a-z.-]{1,60}(,[a-z.-]{1,60}){0,39}$' })),
  type: Type.Optional(Type.Union(SUBJECT_TYPES.map((type) => Type.Literal(type)))),
  id: Type.Optional(Name(1_000)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_EVENTS })),
});

/** Answers that are kept as they go over the wire. */
const MOST_PREPARED = 32;

/** What was recorded. */
export function addLedgerRoutes(app: App, { store }: Desk): void {
  const schema = {
    summary: 'Events of the ledger, newest first; type and id name a subject, and go together.',
    querystring: Query,
    response: { 200: EventList },
  };
  const head = new SharedReading(() => store.head());
  const kept = new Recent<Prepared>(MOST_PREPARED);
  app.get('/api/ledger', { schema }, async (request, reply) => {
    const { before, kind, type, id, limit } = request.query;
    const { seq } = await head.get();
    const query = {
      ...(before === undefined ? {} : { before }),
      ...(kind === undefined ? {} : { kinds: kind.split(',') }),
      ...(type === undefined || id === undefined ? {} : { subject: { type: type as SubjectType, id } }),
      ...(limit === undefined ? {} : { limit }),
    };
    const list = () => ledgerList(store, query).then(prepare);
    return sendPrepared(request, reply, await kept.get(JSON.stringify([seq, query]), list));
  });
}
