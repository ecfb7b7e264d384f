import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poster } from './post.ts';
import { isSigned, SIGNATURE_HEADER } from './signature.ts';

let server: Server;
let base: string;
const seen: { path: string; headers: IncomingMessage['headers']; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      const path = request.url!;
      seen.push({ path, headers: request.headers, body });
      if (path === '/hang') return;
      if (path === '/slow') {
        response.writeHead(200);
        response.write('x');
        return;
      }
      if (path === '/moved') response.writeHead(307, { location: `${base}/200` });
      else if (path === '/busy') response.writeHead(503, { 'retry-after': '7' });
      else response.writeHead(Number(path.slice(1)));
      response.end('said');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const idle = new AbortController().signal;
const send = (path: string, more: { secret?: string; timeout?: number } = {}, signal = idle) =>
  poster({ url: `${base}${path}`, timeout: 5_000, ...more })({ id: 'abc', body: '{"a":1}' }, 1_000, signal);

describe('a post', () => {
  it('bears the key, the body and, with a secret, a signature', async () => {
    expect(await send('/204', { secret: 'key' })).toEqual({ outcome: 'taken', status: 204 });
    const { headers, body } = seen.at(-1)!;
    expect([headers['idempotency-key'], body]).toEqual(['abc', '{"a":1}']);
    expect(headers['content-type']).toContain('application/json');
    expect(isSigned(String(headers[SIGNATURE_HEADER]), body, 'key', 1_000)).toBe(true);
    await send('/200');
    expect(seen.at(-1)!.headers).not.toHaveProperty(SIGNATURE_HEADER);
  });

  it.each([
    [200, 'taken'],
    [202, 'taken'],
    [400, 'refused'],
    [422, 'refused'],
    [401, 'failed'],
    [404, 'failed'],
    [429, 'failed'],
    [500, 'failed'],
  ])('that is answered with %i is %s', async (status, outcome) => {
    expect(await send(`/${status}`)).toMatchObject({ outcome, status });
  });

  it('does not follow a redirect', async () => {
    const before = seen.length;
    expect(await send('/moved')).toMatchObject({
      outcome: 'failed',
      status: 307,
      error: expect.stringContaining('redirect'),
    });
    expect(seen.slice(before).map(({ path }) => path)).toEqual(['/moved']);
  });

  it('waits as long as it is asked to', async () => {
    expect(await send('/busy')).toEqual({ outcome: 'failed', status: 503, wait: 7_000 });
  });

  it('gives up a receiver that hangs, and does not read one that talks without end', async () => {
    expect(await send('/hang', { timeout: 100 })).toEqual({ outcome: 'failed', error: 'no answer in 0.1 s' });
    expect(await send('/slow', { timeout: 2_000 })).toEqual({ outcome: 'taken', status: 200 });
  });

  it('says that nobody listens, without the address, and stops when it is asked to', async () => {
    const dead = poster({ url: 'http://127.0.0.1:1/secret-path', timeout: 2_000 });
    const answer = await dead({ id: 'x', body: '' }, 1, idle);
    expect(answer.outcome).toBe('failed');
    expect(JSON.stringify(answer)).not.toContain('secret-path');
    const stopping = new AbortController();
    const pending = send('/hang', {}, stopping.signal);
    stopping.abort();
    expect(await pending).toMatchObject({ outcome: 'failed', error: 'stopped' });
  });
});
