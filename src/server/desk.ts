import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { LedgerStore } from '../ledger/store.ts';
import type { Workspace } from '../workspace.ts';
import type { Hub } from './live/hub.ts';
import type { Role } from './wire.ts';

/** What every route is given. */
export interface Desk {
  readonly workspace: Workspace;
  readonly store: LedgerStore;
  /** Of Outcross. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** One person at this computer; see `outcross view`. */
  readonly local: boolean;
  /** Where jobs tell how they get on: everybody who listens at `GET /api/live` hears it. */
  readonly live: Hub;
}

/** Who asks. */
export interface Person {
  readonly name: string;
  readonly role: Role;
  /** Of the token that let them in; absent under `outcross view`. */
  readonly token?: string;
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Adds the routes of one subject, all below `/api`. */
export type Routes = (app: App, desk: Desk) => void | Promise<void>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any handler of a route below `/api` but `POST /api/session`. */
    person: Person;
  }
  interface FastifyContextConfig {
    /** Least role that may ask. Default: `read` for GET, `operate` for all else. */
    role?: Role;
  }
}
