import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/ledger/open.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';
import { verifyStore } from '../../src/ledger/verify.ts';
import { type Door, doorTo, HandClock } from '../../src/server/access/ledger.test.support.ts';
import { deskOf, testApp } from '../../src/server/app/app.test.support.ts';
import { CSRF_HEADER } from '../../src/server/app/guard.ts';
import type { App } from '../../src/server/desk.ts';
import { ROUTES } from '../../src/server/routes.ts';
import type { Session } from '../../src/server/wire.ts';
import { workspaces } from '../../src/workspace/fixtures.test.support.ts';
import { type PostgresServer, skipReason, startPostgres } from '../ledger.contract/postgres-server.ts';

const reason = skipReason();
const BOSS = { kind: 'person', name: 'boss' } as const;
const { make } = workspaces();

describe.skipIf(reason !== '')(`two servers on one PostgreSQL${reason}`, () => {
  let server: PostgresServer;
  const stores: LedgerStore[] = [];
  const doors: Door[] = [];
  const apps: App[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    const url = await server.freshUrl();
    const clock = new HandClock();
    for (let i = 0; i < 2; i++) {
      const store = await openLedger(url, '.');
      const door = doorTo(store, clock);
      stores.push(store);
      doors.push(door);
      const desk = deskOf(await make('line: novels\n'), store, { clock: clock.read });
      apps.push(await testApp(desk, { gate: door.gate, routes: ROUTES }));
    }
  });

  afterAll(async () => {
    for (const app of apps) await app.close();
    for (const store of stores) await store.close();
    await server.stop();
  });

  it('let in by the same tokens, know the same sessions, and end them together', async () => {
    const { secret, token } = await doors[0].book.issue({ name: 'zoe', role: 'operate' }, BOSS);
    const entered = await apps[0].inject({ method: 'POST', url: '/api/session', payload: { token: secret } });
    const session = entered.json() as Session;
    const [{ name, value }] = entered.cookies;
    const cookie = `${name}=${value}`;
    const look = async () =>
      Promise.all(apps.map((app) => app.inject({ url: '/api/session', headers: { cookie } })));
    expect((await look()).map((answer) => answer.json())).toEqual([session, session]);

    const other = { method: 'POST', url: '/api/tokens', payload: { name: 'ann', role: 'read' } } as const;
    const headers = { cookie, [CSRF_HEADER]: session.csrf };
    expect((await apps[1].inject({ ...other, headers })).statusCode).toBe(200);

    await doors[1].book.revoke(token.id, BOSS);
    expect((await look()).map(({ statusCode }) => statusCode)).toEqual([401, 401]);
  });

  it('log out of one is out of both', async () => {
    const { secret } = await doors[0].book.issue({ name: 'eve', role: 'read' }, BOSS);
    const entered = await doors[0].gate.enter(secret, '127.0.0.1');
    expect(await doors[1].gate.bySession(entered.secret)).toBeDefined();
    await doors[1].gate.leave(entered.pass);
    expect(await doors[0].gate.bySession(entered.secret)).toBeUndefined();
  });

  it('keep a whole ledger while twenty people log in at both at once', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, i) => doors[i % 2].book.issue({ name: `p${i}`, role: 'read' }, BOSS)),
    );
    const entries = await Promise.all(
      tokens.map(({ secret }, i) => doors[(i + 1) % 2].gate.enter(secret, `10.0.0.${i}`)),
    );
    const known = await Promise.all(entries.map(({ secret }, i) => doors[i % 2].gate.bySession(secret)));
    expect(known.map((pass) => pass?.person.name)).toEqual(tokens.map((_, i) => `p${i}`));
    expect(await verifyStore(stores[0])).toMatchObject({ passed: true, unknownKinds: {} });
  });
});
