import { describe, expect, it, vi } from 'vitest';
import { lmServer, NEVER } from '../../../test/fixtures/lm-desk.ts';
import type { OutcrossError } from '../../base/errors.ts';
import { type HttpClient, Refused } from './http-client.ts';

const lm = lmServer();
const body = { model: 'ngram', prompt: 'the cat', echo: true, max_tokens: 0, logprobs: 1 };
const post = (options = {}) => lm.client(options).post('completions', body, NEVER);

describe('an HTTP client', () => {
  it('posts JSON and gives the JSON that comes', async () => {
    expect(await post()).toMatchObject({ model: 'ngram' });
    expect(lm.server.requests).toMatchObject([{ path: '/v1/completions', body, key: undefined }]);
  });

  it.each([
    ['a 500', { status: 500, body: 'oops' }],
    ['a 503', { status: 503 }],
    ['a 429 without a word', { status: 429 }],
    ['a connection that is cut', 'cut'],
    ['a silent server', 'hang'],
    ['half a document', () => '{"choices": ['],
  ] as const)('tries again after %s', async (_, fault) => {
    lm.server.faults.push(fault);
    expect(await post()).toMatchObject({ model: 'ngram' });
    expect(lm.server.requests).toHaveLength(2);
    expect(lm.waits).toHaveLength(1);
    expect(lm.waits[0]).toBeGreaterThanOrEqual(50);
    expect(lm.waits[0]).toBeLessThan(100);
  });

  it('waits as long as Retry-After says, and holds other requests back meanwhile', async () => {
    lm.server.faults.push({ status: 429, headers: { 'retry-after': '2' } });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked: number[] = [];
    const client = lm.client({
      sleep: (milliseconds) => {
        asked.push(milliseconds);
        return held;
      },
    });
    const first = client.post('completions', body, NEVER);
    while (asked.length === 0) await new Promise(setImmediate);
    const second = client.post('completions', body, NEVER);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    expect(lm.server.requests).toHaveLength(1);
    release();
    await Promise.all([first, second]);
    expect(asked).toEqual([2000]);
    expect(lm.server.requests).toHaveLength(3);
  });

  it('gives up when tries are used up, and says what happened last', async () => {
    lm.server.faults.push(
      ...Array.from({ length: 4 }, () => ({ status: 500, body: '{"error":{"message":"no GPU"}}' })),
    );
    await expect(post()).rejects.toMatchObject({
      code: 'E_NETWORK',
      message: expect.stringMatching(/failed 4 times; the last time: status 500: no GPU$/),
    });
    const [a, b, c] = lm.waits;
    expect(a < b && b < c).toBe(true);
  });

  it('does not sit through a wait of an hour', async () => {
    lm.server.faults.push({ status: 429, headers: { 'retry-after': '3600' } });
    await expect(post()).rejects.toMatchObject({
      code: 'E_NETWORK',
      message: expect.stringContaining('60 minutes'),
    });
  });

  it('does not try again what will be refused again', async () => {
    lm.server.faults.push({ status: 400, body: '{"message":"too long"}' });
    await expect(post()).rejects.toThrow(new Refused(400, 'status 400: too long'));
    expect(lm.server.requests).toHaveLength(1);
  });

  it('sends the key as a bearer token, and never shows it, even where the server repeats it', async () => {
    const apiKey = 'sk-very-secret';
    await post({ apiKey });
    expect(lm.server.requests[0].key).toBe('Bearer sk-very-secret');
    lm.server.faults.push({ status: 401, body: `{"error":"bad key ${apiKey}"}` });
    const error = (await post({ apiKey }).catch((thrown) => thrown)) as OutcrossError;
    expect(error.code).toBe('E_NETWORK');
    expect(`${error.message} ${error.hint} ${error.where} ${JSON.stringify(error)}`).not.toContain(apiKey);
    expect(error.message).toContain('bad key ***');
  });

  it('follows no redirection: texts go where they were sent and nowhere else', async () => {
    lm.server.faults.push(
      ...Array.from({ length: 4 }, () => ({ status: 307, headers: { location: `${lm.server.root}/other` } })),
    );
    await expect(post()).rejects.toMatchObject({ code: 'E_NETWORK' });
    expect(lm.server.requests.every(({ path }) => path === '/v1/completions')).toBe(true);
  });

  it('stops at once when interrupted under way', async () => {
    lm.server.faults.push('hang');
    const controller = new AbortController();
    const asked = lm.client({ timeout: 60_000 }).post('completions', body, controller.signal);
    const refused = expect(asked).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    await vi.waitFor(() => expect(lm.server.requests).toHaveLength(1), { timeout: 30_000 });
    controller.abort();
    await refused;
  });

  it('stops at once when interrupted while it waits to try again', async () => {
    lm.server.faults.push({ status: 500 });
    const controller = new AbortController();
    const sleep = async () => controller.abort();
    const asked = lm.client({ timeout: 60_000, sleep }).post('completions', body, controller.signal);
    await expect(asked).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(lm.server.requests).toHaveLength(1);
  });

  it('reads NaN and Infinity as Python writes them, as what is no number', async () => {
    lm.server.faults.push(() => '{"a": [NaN, -Infinity, "NaN \\" Infinity"], "model": "ngram"}');
    expect(await post()).toEqual({ a: ['NaN', '-Infinity', 'NaN " Infinity'], model: 'ngram' });
  });

  it('repeats a server in words that move no terminal, and not at any length', async () => {
    const words = `\u001b[2J\u001b]0;title\u0007\u202eno\u0000 GPU ${'x'.repeat(5000)}`;
    lm.server.faults.push({ status: 400, body: JSON.stringify({ error: { message: words } }) });
    const refused = (await post().catch((error) => error)) as Refused;
    expect(refused.message).toMatch(/^status 400: \[2J \]0;title no GPU x+$/);
    expect(refused.message.length).toBeLessThan(320);
  });

  it.each([
    ['null', 'null'],
    ['{"error":null}', '{"error":null}'],
    ['{"error":{"message":{"code":7}}}', '{"code":7}'],
    ['{"detail":[{"loc":["body"],"msg":"field required"}]}', '[{"loc":["body"],"msg":"field required"}]'],
    ['<html>\n<h1>Bad\tRequest</h1></html>', '<html> <h1>Bad Request</h1></html>'],
    ['{"message":"half', '{"message":"half'],
  ])('finds what a server means by %s', async (text, said) => {
    lm.server.faults.push({ status: 400, body: text });
    await expect(post()).rejects.toThrow(`status 400: ${said}`);
  });

  it('takes no document for an empty or a bare reply', async () => {
    lm.server.faults.push(
      () => '""',
      () => '7',
    );
    expect([await post(), await post()]).toEqual(['', 7]);
    lm.server.faults.push({ status: 200, body: '' });
    expect(await post()).toMatchObject({ model: 'ngram' });
    expect(lm.waits).toHaveLength(1);
  });

  it.each([
    'localhost:8000',
    'ftp://x/v1',
    'nonsense',
    'http://me:secret@localhost/v1',
    'http://localhost/v1?key=secret',
    'http://localhost/v1#secret',
  ])('refuses the endpoint %s without repeating a password', (endpoint) => {
    const make = () => lm.client({ endpoint });
    expect(make).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
    expect(make).not.toThrow(/secret/);
  });

  it('finds paths below the root of the API, and from the root of the server', () => {
    const client: HttpClient = lm.client({ endpoint: 'http://h:1/api/v1/' });
    expect(client.urlOf('completions')).toBe('http://h:1/api/v1/completions');
    expect(client.urlOf('/tokenize')).toBe('http://h:1/tokenize');
  });
});
