import { type Static, Type } from 'typebox';
import { JobView } from './jobs.ts';
import { Moment } from './shared.ts';

/** `GET /api/live`: server-sent events. The name of the event is `type`; its id is `seq` of the ledger where it has one. */
export const LiveMessage = Type.Union([
  /** First of all: what the server knew when the stream began. */
  Type.Object({ type: Type.Literal('hello'), seq: Type.Integer(), version: Type.String() }),
  /** The ledger grew: views that show such kinds are stale. */
  Type.Object({
    type: Type.Literal('ledger'),
    seq: Type.Integer(),
    kinds: Type.Array(Type.String()),
    subjects: Type.Array(Type.Object({ type: Type.String(), id: Type.String() })),
  }),
  Type.Object({ type: Type.Literal('job'), job: JobView }),
]);
export type LiveMessage = Static<typeof LiveMessage>;

export const EventView = Type.Object({
  seq: Type.Integer(),
  kind: Type.String(),
  at: Moment,
  actor: Type.Object({ kind: Type.String(), name: Type.String() }),
  subjects: Type.Array(Type.Object({ type: Type.String(), id: Type.String() })),
  /** One line, as `outcross ledger log` says it. */
  text: Type.String(),
});
export type EventView = Static<typeof EventView>;

/** `GET /api/ledger?before=&kind=&type=&id=&limit=`: newest first. */
export const EventList = Type.Object({ events: Type.Array(EventView), more: Type.Boolean() });
export type EventList = Static<typeof EventList>;
