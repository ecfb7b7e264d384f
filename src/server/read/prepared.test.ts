import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { prepare, sendPrepared } from './prepared.ts';

const app = fastify();
const answer = prepare({ text: 'ä \u2028 <script>' });
app.get('/', (request, reply) => sendPrepared(request, reply, answer));
const get = (has?: string) =>
  app.inject({ url: '/', headers: has === undefined ? {} : { 'if-none-match': has } });

describe('sendPrepared', () => {
  it('sends the JSON whole, with a tag, to be asked for again each time', async () => {
    const { statusCode, headers, body } = await get();
    expect([statusCode, JSON.parse(body)]).toEqual([200, { text: 'ä \u2028 <script>' }]);
    expect(headers).toMatchObject({
      etag: answer.etag,
      'cache-control': 'private, no-cache',
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it.each([answer.etag, `W/${answer.etag}`, `"x", ${answer.etag}`, '*'])(
    'sends nothing to who has %s',
    async (has) => {
      const { statusCode, body, headers } = await get(has);
      expect([statusCode, body, headers.etag]).toEqual([304, '', answer.etag]);
    },
  );

  it.each(['"x"', '', answer.etag.slice(1), 'W/'])('sends it whole to who has %s', async (has) => {
    expect((await get(has)).statusCode).toBe(200);
  });

  it('has one tag for one value, and another for another', () => {
    expect(prepare({ a: 1 }).etag).toBe(prepare({ a: 1 }).etag);
    expect(prepare({ a: 1 }).etag).not.toBe(prepare({ a: 2 }).etag);
  });
});
