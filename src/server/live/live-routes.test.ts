import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { job } from '../../ledger/fixtures.test.support.ts';
import { openSqlite } from '../../ledger/sqlite.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { doorTo, HandClock } from '../access/ledger.test.support.ts';
import { deskOf, testApp } from '../app/app.test.support.ts';
import type { App, Desk } from '../desk.ts';
import type { LiveMessage } from '../wire.ts';

const { make, disk } = workspaces();
const clock = new HandClock();
let desk: Desk;
let store: LedgerStore;
let app: App;
let base: string;
let token: string;

beforeAll(async () => {
  store = await openSqlite(join(disk.folder, 'live.sqlite'), true);
  desk = deskOf(await make('line: novels\n'), store);
  const { gate, book } = doorTo(store, clock);
  token = (await book.issue({ name: 'zoe', role: 'read' }, { kind: 'person', name: 'boss' })).secret;
  app = await testApp(desk, { gate, routes: [], limits: { streams: 2 } });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
  await store.close();
});

let ends: AbortController[] = [];

beforeEach(() => {
  for (const one of ends) one.abort();
  ends = [];
});

/** A client that reads a stream message by message. */
async function listen(headers: Record<string, string> = {}) {
  const end = new AbortController();
  ends.push(end);
  const response = await fetch(`${base}/api/live`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: end.signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  /** The next message; undefined at the end of the stream. */
  const next = async (): Promise<LiveMessage | undefined> => {
    for (;;) {
      const at = rest.indexOf('\n\n');
      if (at >= 0) {
        const data = /^data: (.*)$/m.exec(rest.slice(0, at))?.[1];
        rest = rest.slice(at + 2);
        if (data !== undefined) return JSON.parse(data) as LiveMessage;
        continue;
      }
      const { value, done } = await reader.read();
      if (done) return undefined;
      rest += value;
    }
  };
  return { response, next, close: () => end.abort() };
}

describe('GET /api/live', () => {
  it('says where it stands, then what the ledger takes, and what jobs say', async () => {
    const { response, next } = await listen();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const { seq } = await store.head();
    expect(await next()).toEqual({ type: 'hello', seq, version: '0.1.0' });
    await store.append([job('a')]);
    expect(await next()).toEqual({
      type: 'ledger',
      seq: seq + 1,
      kinds: ['job.ended'],
      subjects: [{ type: 'job', id: 'a' }],
    });
    const view = { id: 'a', kind: 'check', command: 'outcross check', state: 'done', by: 'zoe' } as const;
    desk.live.publish({ type: 'job', job: { ...view, createdAt: '', log: [], attempts: 1 } });
    expect(await next()).toMatchObject({ type: 'job', job: { id: 'a' } });
  });

  it('tells who comes back what was missed', async () => {
    const { seq } = await store.head();
    await store.append([job('b'), job('c')]);
    const { next } = await listen({ 'last-event-id': String(seq) });
    expect(await next()).toMatchObject({ type: 'hello', seq: seq + 2 });
    expect(await next()).toMatchObject({
      type: 'ledger',
      seq: seq + 2,
      subjects: [{ id: 'b' }, { id: 'c' }],
    });
  });

  it('tells who never was there, or comes from another ledger, nothing but where it stands', async () => {
    const { seq } = await store.head();
    for (const id of [String(seq + 1_000), 'nonsense']) {
      const { next, close } = await listen({ 'last-event-id': id });
      expect(await next()).toMatchObject({ type: 'hello', seq });
      desk.live.publish({ type: 'hello', seq: 0, version: 'the next message' });
      expect(await next()).toMatchObject({ version: 'the next message' });
      close();
    }
  });

  it('gives one person a few streams and no more', async () => {
    const [first] = [await listen(), await listen()];
    const third = await listen();
    expect([third.response.status, third.response.headers.get('retry-after')]).toEqual([429, '60']);
    first.close();
    await expect.poll(async () => (await listen()).response.status).toBe(200);
  });

  it('lets nobody listen without a token', async () => {
    const response = await fetch(`${base}/api/live`);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/json');
  });

  it('ends when the token is revoked, on whichever server', async () => {
    const elsewhere = doorTo(store, clock).book;
    const { next } = await listen();
    await next();
    await elsewhere.revoke(token.split('_')[1], { kind: 'person', name: 'boss' });
    // What was recorded may be told before the end.
    const rest = [await next(), await next()];
    expect(rest).toContain(undefined);
    expect((await fetch(`${base}/api/live`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(
      401,
    );
  });
});

it('ends streams when the server closes, at once', async () => {
  const own = await testApp(desk, { routes: [] });
  const address = await own.listen({ host: '127.0.0.1', port: 0 });
  const response = await fetch(`${address}/api/live`, { headers: { authorization: 'Bearer read' } });
  const text = response.text();
  await own.close();
  expect(await text).toContain('event: hello');
});
