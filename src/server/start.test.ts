import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerStore } from '../ledger/store.ts';
import { workspaces } from '../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../workspace/ledger.ts';
import { deskOf, testGate } from './app/app.test.support.ts';
import type { Desk } from './desk.ts';
import { isLoopback, startServer } from './start.ts';

const { make } = workspaces();
let store: LedgerStore;
let desk: Desk;

beforeAll(async () => {
  const workspace = await make('line: novels\n');
  store = await openLedgerOf(workspace, { create: true });
  desk = deskOf(workspace, store);
});

afterAll(() => store.close());

const settings = () => ({ gate: testGate(), routes: [], port: 0 });

function statusOf(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/session`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject).end();
  });
}

describe('startServer', () => {
  it('answers on the port that it says, under the names of this computer with that port', async () => {
    const running = await startServer(desk, { ...settings(), host: '127.0.0.1' });
    const { port } = new URL(running.url);
    expect(running.url).toBe(`http://127.0.0.1:${port}`);
    const hosts = [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `[::1]:${port}`,
      '127.0.0.1:1',
      'localhost',
      'evil.example',
    ];
    const seen = await Promise.all(hosts.map((host) => statusOf(running.url, host)));
    expect(seen).toEqual([401, 401, 401, 421, 421, 421]);
    await running.close();
    await expect(statusOf(running.url, 'localhost')).rejects.toThrow();
  });

  it('listens everywhere under the addresses of this computer', async () => {
    const running = await startServer(desk, { ...settings(), host: '0.0.0.0' });
    const { port } = new URL(running.url);
    const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address, family } of own) {
      const host = family === 'IPv6' ? `[${address.split('%')[0]}]:${port}` : `${address}:${port}`;
      expect([host, await statusOf(`http://127.0.0.1:${port}`, host)]).toEqual([host, 401]);
    }
    expect(await statusOf(`http://127.0.0.1:${port}`, `evil.example:${port}`)).toBe(421);
    await running.close();
  });

  it('says what is wrong with an address that cannot be had', async () => {
    const first = await startServer(desk, { ...settings(), host: '127.0.0.1' });
    const port = Number(new URL(first.url).port);
    await expect(startServer(desk, { ...settings(), host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'E_NETWORK',
      message: `cannot listen on 127.0.0.1:${port}: EADDRINUSE`,
      hint: expect.stringContaining('--port'),
    });
    await first.close();
    await expect(startServer(desk, { ...settings(), host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'E_NETWORK',
      hint: expect.stringContaining('none of this computer'),
    });
  });
});

it('knows which addresses nobody else can reach', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', 'localhost'].map(isLoopback)).toEqual([true, true, true, true]);
  const others = ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org', '', '128.0.0.1'];
  expect(others.map(isLoopback)).toEqual(others.map(() => false));
});
