import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all } from '../../src/ledger/fixtures.test.support.ts';
import type { LedgerStore } from '../../src/ledger/store.ts';
import { BOSS, doorTo, HandClock } from '../../src/server/access/ledger.test.support.ts';
import { deskOf } from '../../src/server/app/app.test.support.ts';
import { CSRF_HEADER } from '../../src/server/app/guard.ts';
import { ROUTES } from '../../src/server/routes.ts';
import { type Running, startServer } from '../../src/server/start.ts';
import { madeRows, workspaces } from '../../src/workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../src/workspace/ledger.ts';

const { anchored, disk } = workspaces();
const YAML = 'line: stories\nhuman: human.jsonl\ngenerations: "g*.jsonl"\npolicy:\n  human: {minimum: 0.4}\n';
const SECRET = 'the secret of another folder';
const troubles: string[] = [];
let store: LedgerStore;
let server: Running;
let port: number;
let token: string;
let door: ReturnType<typeof doorTo>;

beforeAll(async () => {
  const workspace = await anchored(YAML, { 'g1.jsonl': madeRows(30, 1) });
  writeFileSync(join(disk.folder, 'secret.jsonl'), `{"text":"${SECRET}"}\n`);
  writeFileSync(join(workspace.folder, '.env'), SECRET);
  store = await openLedgerOf(workspace, { create: true });
  const clock = new HandClock();
  door = doorTo(store, clock);
  token = (await door.book.issue({ name: 'zoe', role: 'operate' }, BOSS)).secret;
  const desk = deskOf(workspace, store, { clock: clock.read });
  server = await startServer(desk, {
    gate: door.gate,
    routes: ROUTES,
    host: '127.0.0.1',
    port: 0,
    onTrouble: (error, request) => troubles.push(`${request}: ${String(error)}`),
  });
  port = Number(new URL(server.url).port);
});

afterAll(async () => {
  await server.close();
  await store.close();
});

/** Sends bytes as they are, and gives all that comes back until the server closes. */
function sent(...lines: string[]): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('latin1').on('data', (piece) => {
      text += piece;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }));
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

const auth = () => `authorization: Bearer ${token}`;
const own = () => `host: localhost:${port}`;
const END = 'connection: close';

/** As a script with a token, through an ordinary client. */
async function asked(path: string, how: RequestInit = {}) {
  const headers = { authorization: `Bearer ${token}`, ...(how.headers as Record<string, string>) };
  const answer = await fetch(`${server.url}${path}`, { ...how, headers });
  return { status: answer.status, text: await answer.text() };
}

