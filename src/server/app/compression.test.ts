import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerStore } from '../../ledger/store.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { App, Routes } from '../desk.ts';
import { prepare, sendPrepared } from '../read/prepared.ts';
import { deskOf, testApp } from './app.test.support.ts';
import { WORTH } from './compression.ts';

const { make } = workspaces();
const VALUE = { text: 'ä word again and again '.repeat(200) };
const PREPARED = prepare(VALUE);

const TRIAL: Routes = (app) => {
  app.get('/api/trial/long', async () => VALUE);
  app.get('/api/trial/short', async () => ({ text: 'x'.repeat(WORTH - '{"text":""}'.length - 1) }));
  app.get('/api/trial/just', async () => ({ text: 'x'.repeat(WORTH - '{"text":""}'.length) }));
  app.get('/api/trial/kept', (request, reply) => sendPrepared(request, reply, PREPARED));
  app.get('/api/trial/secret', { config: { secret: true } }, async () => VALUE);
  app.get('/api/trial/log', async (_, reply) =>
    reply.type('text/plain; charset=utf-8').send('line\n'.repeat(999)),
  );
  app.get('/api/trial/picture', async (_, reply) => reply.type('image/png').send(Buffer.alloc(5_000)));
};

let app: App;
let store: LedgerStore;

beforeAll(async () => {
  const workspace = await make('line: novels\n');
  store = await openLedgerOf(workspace, { create: true });
  app = await testApp(deskOf(workspace, store), { routes: [TRIAL] });
});

afterAll(async () => {
  await app.close();
  await store.close();
});

async function get(path: string, accepted: string | undefined, more: Record<string, string> = {}) {
  const encoding = accepted === undefined ? {} : { 'accept-encoding': accepted };
  const { statusCode, headers, rawPayload } = await app.inject({
    url: `/api/trial/${path}`,
    headers: { authorization: 'Bearer read', ...encoding, ...more },
  });
  return { statusCode, headers, bytes: rawPayload };
}

describe('answers of the API', () => {
  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
    ['gzip', 'br;q=0, gzip;q=0.5', gunzipSync],
  ] as const)('are compressed by %s for who takes %s', async (encoding, accepted, unpack) => {
    const { headers, bytes } = await get('long', accepted);
    expect(headers).toMatchObject({
      'content-encoding': encoding,
      vary: 'accept-encoding',
      'content-length': String(bytes.length),
    });
    expect(JSON.parse(String(unpack(bytes)))).toEqual(VALUE);
    expect(bytes.length).toBeLessThan(500);
  });

  it.each([undefined, '', 'identity', 'br;q=0', 'deflate', 'gzip;q=0.000'])(
    'are sent as they are to who takes %s',
    async (accepted) => {
      const { headers, bytes } = await get('long', accepted);
      expect(headers).not.toHaveProperty('content-encoding');
      expect(headers['vary']).toBe('accept-encoding');
      expect(JSON.parse(String(bytes))).toEqual(VALUE);
    },
  );

  it('are compressed from a kilobyte on', async () => {
    expect((await get('short', 'br')).headers).not.toHaveProperty('content-encoding');
    expect((await get('just', 'br')).headers['content-encoding']).toBe('br');
  });

  it('are sent as they are where a secret stands in them, and where they are packed already', async () => {
    for (const path of ['secret', 'picture'])
      expect((await get(path, 'br, gzip')).headers).not.toHaveProperty('content-encoding');
    expect((await get('log', 'gzip')).headers['content-encoding']).toBe('gzip');
  });

  it('keep their tag, which holds for every encoding', async () => {
    const { headers, bytes } = await get('kept', 'br');
    expect(headers['etag']).toBe(`W/${PREPARED.etag}`);
    expect(JSON.parse(String(brotliDecompressSync(bytes)))).toEqual(VALUE);
    expect((await get('kept', 'br')).bytes).toEqual(bytes);
    for (const tag of [String(headers['etag']), PREPARED.etag]) {
      const again = await get('kept', 'br', { 'if-none-match': tag });
      expect([again.statusCode, again.bytes.length]).toEqual([304, 0]);
    }
    expect((await get('kept', undefined)).headers['etag']).toBe(PREPARED.etag);
  });

  it('with a session or a token in them are never compressed', async () => {
    const secret: string[] = [];
    const gather: Routes = (own) => {
      own.addHook('onRoute', ({ url, method, config }) => {
        if (config?.secret === true) secret.push(`${String(method)} ${url}`);
      });
    };
    const { tokenRoutes } = await import('../access/token-routes.ts');
    const workspace = await make('line: novels\n');
    const other = await testApp(deskOf(workspace, store), { routes: [gather, tokenRoutes] });
    const { statusCode, headers } = await other.inject({
      url: '/api/session',
      headers: { authorization: 'Bearer read', 'accept-encoding': 'br' },
    });
    await other.close();
    expect([statusCode, headers['content-encoding']]).toEqual([200, undefined]);
    expect(secret).toContain('POST /api/tokens');
  });
});
