import type { InjectOptions } from 'fastify';
import { expect } from 'vitest';
import type { LedgerStore } from '../../ledger/store.ts';
import type { Workspace } from '../../workspace.ts';
import type { Gate, Pass } from '../access/gate.ts';
import { Refusal } from '../access/refusal.ts';
import { ROLES } from '../access/roles.ts';
import type { App, Desk } from '../desk.ts';
import { createHub } from '../live/hub.ts';
import type { Role } from '../wire.ts';
import { type AppOptions, createApp } from './create-app.ts';

/** A moment at which the clock of tests stands. */
export const NOON = Date.parse('2026-03-04T12:00:00Z');

/** A desk for tests: a clock that stands still, an own hub. */
export function deskOf(workspace: Workspace, store: LedgerStore, more: Partial<Desk> = {}): Desk {
  return { workspace, store, version: '0.1.0', clock: () => NOON, local: false, live: createHub(), ...more };
}

/** A gate whose tokens are `read`, `review` and `operate`, or `read:zoe` for a person of another name. */
export function testGate(): Gate {
  const passes = new Map<string, Pass>();
  const passOf = (token: string): Pass | undefined => {
    const [role, name = role] = token.split(':');
    if (!ROLES.includes(role as Role)) return undefined;
    return { person: { name, role: role as Role, token: `id-of-${name}` }, expiresAt: NOON + 3_600_000 };
  };
  return {
    bySession: async (secret) => passes.get(secret),
    byToken: async (token) => passOf(token),
    enter: async (token) => {
      const pass = passOf(token);
      if (pass === undefined) throw new Refusal(401, 'E_ACCESS', 'the token is not good');
      const secret = `secret of ${token}`.replaceAll(/[^a-z]/g, '-');
      const own = { ...pass, session: secret };
      passes.set(secret, own);
      return { secret, pass: own };
    },
    leave: async ({ session }) => {
      passes.delete(session ?? '');
    },
    holds: async ({ session }) => session === undefined || passes.has(session),
    denied: async () => {},
  };
}

/** An app for `inject`, with a gate of its own. Errors with status 500 fail the test that asks, with what happened. */
export async function testApp(desk: Desk, options: Partial<AppOptions> = {}): Promise<App> {
  const app = await createApp(desk, {
    gate: testGate(),
    hosts: { allowed: [], port: () => undefined },
    ...options,
  });
  await app.ready();
  return app;
}

/** What came back. `body` is parsed where it is JSON. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what should be there.
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Asks as a person of a role, such as `ask(app, 'review')('POST', '/api/review/decisions', {...})`; `review:zoe` for one of another name. */
export function ask(app: App, token: string) {
  return async (
    method: string,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const options: InjectOptions = {
      method: method as 'GET',
      url,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    };
    const response = await app.inject(options);
    const json = String(response.headers['content-type'] ?? '').startsWith('application/json');
    return {
      status: response.statusCode,
      body: json && response.body !== '' ? JSON.parse(response.body) : response.body,
      headers: response.headers,
    };
  };
}

/** Asks and expects 200. */
export async function expectOk(answer: Promise<Answer>): Promise<Answer['body']> {
  const { status, body } = await answer;
  expect({ status, ...(status === 200 ? {} : { body }) }).toEqual({ status: 200 });
  return body;
}
