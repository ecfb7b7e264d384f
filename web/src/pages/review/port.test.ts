import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from './driver.ts';
import { answerFor, decisionBy } from './fixtures.test.support.ts';
import { serverPort, standingIn } from './port.ts';

const body = { queue: 'q', id: 'e1', decision: 'accept', seen: '0'.repeat(64), version: 3 } as const;

describe('serverPort', () => {
  const real = globalThis.fetch;
  let asked: string[] = [];

  function answering(status: number, answer: unknown): void {
    globalThis.fetch = async (url) => {
      asked.push(String(url));
      return new Response(JSON.stringify(answer), { status });
    };
  }

  beforeEach(() => {
    asked = [];
  });

  afterEach(() => {
    globalThis.fetch = real;
  });

  it('asks for the first items without a place, and for later ones after it', async () => {
    answering(200, { items: [], remaining: 4 });
    expect(await serverPort.next('a/b?c', -1, 10)).toEqual({ items: [], remaining: 4 });
    await serverPort.next('q', 7, 10);
    expect(asked).toEqual([
      '/api/review/queues/a%2Fb%3Fc/next?count=10',
      '/api/review/queues/q/next?count=10&after=7',
    ]);
  });

  it('asks for one item by its id, whatever it is called', async () => {
    answering(200, { id: 'a&b=1' });
    expect(await serverPort.item('q', 'a&b=1')).toEqual({ id: 'a&b=1' });
    expect(asked).toEqual(['/api/review/queues/q/item?id=a%26b%3D1']);
  });

  it('gives what was saved', async () => {
    answering(200, answerFor('e1', 4));
    expect(await serverPort.decide(body)).toEqual({ kind: 'saved', now: answerFor('e1', 4) });
  });

  it('gives how things stand at a conflict', async () => {
    const now = answerFor('e1', 9, { decisions: [decisionBy('ben', 'reject')] });
    answering(409, now);
    expect(await serverPort.decide(body)).toEqual({ kind: 'conflict', now });
  });

  it('takes a conflict that does not say how things stand for a refusal', async () => {
    answering(409, { code: 'E_CONFLICT', message: 'Somebody was faster.' });
    expect(await serverPort.decide(body)).toEqual({ kind: 'refused', message: 'Somebody was faster.' });
  });

  it('gives refusals with what to do', async () => {
    answering(403, { code: 'E_ACCESS', message: 'The role read may not decide.', hint: 'Ask for another.' });
    expect(await serverPort.decide(body)).toEqual({
      kind: 'refused',
      message: 'The role read may not decide. Ask for another.',
    });
    answering(404, { code: 'E_NOT_FOUND', message: 'There is no queue q.' });
    await expect(serverPort.next('q', -1, 1)).rejects.toThrow(Refused);
  });

  it('throws what may pass, so that it is tried again', async () => {
    for (const status of [401, 423, 429, 500, 503]) {
      answering(status, { code: 'E_LOCKED', message: 'Another moment.' });
      await expect(serverPort.decide(body)).rejects.toMatchObject({ status });
      await expect(serverPort.next('q', -1, 1)).rejects.not.toThrow(Refused);
    }
    globalThis.fetch = async () => Promise.reject(new TypeError('network'));
    await expect(serverPort.decide(body)).rejects.toMatchObject({ status: 0 });
  });
});

describe('standingIn', () => {
  it('finds it at the top or one level down', () => {
    const now = answerFor('e1', 9);
    expect(standingIn(now)).toEqual(now);
    expect(standingIn({ code: 'E_CONFLICT', message: 'x', now })).toEqual(now);
  });

  it('finds nothing in anything else', () => {
    for (const odd of [undefined, null, 'text', 3, [], { id: 'e1' }]) expect(standingIn(odd)).toBeUndefined();
  });
});
