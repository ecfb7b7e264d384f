import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { ask, deskOf, expectOk, testApp } from '../app/app.test.support.ts';
import type { App } from '../desk.ts';
import { BOSS, type House, houses } from './ledger.test.support.ts';
import { hashOf, parseToken } from './secrets.ts';
import { tokenRoutes } from './token-routes.ts';

const makeHouse = houses();
const { make } = workspaces();
const apps: App[] = [];
let house: House;
let app: App;
let boss: string;

beforeEach(async () => {
  house = await makeHouse();
  const { gate, book } = house.server();
  boss = (await book.issue({ name: 'boss', role: 'operate' }, BOSS)).secret;
  const desk = deskOf(await make('line: novels\n'), house.store, { clock: house.clock.read });
  app = await testApp(desk, { gate, routes: [tokenRoutes] });
  apps.push(app);
});

afterAll(async () => {
  for (const one of apps) await one.close();
});

describe('/api/tokens', () => {
  it('makes a token that opens, and never shows its secret again', async () => {
    const made = await expectOk(
      ask(app, boss)('POST', '/api/tokens', { name: 'zoe', role: 'review', days: 30 }),
    );
    expect(await expectOk(ask(app, made.secret)('GET', '/api/session'))).toMatchObject({ name: 'zoe' });
    const { body } = await ask(app, boss)('GET', '/api/tokens');
    expect(body.tokens.map(({ name }: { name: string }) => name)).toEqual(['zoe', 'boss']);
    const text = JSON.stringify(body);
    const { secret } = parseToken(made.secret)!;
    expect([text.includes(secret), text.includes(hashOf(secret))]).toEqual([false, false]);
  });

  it('records who gave it', async () => {
    await ask(app, boss)('POST', '/api/tokens', { name: 'zoe', role: 'read' });
    expect((await house.facts('token.issued')).map(({ by, body }) => [by, body['name']])).toEqual([
      ['boss', 'boss'],
      ['boss', 'zoe'],
    ]);
  });

  it('revokes a token from the next request on', async () => {
    const made = await expectOk(ask(app, boss)('POST', '/api/tokens', { name: 'zoe', role: 'read' }));
    await ask(app, made.secret)('GET', '/api/session');
    expect(await expectOk(ask(app, boss)('DELETE', `/api/tokens/${made.token.id}`))).toMatchObject({
      id: made.token.id,
      revokedAt: '2026-03-04T12:00:00.000Z',
    });
    expect((await ask(app, made.secret)('GET', '/api/session')).status).toBe(401);
  });

  it('is for those who operate alone', async () => {
    const made = await expectOk(ask(app, boss)('POST', '/api/tokens', { name: 'zoe', role: 'review' }));
    for (const [method, url, body] of [
      ['GET', '/api/tokens'],
      ['POST', '/api/tokens', { name: 'mallory', role: 'operate' }],
      ['DELETE', `/api/tokens/${parseToken(boss)!.id}`],
    ] as const) {
      expect((await ask(app, made.secret)(method, url, body)).status).toBe(403);
    }
    expect(await house.facts('token.revoked')).toEqual([]);
  });

  it.each([
    [{ name: 'zoe' }],
    [{ name: 'zoe', role: 'emperor' }],
    [{ name: '', role: 'read' }],
    [{ name: 'zoe\u202e', role: 'read' }],
    [{ name: 'zoe', role: 'read', days: 0 }],
    [{ name: 'zoe', role: 'read', days: '3' }],
  ])('refuses %j', async (wanted) => {
    const { status, body } = await ask(app, boss)('POST', '/api/tokens', wanted);
    expect([status, body.code]).toEqual([400, 'E_PARAMETER']);
  });

  it('knows no token by a path', async () => {
    const { status, body } = await ask(app, boss)('DELETE', `/api/tokens/${encodeURIComponent('../../x')}`);
    expect([status, body.code]).toEqual([404, 'E_NOT_FOUND']);
  });
});
