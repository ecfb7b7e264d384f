import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { App, Desk, Routes } from '../desk.ts';
import { ask, deskOf, expectOk, testApp } from './app.test.support.ts';
import { LIMITS } from './limits.ts';

const { make } = workspaces();
const HOSTILE = '</script><script>alert(1)</script>\u202e<img src=x onerror=alert(1)>';

/** Routes that do what real ones may. */
const TRIAL: Routes = (app, desk) => {
  app.get('/api/trial/text', async () => ({ text: HOSTILE }));
  app.get('/api/trial/of/:id', async (request) => ({ id: (request.params as { id: string }).id }));
  app.post('/api/trial/echo', async (request) => ({ body: request.body }));
  app.get('/api/trial/lost', async () => {
    throw new OutcrossError('E_NOT_FOUND', `there is no ${desk.workspace.folder}/g9.jsonl`);
  });
  app.get('/api/trial/broken', async () => {
    throw new Error(`EACCES: ${desk.workspace.folder}/private`);
  });
};

let desk: Desk;
let store: LedgerStore;
let app: App;
let troubles: string[] = [];

beforeAll(async () => {
  const workspace = await make('line: novels\n');
  store = await openLedgerOf(workspace, { create: true });
  desk = deskOf(workspace, store);
  const onTrouble = (error: unknown, request: string) => {
    troubles.push(`${request}: ${(error as Error).message}`);
  };
  app = await testApp(desk, { routes: [TRIAL], onTrouble });
});

beforeEach(() => {
  troubles = [];
});

afterAll(async () => {
  await app.close();
  await store.close();
});

describe('every answer', () => {
  it('has the headers that keep other sites out, whatever was asked', async () => {
    for (const url of ['/api/trial/text', '/api/nothing', '/', '/api/trial/broken', '/api/session']) {
      for (const host of ['localhost', 'evil.example']) {
        const { headers: got } = await ask(app, 'read')('GET', url, undefined, { host });
        expect(got).toMatchObject({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'cache-control': 'no-store',
        });
        expect(got).not.toHaveProperty('access-control-allow-origin');
      }
    }
  });

  it('has a policy under which no script runs that is not a file of ours', async () => {
    const policy = String((await ask(app, 'read')('GET', '/')).headers['content-security-policy']);
    const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one]));
    expect(directives.get('default-src')).toBe("default-src 'self'");
    expect(directives.get('script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(directives.get('object-src')).toBe("object-src 'none'");
    expect(directives.get('base-uri')).toBe("base-uri 'none'");
    expect(directives.get('frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|http:|\*/);
  });

  it('over TLS says that it is to be had over TLS alone, and over plain HTTP does not', async () => {
    const secure = await testApp(desk, { routes: [], behindProxy: true });
    const header = 'strict-transport-security';
    expect((await secure.inject('/')).headers[header]).toContain('max-age=');
    expect((await app.inject('/')).headers).not.toHaveProperty(header);
    await secure.close();
  });

  it('gives the text of an example as JSON, which no browser takes for a page', async () => {
    const { body, headers } = await ask(app, 'read')('GET', '/api/trial/text');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(body).toEqual({ text: HOSTILE });
  });
});

describe('a name that is not ours', () => {
  it.each(['evil.example', 'localhost.evil.example', '169.254.169.254'])(
    'is answered with nothing, even with a good token: %j (DNS rebinding)',
    async (host) => {
      const { status, body } = await ask(app, 'operate')('GET', '/api/trial/text', undefined, { host });
      expect([status, body.code]).toEqual([421, 'E_ACCESS']);
    },
  );

  it('gets no page either', async () => {
    expect((await app.inject({ url: '/', headers: { host: 'evil.example' } })).statusCode).toBe(421);
  });

  it('is not believed when it comes in the header of a proxy', async () => {
    const proxied = await testApp(desk, { routes: [TRIAL], behindProxy: true });
    const headers = { host: 'evil.example', 'x-forwarded-host': 'localhost' };
    expect((await ask(proxied, 'read')('GET', '/api/trial/text', undefined, headers)).status).toBe(421);
    await proxied.close();
  });
});

describe('errors', () => {
  it('tell who asked what a command would tell, with paths as of the workspace', async () => {
    const { status, body } = await ask(app, 'read')('GET', '/api/trial/lost');
    expect([status, body]).toEqual([404, { code: 'E_NOT_FOUND', message: 'there is no g9.jsonl' }]);
    expect(troubles).toEqual([]);
  });

  it('of the server say nothing to clients and all to the terminal', async () => {
    const { status, body } = await ask(app, 'read')('GET', '/api/trial/broken');
    expect([status, body.code]).toEqual([500, 'E_INTERNAL']);
    expect(JSON.stringify(body)).not.toContain(desk.workspace.folder);
    expect(troubles).toEqual([`GET /api/trial/broken: EACCES: ${desk.workspace.folder}/private`]);
  });

  it('for an address that leads nowhere are JSON below /api', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) {
      const { status, body } = await ask(app, 'operate')(method, '/api/nothing');
      expect([method, status, body.code]).toEqual([method, 404, 'E_NOT_FOUND']);
    }
  });
});

