import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { ask, deskOf, testApp } from '../app/app.test.support.ts';
import type { AppOptions } from '../app/create-app.ts';
import { CSRF_HEADER } from '../app/guard.ts';
import type { App } from '../desk.ts';
import type { Session } from '../wire.ts';
import { FAILURES } from './attempts.ts';
import { BOSS, type House, houses } from './ledger.test.support.ts';
import { LocalGate } from './local-gate.ts';
import { csrfOf, hashOf } from './secrets.ts';

const makeHouse = houses();
const { make } = workspaces();
const apps: App[] = [];
let workspace: Awaited<ReturnType<typeof make>>;
let house: House;
let token: string;
let app: App;

async function appOf(options: Partial<AppOptions>, local = false): Promise<App> {
  const desk = deskOf(workspace, house.store, { clock: house.clock.read, local });
  const made = await testApp(desk, { routes: [], ...options });
  apps.push(made);
  return made;
}

beforeAll(async () => {
  workspace = await make('line: novels\n');
});

beforeEach(async () => {
  house = await makeHouse();
  const { gate, book } = house.server();
  token = (await book.issue({ name: 'zoe', role: 'review' }, BOSS)).secret;
  app = await appOf({ gate });
});

afterAll(async () => {
  for (const one of apps) await one.close();
});

async function logIn(to: App, secret: string) {
  const response = await to.inject({ method: 'POST', url: '/api/session', payload: { token: secret } });
  const cookie = response.cookies.at(0);
  return {
    status: response.statusCode,
    session: response.json() as Session,
    cookie,
    headers: { cookie: `${cookie?.name}=${cookie?.value}` },
  };
}

const look = (to: App, headers: Record<string, string>) => to.inject({ url: '/api/session', headers });

describe('logging in', () => {
  it('says who one is, and sets a cookie that no script reads and no other site sends', async () => {
    const { status, session, cookie } = await logIn(app, token);
    expect(status).toBe(200);
    expect(session).toEqual({
      name: 'zoe',
      role: 'review',
      csrf: csrfOf(cookie!.value),
      local: false,
      version: '0.1.0',
      line: 'novels',
      expiresAt: '2026-03-11T12:00:00.000Z',
    });
    expect(cookie).toMatchObject({ name: 'outcross-0', path: '/', httpOnly: true, sameSite: 'Strict' });
    expect(cookie).not.toHaveProperty('domain');
    expect(cookie).not.toHaveProperty('secure');
  });

  it('over TLS sets a cookie that is bound to this very host', async () => {
    const secure = await appOf({ gate: house.server().gate, behindProxy: true });
    const { cookie } = await logIn(secure, token);
    expect(cookie).toMatchObject({ name: '__Host-outcross', path: '/', secure: true, httpOnly: true });
    expect(cookie).not.toHaveProperty('domain');
  });

  it('gives a secret that is not the token, nor to be found from the ledger', async () => {
    const { cookie } = await logIn(app, token);
    expect(token).not.toContain(cookie!.value);
    const facts = JSON.stringify(await house.facts('access.granted'));
    expect(facts).toContain(hashOf(cookie!.value));
    expect(facts).not.toContain(cookie!.value);
  });

  it('with a wrong token sets no cookie, and after too many says when to come back', async () => {
    for (let i = 0; i < FAILURES.each; i++) {
      const { status, cookie } = await logIn(app, `guess ${i}`);
      expect([status, cookie]).toEqual([401, undefined]);
    }
    const response = await app.inject({ method: 'POST', url: '/api/session', payload: { token: 'guess' } });
    expect([response.statusCode, response.json().code]).toEqual([429, 'E_RATE']);
    expect(response.headers['retry-after']).toBe(String(FAILURES.window / 1_000));
  });

  it('is refused to pages of other sites: nobody is logged in as somebody else', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const response = await app.inject({ method: 'POST', url: '/api/session', payload: { token }, headers });
      expect([response.statusCode, response.cookies]).toEqual([403, []]);
    }
  });

  it.each([{}, { token: 17 }, { token: '' }, { token: 'x'.repeat(201) }, { token: ['a'] }])(
    'takes no %j for a token',
    async (payload) => {
      const response = await app.inject({ method: 'POST', url: '/api/session', payload });
      expect([response.statusCode, response.json().code]).toEqual([400, 'E_PARAMETER']);
    },
  );
});

