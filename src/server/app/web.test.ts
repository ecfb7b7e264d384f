import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerStore } from '../../ledger/store.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { App, Desk } from '../desk.ts';
import { deskOf, testApp } from './app.test.support.ts';
import { webFile } from './web-files.ts';

const { make } = workspaces();
const SCRIPT = 'console.log(1);\n'.repeat(300);
const FILES = new Map(
  Object.entries({
    '/index.html': '<!doctype html><title>Outcross</title>',
    '/theme.js': 'let a;',
    '/assets/index-B7x9Qw1z.js': SCRIPT,
  }).map(([name, text]) => [name, webFile(name, Buffer.from(text))]),
);

let store: LedgerStore;
let desk: Desk;
let app: App;

beforeAll(async () => {
  const workspace = await make('line: novels\n', { 'private.txt': 'private' });
  store = await openLedgerOf(workspace, { create: true });
  desk = deskOf(workspace, store);
  app = await testApp(desk, { routes: [], web: FILES });
});

afterAll(async () => {
  await app.close();
  await store.close();
});

describe('the pages', () => {
  it.each([
    '/',
    '/line',
    '/generations/g3',
    '/review?queue=q1',
    '/generations/a%2Fb',
    '/generations/release-2.1',
  ])('begin at %s, whatever state the address names', async (url) => {
    const { statusCode, headers, body } = await app.inject(url);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<title>Outcross</title>');
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('have files that never change, and are kept for ever', async () => {
    const { headers, body } = await app.inject('/assets/index-B7x9Qw1z.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(body).toBe(SCRIPT);
  });

  it('are not sent again to who has them', async () => {
    const { headers } = await app.inject('/theme.js');
    const again = await app.inject({
      url: '/theme.js',
      headers: { 'if-none-match': String(headers['etag']) },
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br;q=0.000, GZIP', 'gzip'],
    ['identity', undefined],
    ['', undefined],
    ['*', undefined],
  ])('are compressed for who takes %j', async (accepted, encoding) => {
    const response = await app.inject({
      url: '/assets/index-B7x9Qw1z.js',
      headers: { 'accept-encoding': accepted },
    });
    expect(response.headers['content-encoding']).toBe(encoding);
    expect(response.headers['vary']).toBe('accept-encoding');
    expect(Number(response.headers['content-length'])).toBe(response.rawPayload.length);
  });

  it('answer HEAD without a body', async () => {
    const { statusCode, body } = await app.inject({ method: 'HEAD', url: '/' });
    expect([statusCode, body]).toEqual([200, '']);
  });
});

describe('what is no page', () => {
  it.each([
    '/nothing.js',
    '/assets/index-00000000.js',
    '/../private.txt',
    '/%2e%2e/private.txt',
    '/..%2fprivate.txt',
    '/..%5cprivate.txt',
    '/assets/../../outcross.yaml',
    '/assets/%2e%2e/%2e%2e/outcross.yaml',
    '/assets//etc/passwd.txt',
    '//etc/passwd.txt',
    '/.outcross/ledger.sqlite',
    '/theme.js%00.html',
  ])('is not found: %s', async (url) => {
    const { statusCode, body } = await app.inject(url);
    expect(statusCode).toBe(404);
    expect(body).not.toContain('private');
  });

  it('is not given to who would change it', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'] as const)
      expect((await app.inject({ method, url: '/' })).statusCode).toBe(404);
  });

  it('below /api is JSON, and no page', async () => {
    for (const url of ['/api', '/api/', '/api/nothing']) {
      const { statusCode, headers } = await app.inject(url);
      expect([url, statusCode]).toEqual([url, 404]);
      expect(headers['content-type']).toContain('application/json');
    }
  });
});

it('says so where the pages were not built', async () => {
  const bare = await testApp(desk, { routes: [] });
  const { statusCode, body } = await bare.inject('/line');
  expect(statusCode).toBe(503);
  expect(body).toContain('npm run build');
  await bare.close();
});