describe('a name that is not the server’s own', () => {
  it.each([
    (p: number) => `localhost:${p}@evil.example`,
    (p: number) => `evil.example:${p}`,
    (p: number) => `localhost.evil.example:${p}`,
    (p: number) => `127.0.0.1.evil.example:${p}`,
    (p: number) => `127.1:${p}`,
    (p: number) => `2130706433:${p}`,
    (p: number) => `0x7f000001:${p}`,
    (p: number) => `0177.0.0.1:${p}`,
    (p: number) => `0.0.0.0:${p}`,
    (p: number) => `[::]:${p}`,
    (p: number) => `[::ffff:127.0.0.1]:${p}`,
    (p: number) => `[::1%25lo]:${p}`,
    (p: number) => `localhost:${p + 65_536}`,
    (p: number) => `localhost:${p}:80`,
    (p: number) => `localhost:${p}, evil.example`,
    (p: number) => `localhost:${p}/`,
    (p: number) => `localhost:${p}#`,
    (p: number) => `localhost\\@evil.example:${p}`,
    () => 'localhost:',
    () => 'localhost',
    () => '',
  ])('gets nothing, however it is written (%#)', async (hostOf) => {
    const { status, text } = await sent('GET /api/line HTTP/1.1', `host: ${hostOf(port)}`, auth(), END);
    expect([400, 421]).toContain(status);
    expect(text).not.toContain('stories');
  });

  it('gets nothing by a second header, by the first line, or without any', async () => {
    const two = await sent('GET /api/line HTTP/1.1', own(), 'host: evil.example', auth(), END);
    const none = await sent('GET /api/line HTTP/1.1', auth(), END);
    const old = await sent('GET /api/line HTTP/1.0', auth(), END);
    for (const { status, text } of [two, none, old]) {
      expect([400, 421]).toContain(status);
      expect(text).not.toContain('stories');
    }
    // What stands in the first line is passed over: the header decides.
    const line = await sent('GET http://evil.example/api/line HTTP/1.1', 'host: evil.example', auth(), END);
    expect(line.status).toBe(421);
    const forwarded = await sent(
      'GET /api/line HTTP/1.1',
      'host: evil.example',
      `x-forwarded-host: localhost:${port}`,
      auth(),
      END,
    );
    expect(forwarded.status).toBe(421);
  });

  it('is our own in every lawful spelling', async () => {
    for (const host of [
      `localhost:${port}`,
      `LOCALHOST:${port}`,
      `localhost.:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
    ])
      expect((await sent('GET /api/line HTTP/1.1', `host: ${host}`, auth(), END)).status).toBe(200);
  });
});

describe('a request that is two', () => {
  it.each([
    ['two lengths', ['content-length: 2', 'content-length: 40']],
    ['a length and chunks', ['content-length: 4', 'transfer-encoding: chunked']],
    ['chunks that are hidden', ['transfer-encoding: x, chunked', 'content-length: 4']],
    ['a length below nothing', ['content-length: -1']],
    ['a length with a sign', ['content-length: +2']],
    ['a header over two lines', ['x-a: b', ' folded: c']],
    ['a space before the colon', ['content-length : 2']],
  ])('is refused: %s', async (_, headers) => {
    const { status, text } = await sent(
      'POST /api/jobs HTTP/1.1',
      own(),
      auth(),
      'content-type: application/json',
      ...headers,
      END,
      '',
      '{}',
      'GET /api/line HTTP/1.1',
      own(),
      auth(),
    );
    expect([400, 501]).toContain(status);
    expect(text).not.toContain('stories');
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});

describe('a secret that comes another way', () => {
  it.each(['token', 'access_token', 'authorization', 'bearer', 'api_key', 'session'])(
    'is none in the address: %s',
    async (name) => {
      const path = `/api/line?${name}=${token}`;
      const { status, text } = await sent(`GET ${path} HTTP/1.1`, own(), END);
      expect([status, text.includes(token)]).toEqual([401, false]);
    },
  );

  it('is none as a cookie, nor as a password', async () => {
    const basic = Buffer.from(`zoe:${token}`).toString('base64');
    for (const header of [
      `cookie: outcross-${port}=${token}`,
      `authorization: Basic ${basic}`,
      `x-api-key: ${token}`,
      `authorization: ${token}`,
    ])
      expect((await sent('GET /api/line HTTP/1.1', own(), header, END)).status).toBe(401);
  });
});

describe('a session', () => {
  const enter = async (cookie = '') => {
    const answer = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
      body: JSON.stringify({ token }),
    });
    const set = answer.headers.get('set-cookie') ?? '';
    return { cookie: set.split(';')[0], csrf: ((await answer.json()) as { csrf: string }).csrf };
  };
  const change = (headers: Record<string, string>, body = '{"kind":"audit"}') =>
    fetch(`${server.url}/api/jobs`, { method: 'POST', headers, body });

  it('is never the one that somebody else chose', async () => {
    const chosen = 'A'.repeat(43);
    const { cookie } = await enter(`outcross-${port}=${chosen}`);
    expect(cookie).not.toContain(chosen);
    const look = (one: string) => fetch(`${server.url}/api/line`, { headers: { cookie: one } });
    expect((await look(`outcross-${port}=${chosen}`)).status).toBe(401);
    expect((await look(cookie)).status).toBe(200);
  });

  it('changes nothing for a page that can send forms and no more', async () => {
    const { cookie, csrf } = await enter();
    const types = [
      'text/plain',
      'text/plain; application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ];
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const before = (await all(store.events())).length;
    for (const type of types) {
      expect((await change({ cookie, 'content-type': type })).status).toBe(403);
      expect((await change({ cookie, 'content-type': type, ...foreign })).status).toBe(403);
      // Nor with all that it cannot know.
      expect((await change({ cookie, 'content-type': type, [CSRF_HEADER]: csrf })).status).toBe(415);
    }
    for (const origin of [
      `http://localhost:${port}.evil.example`,
      `http://localhost:${port + 1}`,
      `https://evil.example/?http://localhost:${port}`,
      'null',
      'file://',
      `http://x@localhost:${port}`,
    ])
      expect(
        (await change({ cookie, 'content-type': 'application/json', [CSRF_HEADER]: csrf, origin })).status,
      ).toBe(403);
    expect((await all(store.events())).length).toBe(before);
  });

  it('is not begun by a method that another header names', async () => {
    const { cookie } = await enter();
    for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
      const answer = await fetch(`${server.url}/api/session?_method=DELETE`, {
        headers: { cookie, [name]: 'DELETE' },
      });
      expect(answer.status).toBe(200);
      expect((await fetch(`${server.url}/api/session`, { headers: { cookie } })).status).toBe(200);
    }
  });

  it('is worth nothing once it was left or its token revoked, sent again or under another name', async () => {
    const made = await door.book.issue({ name: 'eve', role: 'operate' }, BOSS);
    const answer = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: made.secret }),
    });
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0];
    const value = cookie.split('=')[1];
    const { csrf } = (await answer.json()) as { csrf: string };
    await door.book.revoke(made.token.id, BOSS);
    const again = { cookie, [CSRF_HEADER]: csrf, 'content-type': 'application/json' };
    expect((await change(again)).status).toBe(401);
    for (const replay of [
      `authorization: Bearer ${made.secret}`,
      `authorization: Bearer ${value}`,
      `cookie: x=1; ${cookie}; ${cookie}`,
    ])
      expect((await sent('GET /api/line HTTP/1.1', own(), replay, END)).status).toBe(401);
  });
});

