import type { RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerStore } from '../../ledger/store.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import { mayAct, neededRole, ROLES } from '../access/roles.ts';
import type { App, Desk, Routes } from '../desk.ts';
import { ROUTES } from '../routes.ts';
import type { Session } from '../wire.ts';
import { ask, deskOf, testApp } from './app.test.support.ts';
import { CSRF_HEADER } from './guard.ts';

const { make } = workspaces();
let desk: Desk;
let store: LedgerStore;
let app: App;

const changed: string[] = [];
const TRIAL: Routes = (own) => {
  own.get('/api/trial', async () => ({}));
  own.post('/api/trial', { config: { role: 'read' } }, async (request) => {
    changed.push(request.person.name);
    return {};
  });
};

beforeAll(async () => {
  const workspace = await make('line: novels\n');
  store = await openLedgerOf(workspace, { create: true });
  desk = deskOf(workspace, store);
  app = await testApp(desk, { routes: [TRIAL] });
});

afterAll(async () => {
  await app.close();
  await store.close();
});

/** Logs in as a browser does. */
async function browser(): Promise<{ cookie: string; csrf: string }> {
  const response = await app.inject({ method: 'POST', url: '/api/session', payload: { token: 'operate' } });
  const [{ name, value }] = response.cookies;
  return { cookie: `${name}=${value}`, csrf: (response.json() as Session).csrf };
}

const change = (headers: Record<string, string>) =>
  app.inject({ method: 'POST', url: '/api/trial', headers, payload: {} });

describe('a request that changes something', () => {
  it('passes with the cookie and the header of its session', async () => {
    const { cookie, csrf } = await browser();
    const origin = 'http://localhost:80';
    const headers = {
      cookie,
      [CSRF_HEADER]: csrf,
      origin,
      host: 'localhost:80',
      'sec-fetch-site': 'same-origin',
    };
    expect((await change(headers)).statusCode).toBe(200);
  });

  it('is refused without the header, and with one of another session', async () => {
    const [mine, other] = [await browser(), await browser()];
    const own = await app.inject({ method: 'POST', url: '/api/session', payload: { token: 'read:ann' } });
    const before = changed.length;
    for (const csrf of [undefined, '', 'x', `${other.csrf}x`, (own.json() as Session).csrf]) {
      const response = await change({
        cookie: mine.cookie,
        ...(csrf === undefined ? {} : { [CSRF_HEADER]: csrf }),
      });
      expect([response.statusCode, response.json().code]).toEqual([403, 'E_ACCESS']);
    }
    expect(changed).toHaveLength(before);
  });

  it('is refused from a page of another site, even with all secrets', async () => {
    const { cookie, csrf } = await browser();
    const good = { cookie, [CSRF_HEADER]: csrf, host: 'localhost:80' };
    const bad: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'http://localhost:3000' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const one of bad) expect((await change({ ...good, ...one })).statusCode).toBe(403);
  });

  it('needs no header from a script that sends its token, and gives it no cookie', async () => {
    const response = await change({ authorization: 'Bearer operate' });
    expect(response.statusCode).toBe(200);
    expect(response.headers).not.toHaveProperty('set-cookie');
  });

  it('is judged by the token that came with it, not by the cookie beside it', async () => {
    const { cookie, csrf } = await browser();
    const headers = { cookie, [CSRF_HEADER]: csrf, authorization: 'Bearer nobody' };
    expect((await change(headers)).statusCode).toBe(401);
  });
});

describe('a request that only looks', () => {
  it('needs no header, but is refused to pages of other sites', async () => {
    const { cookie } = await browser();
    const look = (more: Record<string, string>) =>
      app.inject({ url: '/api/trial', headers: { cookie, ...more } });
    expect((await look({})).statusCode).toBe(200);
    expect((await look({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await look({ origin: 'https://evil.example' })).statusCode).toBe(403);
  });

  it.each([
    ['nothing', {}],
    ['a cookie that is none', { cookie: 'outcross-0=guess' }],
    ['a cookie of another name', { cookie: 'session=secret-of-operate' }],
    ['a password', { authorization: 'Basic b3BlcmF0ZQ==' }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['two tokens', { authorization: 'Bearer operate, Bearer operate' }],
    ['a token of a thousand characters', { authorization: `Bearer ${'x'.repeat(1_000)}` }],
  ])('is refused with %s', async (_, headers) => {
    const response = await app.inject({ url: '/api/trial', headers: headers as Record<string, string> });
    expect([response.statusCode, response.json().code]).toEqual([401, 'E_ACCESS']);
  });
});

describe('every route that is registered', () => {
  let every: App;
  const routes: { method: string; url: string; role: 'read' | 'review' | 'operate' }[] = [];

  beforeAll(async () => {
    const gather: Routes = (own) => {
      own.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
        for (const one of [method].flat())
          routes.push({ method: one, url, role: neededRole(one, config?.role) });
      });
    };
    every = await testApp(desk, { routes: [gather, ...ROUTES] });
    for (const url of ['/api/session', '/api/live', '/api/openapi.json'])
      routes.push({ method: 'GET', url, role: 'read' });
  });

  afterAll(() => every.close());

  const path = (url: string) => url.replaceAll(/:[a-z]+|\*/gi, 'x');

  it('is refused to who has no token', async () => {
    expect(routes.length).toBeGreaterThan(5);
    for (const { method, url } of routes) {
      const { statusCode } = await every.inject({ method: method as 'GET', url: path(url) });
      expect([method, url, statusCode]).toEqual([method, url, 401]);
    }
  });

  it('is refused to each role below the one that it needs, before the body is read', async () => {
    for (const { method, url, role } of routes) {
      for (const held of ROLES.filter((one) => !mayAct(one, role))) {
        const { status, body } = await ask(every, held)(method, path(url), undefined, {
          'content-type': 'text/odd',
        });
        expect([method, url, held, status]).toEqual([method, url, held, 403]);
        if (method !== 'HEAD') expect(body.message).toContain(role);
      }
    }
  });

  it('needs more than to look where it changes something', () => {
    const harmless = ['/api/session', '/api/mix/plan'];
    for (const { method, url, role } of routes) {
      if (method === 'GET' || method === 'HEAD' || harmless.includes(url)) continue;
      expect([method, url, role]).not.toEqual([method, url, 'read']);
    }
  });
});
