import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordAiSdk } from './ai-sdk.ts';
import { recordingFetch } from './openai.ts';
import { type Tape, tape } from './recorder.test.support.ts';

const URL_OF_CHAT = 'https://lab.example/v1/chat/completions';
const asked = { method: 'POST', body: JSON.stringify({ model: 'm', messages: [] }) };
const encoder = new TextEncoder();

/** An answer whose body comes in these pieces, as they stand. */
function streamed(pieces: readonly (string | Uint8Array)[], type = 'text/event-stream'): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': type } });
}
const words = (content: string) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;

/** Asks a server that answers so, and reads all of it. */
async function ask(kept: Tape, answer: Response): Promise<string> {
  const fetch = recordingFetch(kept.recorder, { fetch: async () => answer });
  return (await fetch(URL_OF_CHAT, asked)).text();
}
const textsOf = async (kept: Tape) => (await kept.rows()).map(({ text }) => text);

describe('a stream with something odd in it', () => {
  it('is kept but for the event that is no JSON, whichever piece that came in', async () => {
    const parts = [words('one '), 'data: ping\n\n', words('two '), 'data: {"choices":\n\n', words('three')];
    for (const pieces of [parts, [parts.join('')], [...parts.join('')]]) {
      const kept = tape();
      expect(await ask(kept, streamed(pieces))).toBe(parts.join(''));
      expect(await textsOf(kept)).toEqual(['one two three']);
      expect(kept.errors.map(({ code }) => code)).toEqual(['E_INTERNAL', 'E_INTERNAL']);
    }
  });

  it('may end with white space about its end, and without an end', async () => {
    for (const end of ['data: [DONE]\n\n', 'data:  [DONE] \n\n', 'data: [DONE]', '']) {
      const kept = tape();
      await ask(kept, streamed([words('said'), end]));
      expect([await textsOf(kept), kept.errors]).toEqual([['said'], []]);
    }
  });

  it('joins halves of a character that came in two deltas', async () => {
    const kept = tape();
    await ask(kept, streamed([words('\ud83c'), words('\udf0a')]));
    expect(await textsOf(kept)).toEqual(['\u{1f30a}']);
  });

  it('gives the same row however its bytes are cut', async () => {
    const whole = encoder.encode(`\ufeff: hello\r\n${words('grä日🌊')}${words(' end')}data: [DONE]\r\n\r\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(whole.length), { maxLength: 8 }), async (cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), whole.length];
        const kept = tape();
        await ask(kept, streamed(ends.map((end, i) => whole.slice(ends[i - 1] ?? 0, end))));
        expect([await textsOf(kept), kept.errors]).toEqual([['grä日🌊 end'], []]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('an answer with something odd in it', () => {
  it('is passed on as it is, whatever JSON it holds, and leaves a row only where a model wrote', async () => {
    const whole = [
      ...['null', '7', '[]', '""', '{}', '{"choices":7}', '{"choices":[null,7,[],{"message":7}]}'],
      '{"choices":[{"index":"x","message":{"content":["a"]},"token_ids":[0.5]}]}',
      '{"__proto__":{"choices":[{"text":"no"}]}}',
    ];
    for (const text of whole) {
      const kept = tape();
      expect(await ask(kept, streamed([text], 'application/json'))).toBe(text);
      expect(await kept.recorder.flush()).toMatchObject({ written: 0, failures: 0, dropped: 0 });
    }
  });

  it('is the very answer of the client where its body is no stream of the Web', async () => {
    const kept = tape();
    const answer = { ok: true, headers: new Headers(), body: { on() {} }, text: async () => 'theirs' };
    const fetch = recordingFetch(kept.recorder, { fetch: async () => answer as unknown as Response });
    expect(await fetch(URL_OF_CHAT, asked)).toBe(answer);
    expect(kept.errors.map(({ code }) => code)).toEqual(['E_INTERNAL']);
  });

  it('keeps its status, headers and address', async () => {
    const given = streamed([words('x')]);
    const answer = new Response(given.body, {
      status: 203,
      statusText: 'Told',
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-request-id': 'r' },
    });
    Object.defineProperty(answer, 'url', { value: URL_OF_CHAT });
    const kept = tape();
    const passed = await recordingFetch(kept.recorder, { fetch: async () => answer })(URL_OF_CHAT, asked);
    const { status, statusText, url, headers } = passed;
    expect([status, statusText, url, headers.get('x-request-id')]).toEqual([203, 'Told', URL_OF_CHAT, 'r']);
    await passed.text();
    expect(await textsOf(kept)).toEqual(['x']);
  });

  it('is kept though the request is one that cannot be read, and the request is told of', async () => {
    for (const body of ['{"model":', new Uint8Array([123, 125]), undefined]) {
      const kept = tape();
      const fetch = recordingFetch(kept.recorder, { fetch: async () => streamed([words('x')]) });
      const init = body === undefined ? { method: 'POST' } : { method: 'POST', body };
      expect(await (await fetch(URL_OF_CHAT, init)).text()).toBe(words('x'));
      const { written, failures } = await kept.recorder.flush();
      expect(written + failures).toBe(1);
    }
  });
});

describe('the fields of a request through the AI SDK', () => {
  const requestOf = async (params: object) => {
    const kept = tape();
    await recordAiSdk(kept.recorder).wrapGenerate({
      model: { provider: 'p', modelId: 'm' },
      params,
      doGenerate: async () => ({ content: [{ type: 'text', text: 'x' }] }),
      doStream: async () => undefined,
    });
    return (await kept.rows())[0].completion.request;
  };

  it('are the provider’s own where the SDK passes them as undefined', async () => {
    const providerOptions = { p: { temperature: 0, top_k: 1, logit_bias: { 7: 100 } } };
    const params = { temperature: undefined, topK: undefined, logit_bias: undefined, providerOptions };
    expect(await requestOf(params)).toEqual({ temperature: 0, top_k: 1, logit_bias: true });
  });

  it('are those of the SDK where both name one', async () => {
    expect(await requestOf({ temperature: 0.5, providerOptions: { p: { temperature: 0 } } })).toEqual({
      temperature: 0.5,
    });
  });

  it('are none where options are no objects, or are called as every object’s members are', async () => {
    for (const providerOptions of [null, 7, 'p', [{ temperature: 0 }], { p: null, q: [1] }])
      expect(await requestOf({ providerOptions })).toEqual({});
    expect(await requestOf({ providerOptions: JSON.parse('{"p":{"__proto__":1,"constructor":1}}') })).toEqual(
      {},
    );
  });
});