describe('limits', () => {
  it('refuse a body that is too large', async () => {
    const text = 'x'.repeat(LIMITS.body);
    const { status, body } = await ask(app, 'operate')('POST', '/api/trial/echo', { text });
    expect([status, body.code]).toEqual([413, 'E_TOO_LARGE']);
  });

  it('refuse a body that lies about its size', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/trial/echo',
      headers: { authorization: 'Bearer operate', 'content-type': 'application/json', 'content-length': '2' },
      payload: JSON.stringify({ text: 'longer than two' }),
    });
    expect(response.statusCode).toBe(400);
  });

  it('refuse a query that is too long', async () => {
    const { status, body } = await ask(app, 'read')('GET', `/api/trial/text?q=${'x'.repeat(LIMITS.url)}`);
    expect([status, body.code]).toEqual([414, 'E_TOO_LARGE']);
  });

  it('let through an id of a thousand characters, each of them escaped', async () => {
    const id = 'é'.repeat(1_000);
    expect(await expectOk(ask(app, 'read')('GET', `/api/trial/of/${encodeURIComponent(id)}`))).toEqual({
      id,
    });
  });
});

describe('hostile requests', () => {
  it.each(['../../etc/passwd', '..\\..\\x', '%2e%2e/x', '__proto__', '\u0000', 'a\r\nset-cookie: x=1'])(
    'an id that is %j is an id and nothing else',
    async (id) => {
      const { status, body, headers } = await ask(app, 'read')(
        'GET',
        `/api/trial/of/${encodeURIComponent(id)}`,
      );
      expect([status, body]).toEqual([200, { id }]);
      expect(headers).not.toHaveProperty('set-cookie');
    },
  );

  it('a body with __proto__ or constructor.prototype is refused', async () => {
    for (const payload of ['{"__proto__":{"role":"operate"}}', '{"constructor":{"prototype":{"role":1}}}']) {
      const headers = { authorization: 'Bearer operate', 'content-type': 'application/json' };
      const response = await app.inject({ method: 'POST', url: '/api/trial/echo', headers, payload });
      expect(response.statusCode).toBe(400);
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a body of type %s, which any page may send, is refused',
    async (type) => {
      const headers = { authorization: 'Bearer operate', 'content-type': type };
      const payload = '{"a":1}';
      const response = await app.inject({ method: 'POST', url: '/api/trial/echo', headers, payload });
      expect(response.statusCode).toBe(415);
    },
  );

  it('a body that is no JSON is refused, without its text', async () => {
    const headers = { authorization: 'Bearer operate', 'content-type': 'application/json' };
    const payload = '{"secret": <script>';
    const response = await app.inject({ method: 'POST', url: '/api/trial/echo', headers, payload });
    expect([response.statusCode, JSON.parse(response.body).code]).toEqual([400, 'E_PARAMETER']);
  });

  it('a path that is no UTF-8 is refused', async () => {
    expect((await ask(app, 'read')('GET', '/api/trial/of/%ff')).status).toBe(400);
  });
});

it('takes no route that is not below /api', async () => {
  const outside: Routes = (own) => {
    own.get('/metrics', async () => 'x');
  };
  await expect(testApp(desk, { routes: [outside] })).rejects.toMatchObject({ code: 'E_INTERNAL' });
});
