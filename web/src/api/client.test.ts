import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, errorOf, get, post, send, setCsrf, whenSignedOut } from './client.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

let sent: Sent[] = [];

function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return new Response(status === 304 || status === 204 ? null : text, { status, headers });
  });
}

function headersOf({ init }: Sent): Record<string, string> {
  return init.headers as Record<string, string>;
}

beforeEach(() => {
  sent = [];
});

afterEach(() => {
  vi.unstubAllGlobals();
  setCsrf(undefined);
  whenSignedOut(() => {});
});

describe('get', () => {
  it('gives the value and the tag by which it is asked for again', async () => {
    answer(200, { total: 3 }, { etag: '"7"' });
    expect(await get('/api/line')).toEqual({ value: { total: 3 }, etag: '"7"' });
    expect(headersOf(sent[0])['if-none-match']).toBeUndefined();
  });

  it('gives no value where nothing changed since the tag', async () => {
    answer(304, '');
    expect(await get('/api/line', '"7"')).toEqual({ etag: '"7"' });
    expect(headersOf(sent[0])['if-none-match']).toBe('"7"');
  });

  it('sends cookies to its own server only, and no CSRF secret', async () => {
    setCsrf('secret');
    answer(200, {});
    await get('/api/line');
    expect(sent[0].init.credentials).toBe('same-origin');
    expect(headersOf(sent[0])).not.toHaveProperty('x-outcross-csrf');
  });

  it('throws what the server said, with its code and its hint', async () => {
    answer(404, { code: 'E_NOT_FOUND', message: 'no such generation', hint: 'see outcross status' });
    const error = await get('/api/generations/x').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, view: { code: 'E_NOT_FOUND', hint: 'see outcross status' } });
  });

  it('throws E_NETWORK where nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    await expect(get('/api/line')).rejects.toMatchObject({ status: 0, view: { code: 'E_NETWORK' } });
  });

  it('says that nobody is signed in, but not of the question who is', async () => {
    const out = vi.fn();
    whenSignedOut(out);
    answer(401, { code: 'E_ACCESS', message: 'sign in first' });
    await expect(get('/api/session')).rejects.toBeInstanceOf(ApiError);
    expect(out).not.toHaveBeenCalled();
    await expect(get('/api/line')).rejects.toBeInstanceOf(ApiError);
    expect(out).toHaveBeenCalledOnce();
  });
});

describe('send', () => {
  it('carries the secret of the session and the body as JSON', async () => {
    setCsrf('secret');
    answer(200, { id: 'j1' });
    expect(await post('/api/jobs', { kind: 'check' })).toEqual({ id: 'j1' });
    expect(headersOf(sent[0])).toMatchObject({
      'x-outcross-csrf': 'secret',
      'content-type': 'application/json',
    });
    expect(sent[0].init).toMatchObject({ method: 'POST', body: '{"kind":"check"}' });
  });

  it('claims no body where it has none', async () => {
    answer(204, '');
    expect(await send('DELETE', '/api/session')).toBeUndefined();
    expect(headersOf(sent[0])).not.toHaveProperty('content-type');
    expect(sent[0].init.body).toBeUndefined();
  });

  it('keeps the whole answer of a conflict, which says how things stand', async () => {
    answer(409, { code: 'E_CONFLICT', message: 'somebody was faster', version: 12 });
    const error = (await post('/api/review/decisions', {}).catch((thrown: unknown) => thrown)) as ApiError;
    expect(error.body).toMatchObject({ version: 12 });
  });
});

describe('errorOf', () => {
  it('finds the error inside of an answer', () => {
    const inner = { code: 'E_POLICY', message: 'human share is above 1' };
    expect(errorOf(400, { error: inner }).view).toBe(inner);
  });

  it.each([undefined, null, 'a page of a proxy', 7, { message: 'no code' }, { code: 1, message: 2 }])(
    'names the status where the answer is none of ours: %j',
    (body) => {
      expect(errorOf(502, body).view).toEqual({ code: 'HTTP 502', message: 'The server said 502.' });
    },
  );
});