describe('a session', () => {
  it('is known by its cookie', async () => {
    const { session, headers } = await logIn(app, token);
    expect((await look(app, headers)).json()).toEqual(session);
  });

  it('is over after logging out: the cookie is taken back, and is worth nothing to who kept it', async () => {
    const { session, headers } = await logIn(app, token);
    const out = await app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { ...headers, [CSRF_HEADER]: session.csrf },
    });
    expect(out.statusCode).toBe(204);
    expect(out.cookies[0]).toMatchObject({ name: 'outcross-0', value: '', path: '/' });
    expect((await look(app, headers)).statusCode).toBe(401);
  });

  it("is not ended by another site's page", async () => {
    const { headers } = await logIn(app, token);
    const out = await app.inject({ method: 'DELETE', url: '/api/session', headers });
    expect(out.statusCode).toBe(403);
    expect((await look(app, headers)).statusCode).toBe(200);
  });

  it('ends when its token is revoked, and the token opens nothing when it is sent again', async () => {
    const { headers } = await logIn(app, token);
    await house.server().book.revoke(token.split('_')[1], BOSS);
    expect((await look(app, headers)).statusCode).toBe(401);
    expect((await logIn(app, token)).status).toBe(401);
    expect((await look(app, { authorization: `Bearer ${token}` })).statusCode).toBe(401);
  });
});

describe('a script with a token', () => {
  it('sees who it is, and gets neither cookie nor header', async () => {
    const { body, headers } = await ask(app, token)('GET', '/api/session');
    expect(body).toMatchObject({ name: 'zoe', role: 'review', csrf: '' });
    expect(headers).not.toHaveProperty('set-cookie');
  });

  it('finds what it may not do recorded', async () => {
    const { gate } = house.server();
    const own = await appOf({
      gate,
      routes: [
        (to) => {
          to.post('/api/trial/:id', async () => ({}));
        },
      ],
    });
    expect((await ask(own, token)('POST', '/api/trial/7')).status).toBe(403);
    expect(await house.facts('access.denied')).toMatchObject([
      { by: 'zoe', body: { action: 'POST /api/trial/:id', role: 'review', reason: 'role' } },
    ]);
  });
});

describe('outcross view', () => {
  it('lets in by a secret that is worthless afterwards', async () => {
    const gate = new LocalGate('zoe', house.clock.read);
    const local = await appOf({ gate }, true);
    const once = gate.invite();
    const { session, headers } = await logIn(local, once);
    expect(session).toMatchObject({ name: 'zoe', role: 'operate', local: true });
    expect((await look(local, headers)).statusCode).toBe(200);
    expect((await logIn(local, once)).status).toBe(401);
    expect((await look(local, { authorization: `Bearer ${once}` })).statusCode).toBe(401);
  });
});

describe('behind a proxy', () => {
  it('counts failures by the address that the proxy saw, and believes no address that the client made up', async () => {
    const proxied = await appOf({ gate: house.server().gate, behindProxy: true });
    const tries = (forwarded: string) =>
      proxied.inject({
        method: 'POST',
        url: '/api/session',
        payload: { token: 'guess' },
        headers: { 'x-forwarded-for': forwarded },
      });
    for (let i = 0; i < FAILURES.each; i++) await tries(`10.9.9.${i}, 203.0.113.7`);
    expect((await tries('10.9.9.99, 203.0.113.7')).statusCode).toBe(429);
    expect((await tries('203.0.113.8')).statusCode).toBe(401);
    expect((await house.facts('access.denied'))[0].body['address']).toBe('203.0.113.7');
  });
});