const UP = [
  '../../secret.jsonl',
  '..%2f..%2fsecret.jsonl',
  '%2e%2e%2f%2e%2e%2fsecret.jsonl',
  '%252e%252e%252fsecret.jsonl',
  '..%5c..%5csecret.jsonl',
  '..%00/secret.jsonl',
  '%c0%ae%c0%ae/secret.jsonl',
  '....//....//secret.jsonl',
  '.env',
  '%2eenv',
  'file:%2f%2f%2fetc%2fpasswd',
  '%2fetc%2fpasswd',
  '__proto__',
  'constructor',
];

describe('a way to another file', () => {
  it.each(UP)('is none in any part of any address: %s', async (up) => {
    const places = [
      `/${up}`,
      `/assets/${up}`,
      `/api/${up}`,
      `/api/generations/${up}`,
      `/api/generations/${up}/map`,
      `/api/generations/${up}/lost`,
      `/api/compare?a=${up}&b=${up}`,
      `/api/jobs/${up}`,
      `/api/jobs/${up}/log`,
      `/api/mixes/${up}`,
      `/api/lineage?id=${up}`,
      `/api/examples/${up}`,
      `/api/review/queues/${up}/next`,
      `/api/review/queues/${up}/item?id=${up}`,
      `/api/review/queues/${up}/agreement`,
      `/api/audit?stage=${up}`,
      `/api/ledger?type=example&id=${up}`,
    ];
    for (const place of places) {
      // A path that is normalised on the way is another path: bytes go as they are.
      const { status, text } = await sent(`GET ${place} HTTP/1.1`, own(), auth(), END);
      expect([place, status < 500 || status === 503]).toEqual([place, true]);
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('root:');
      expect(text).not.toContain(disk.folder);
    }
    expect(troubles).toEqual([]);
  });

  it.each([
    '../secret.jsonl',
    './../secret.jsonl',
    'g1.jsonl/../../secret.jsonl',
    '..\\secret.jsonl',
    '/etc/passwd',
    '.env',
    'anchor/../.env',
    '.outcross/ledger.sqlite',
    'file:///etc/passwd',
    'https://evil.example/x.jsonl',
    's3://bucket/x.jsonl',
    '-',
    '/dev/stdin',
    '~/.ssh/id_rsa',
    'C:\\x',
    'g1.jsonl\u0000.txt',
    '**/.env',
    '{..,.}/secret.jsonl',
  ])('is none for a job: %s', async (path) => {
    for (const options of [
      { kind: 'profile', options: { corpora: [path], output: 'new.profile' } },
      { kind: 'filter', options: { corpora: ['g1.jsonl'], output: path } },
      { kind: 'dedup', options: { corpora: ['g1.jsonl'], against: [path], output: 'new.jsonl' } },
      { kind: 'queue', options: { corpora: [path] } },
    ]) {
      const { status, text } = await asked('/api/jobs', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(options),
      });
      const made = status === 200;
      // A name that only looks odd may be written inside; none that leads out or is hidden is ever begun.
      expect([JSON.stringify(options), made && !/^(\{\.\.,|-$)/.test(path)]).toEqual([
        JSON.stringify(options),
        false,
      ]);
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(disk.folder);
    }
  });
});

