import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerStore } from '../../ledger/store.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { App, Desk, Routes } from '../desk.ts';
import { deskOf, testApp } from './app.test.support.ts';

const { make } = workspaces();
const TRIAL: Routes = (own) => {
  own.post('/api/trial', async () => ({}));
};
const LIMITS = {
  headersTimeout: 200,
  requestTimeout: 400,
  idleTimeout: 5_000,
  timeoutCheck: 50,
  connections: 4,
};

let store: LedgerStore;
let desk: Desk;
let app: App;
let port: number;

beforeAll(async () => {
  const workspace = await make('line: novels\n');
  store = await openLedgerOf(workspace, { create: true });
  desk = deskOf(workspace, store);
  app = await testApp(desk, { routes: [TRIAL], limits: LIMITS });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});

afterAll(async () => {
  await app.close();
  await store.close();
});

/** A connection, and all that came back when it is closed. */
function opened(): { socket: Socket; said: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (piece) => {
    text += piece;
  });
  socket.on('error', () => {});
  return { socket, said: new Promise((resolve) => socket.on('close', () => resolve(text))) };
}

/** Sends `text` a byte at a time, for as long as the connection stands. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) clearInterval(timer);
    else socket.write(text[at++]);
  }, 10);
  socket.on('close', () => clearInterval(timer));
}

describe('a client that sends a byte now and then', () => {
  it('is cut off in the headers', async () => {
    const { socket, said } = opened();
    drip(socket, `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX-Long: ${'a'.repeat(10_000)}`);
    expect(await said).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('is cut off in the body', async () => {
    const { socket, said } = opened();
    const headers = ['POST /api/trial HTTP/1.1', `Host: localhost:${port}`, 'Authorization: Bearer operate'];
    const body = ['Content-Type: application/json', 'Content-Length: 100000', '', ''];
    socket.write([...headers, ...body].join('\r\n'));
    drip(socket, '"'.padEnd(10_000, 'a'));
    expect(await said).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('keeps nobody else waiting', async () => {
    const slow = opened();
    drip(slow.socket, 'GET / HTTP/1.1\r\nX-Long: '.padEnd(10_000, 'a'));
    const quick = await fetch(`http://127.0.0.1:${port}/api/nothing`);
    expect(quick.status).toBe(404);
    await slow.said;
  });
});

it('holds so many connections and no more', async () => {
  const all = Array.from({ length: LIMITS.connections + 3 }, opened);
  const cut = Promise.all(all.map(({ said }) => said));
  await expect.poll(() => all.filter(({ socket }) => socket.destroyed).length).toBeGreaterThanOrEqual(3);
  for (const { socket } of all) socket.destroy();
  await cut;
});

it('refuses headers that are too large', async () => {
  const { socket, said } = opened();
  socket.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`);
  expect(await said).toMatch(/^HTTP\/1\.1 431 /);
});

it.each([
  [
    'a line end in the middle of a header',
    'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rSet-Cookie: b\r\n\r\n',
  ],
  [
    'two lengths',
    'POST /api/trial HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  ],
  [
    'a length and chunks (request smuggling)',
    'POST /api/trial HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['no name of the host', 'GET / HTTP/1.1\r\n\r\n'],
])('refuses %s', async (_, text) => {
  const { socket, said } = opened();
  socket.write(text);
  expect(await said).toMatch(/^HTTP\/1\.1 400 /);
});