describe('a body that is meant to break', () => {
  const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    asked(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: body as string,
    });

  it('is refused where it would reach into every object', async () => {
    for (const body of [
      '{"__proto__":{"role":"operate"}}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{"policy":{"__proto__":{"human":1}}}',
    ]) {
      const { status } = await post('/api/mix/plan', body);
      expect(status).toBe(400);
    }
    expect(Object.hasOwn(Object.prototype, 'role')).toBe(false);
  });

  it.each([
    ['lists in lists', (n: number) => `{"policy":{"human":${'['.repeat(n)}${']'.repeat(n)}}}`],
    ['objects in objects', (n: number) => `{"policy":${'{"a":'.repeat(n)}1${'}'.repeat(n)}}`],
  ])('is refused, and takes nobody with it: %s', async (_, make) => {
    for (const depth of [100, 10_000, 100_000]) {
      const { status } = await post('/api/mix/plan', make(depth));
      expect([depth, [400, 413].includes(status)]).toEqual([depth, true]);
    }
    expect((await asked('/api/line')).status).toBe(200);
    expect(troubles).toEqual([]);
  });

  it('is not unpacked: a bomb stays as small as it came', async () => {
    const bomb = gzipSync(Buffer.alloc(50 << 20, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    const { status } = await post('/api/mix/plan', bomb, { 'content-encoding': 'gzip' });
    expect([400, 415]).toContain(status);
  });

  it('is refused where numbers are none, too large or too many', async () => {
    const decision = { queue: 'q', id: 'x', decision: 'accept', seen: 'a'.repeat(64), version: 0 };
    for (const wrong of [
      { ...decision, version: -1 },
      { ...decision, version: 0.5 },
      { ...decision, seconds: -1 },
      { ...decision, seen: `${'a'.repeat(64)}\n` },
      { ...decision, decision: 'toString' },
      { ...decision, text: 'x'.repeat(500_001), decision: 'edit' },
    ])
      expect((await post('/api/review/decisions', JSON.stringify(wrong))).status).toBe(400);
    for (const path of [
      '/api/line?from=1e309',
      '/api/line?from=99999999999999999999',
      '/api/ledger?limit=1.5',
      '/api/ledger?before=0x10',
    ])
      expect((await asked(path)).status).toBe(400);
  });
});

describe('a question that is meant to take long', () => {
  it('is answered as fast as any other: text that is looked for is no pattern', async () => {
    const evil = encodeURIComponent(`${'(a+)+'.repeat(20)}$`);
    const started = process.cpuUsage();
    for (const path of [
      `/api/generations/g1/lost?search=${evil}`,
      `/api/ledger?kind=${evil}`,
      `/api/audit?stage=${evil}`,
      `/api/lineage?id=${evil}`,
    ])
      expect((await asked(path)).status).toBeLessThan(500);
    expect(process.cpuUsage(started).user).toBeLessThan(20e6);
  });

  it('is refused where it is very long, has very many parts, or very many tags', async () => {
    expect((await asked(`/api/line?x=${'y'.repeat(9_000)}`)).status).toBe(414);
    expect((await asked(`/api/line?${'a&'.repeat(4_000)}`)).status).toBeLessThan(500);
    const tags = Array.from({ length: 2_000 }, () => '"x"').join(',');
    expect((await asked('/api/line', { headers: { 'if-none-match': tags } })).status).toBe(200);
    const encodings = Array.from({ length: 1_500 }, (_, i) => `e${i}`).join(',');
    expect((await asked('/api/line', { headers: { 'accept-encoding': encodings } })).status).toBe(200);
  });

  it.each(['-1', '1e9', '99999999999999999999', 'x', '1; drop table outcross_event', '%00'])(
    'may name any event as the last that was seen: %s',
    async (last) => {
      const { text } = await new Promise<{ text: string }>((resolve) => {
        const socket = connect(port, '127.0.0.1');
        let text = '';
        socket.setEncoding('latin1').on('data', (piece) => {
          text += piece;
          if (text.includes('event: hello')) socket.destroy();
        });
        socket.on('close', () => resolve({ text }));
        socket.write(`GET /api/live HTTP/1.1\r\n${own()}\r\n${auth()}\r\nlast-event-id: ${last}\r\n\r\n`);
      });
      expect(text).toContain('HTTP/1.1 200');
      expect(text).not.toContain('content-encoding');
    },
  );
});

it.each(['TRACE', 'CONNECT', 'PROPFIND', 'DEBUG', 'PUT', 'PATCH'])('answers no %s', async (method) => {
  const { status, text } = await sent(`${method} /api/line HTTP/1.1`, own(), auth(), END);
  expect([0, 400, 404, 405, 501]).toContain(status);
  expect(text).not.toContain(token);
});

it('shows no file where somebody asks for a part of one', async () => {
  const { status, text } = await asked('/../../etc/passwd', { headers: { range: 'bytes=0-10' } });
  expect(status).not.toBe(206);
  expect(text).not.toContain('root:');
});
