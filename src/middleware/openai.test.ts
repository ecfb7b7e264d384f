import OpenAI from 'openai';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordingFetch, recordOpenAI } from './openai.ts';
import {
  chatAnswer,
  chunk,
  delta,
  document,
  events,
  said,
  type TestServer,
  testServer,
} from './openai-server.test.support.ts';
import { canonicalMessages, promptHash } from './prompt.ts';
import { tape } from './recorder.test.support.ts';

let server: TestServer;
let client: OpenAI;
beforeAll(async () => {
  server = await testServer();
  client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
});

const messages = [{ role: 'user', content: 'What is rye?' }] as const;
const asked = { model: 'asked-model', messages: [...messages] };
const hash = promptHash(canonicalMessages(messages));

describe('a recorded openai client, chat.completions', () => {
  it('writes a row of each completion, tagged synthetic, without the prompt', async () => {
    server.answer = document(chatAnswer([said(0, 'A grass.')]));
    const kept = tape({ source: 'chatbot' });
    const answer = await recordOpenAI(client, kept.recorder).chat.completions.create({
      ...asked,
      temperature: 0.7,
    });
    expect(answer.choices[0].message.content).toBe('A grass.');
    expect(await kept.rows()).toEqual([
      {
        id: 'chatcmpl-1#0',
        text: 'A grass.',
        provenance: {
          origin: 'synthetic',
          source: 'chatbot',
          model: 'served-model',
          collectedAt: '2026-03-01T12:00:00.000Z',
          evidence: 'declared',
        },
        completion: {
          provider: '127.0.0.1',
          responseId: 'chatcmpl-1',
          choice: 0,
          finishReason: 'stop',
          ending: 'complete',
          promptHash: hash,
          request: { temperature: 0.7 },
        },
      },
    ]);
    expect(kept.errors).toEqual([]);
  });

  it('writes a row of each of several choices, with the token ids that the server returns', async () => {
    server.answer = document(
      chatAnswer([said(1, 'Grain.', { token_ids: [7, 8] }), said(0, 'Grass.', { token_ids: [5] })], {
        prompt_token_ids: [1, 2, 3],
      }),
    );
    const kept = tape();
    await recordOpenAI(client, kept.recorder).chat.completions.create({ ...asked, n: 2 });
    const rows = await kept.rows();
    expect(rows.map(({ id, text, completion: { tokenIds } }) => [id, text, tokenIds])).toEqual([
      ['chatcmpl-1#0', 'Grass.', [5]],
      ['chatcmpl-1#1', 'Grain.', [7, 8]],
    ]);
    expect(rows[1].completion.promptTokenIds).toEqual([1, 2, 3]);
  });

  it('puts streams of several choices together, and passes every chunk on', async () => {
    server.answer = events([
      chunk([delta(0, 'A '), delta(1, 'Gr')]),
      ': a comment',
      chunk([delta(1, 'ain', { token_ids: [4] })]),
      chunk([delta(0, 'gräss', { finish_reason: 'length' }), delta(1, '.', { finish_reason: 'stop' })]),
      chunk([], { usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }),
      'data: [DONE]',
    ]);
    const kept = tape();
    const stream = await recordOpenAI(client, kept.recorder).chat.completions.create({
      ...asked,
      stream: true,
    });
    let seen = 0;
    for await (const _ of stream) seen++;
    expect(seen).toBe(4);
    const rows = await kept.rows();
    expect(
      rows.map(({ id, text, completion: { finishReason, tokenIds } }) => [id, text, finishReason, tokenIds]),
    ).toEqual([
      ['chatcmpl-2#0', 'A gräss', 'length', undefined],
      ['chatcmpl-2#1', 'Grain.', 'stop', [4]],
    ]);
  });

  it('keeps calls of tools, streamed or not, as text where there is no other', async () => {
    const call = { id: 'c', type: 'function', function: { name: 'find', arguments: '{"q":"rye"}' } };
    server.answer = document(
      chatAnswer([
        said(0, null, {
          message: { role: 'assistant', content: null, tool_calls: [call] },
          finish_reason: 'tool_calls',
        }),
      ]),
    );
    const kept = tape();
    const recorded = recordOpenAI(client, kept.recorder);
    await recorded.chat.completions.create(asked);
    const part = (index: number, made: object) =>
      chunk([{ index: 0, delta: { tool_calls: [{ index, ...made }] } }]);
    server.answer = events([
      part(0, { id: 'c', function: { name: 'find', arguments: '' } }),
      part(0, { function: { arguments: '{"q":' } }),
      part(1, { id: 'd', function: { name: 'stop', arguments: '{}' } }),
      part(0, { function: { arguments: '"rye"}' } }),
      'data: [DONE]',
    ]);
    for await (const _ of await recorded.chat.completions.create({ ...asked, stream: true }));
    const rows = await kept.rows();
    expect(rows.map(({ text, completion: { toolCalls } }) => [text, toolCalls])).toEqual([
      ['{"q":"rye"}', [{ name: 'find', arguments: '{"q":"rye"}' }]],
      [
        '{"q":"rye"}\n{}',
        [
          { name: 'find', arguments: '{"q":"rye"}' },
          { name: 'stop', arguments: '{}' },
        ],
      ],
    ]);
  });

  it('records what comes through helpers and raw answers too', async () => {
    const kept = tape();
    const recorded = recordOpenAI(client, kept.recorder);
    server.answer = document(chatAnswer([said(0, 'one')]));
    await recorded.chat.completions.parse(asked);
    const { data, response } = await recorded.chat.completions.create(asked).withResponse();
    expect([data.id, response.status, response.url.endsWith('/chat/completions')]).toEqual([
      'chatcmpl-1',
      200,
      true,
    ]);
    const raw = await recorded.chat.completions.create(asked).asResponse();
    expect(await raw.json()).toMatchObject({ id: 'chatcmpl-1' });
    server.answer = events([
      chunk([{ index: 0, delta: { role: 'assistant', content: 'two' }, finish_reason: null }]),
      chunk([delta(0, '', { finish_reason: 'stop' })]),
      'data: [DONE]',
    ]);
    expect(await recorded.chat.completions.stream(asked).finalContent()).toBe('two');
    expect((await kept.rows()).map(({ text }) => text)).toEqual(['one', 'one', 'one', 'two']);
  });
});

describe('a recorded openai client, other interfaces', () => {
  const response = (status: string, output: readonly object[], rest: object = {}) => ({
    id: 'resp-1',
    object: 'response',
    model: 'served-model',
    status,
    output,
    ...rest,
  });
  const message = (text: string) => ({
    id: 'msg',
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text, annotations: [] }],
  });

  it('records responses', async () => {
    server.answer = document(
      response('completed', [
        { type: 'reasoning', summary: [] },
        message('A grass.'),
        { type: 'function_call', name: 'find', arguments: '{}' },
      ]),
    );
    const kept = tape({ keepPrompt: true });
    const answer = await recordOpenAI(client, kept.recorder).responses.create({
      model: 'asked-model',
      instructions: 'Be brief.',
      input: 'What is rye?',
    });
    expect(answer.output_text).toBe('A grass.');
    const [row] = await kept.rows();
    expect(row).toMatchObject({
      id: 'resp-1#0',
      text: 'A grass.',
      completion: { finishReason: 'completed', toolCalls: [{ name: 'find', arguments: '{}' }] },
    });
    expect(row.completion.prompt).toEqual([
      { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
      { role: 'user', content: [{ type: 'text', text: 'What is rye?' }] },
    ]);
  });

  it('records streamed responses, whole and cut short by their limit', async () => {
    const streamed = (last: object) => [
      { type: 'response.created', response: response('in_progress', []) },
      {
        type: 'response.output_text.delta',
        item_id: 'msg',
        output_index: 0,
        content_index: 0,
        delta: 'A gr',
      },
      last,
    ];
    const kept = tape();
    const recorded = recordOpenAI(client, kept.recorder);
    for (const last of [
      { type: 'response.completed', response: response('completed', [message('A grass.')]) },
      {
        type: 'response.incomplete',
        response: response('incomplete', [message('A gr')], {
          incomplete_details: { reason: 'max_output_tokens' },
        }),
      },
    ]) {
      server.answer = events(streamed(last));
      for await (const _ of await recorded.responses.create({ model: 'm', input: 'rye?', stream: true }));
    }
    const rows = await kept.rows();
    expect(rows.map(({ text, completion: { finishReason } }) => [text, finishReason])).toEqual([
      ['A grass.', 'completed'],
      ['A gr', 'max_output_tokens'],
    ]);
  });

  it('records plain completions, with the prompt that each choice answers', async () => {
    const choice = (index: number, text: string) => ({ index, text, finish_reason: 'stop', logprobs: null });
    server.answer = document(chatAnswer([0, 1, 2, 3].map((i) => choice(i, `t${i}`))));
    const kept = tape({ keepPrompt: true });
    await recordOpenAI(client, kept.recorder).completions.create({ model: 'm', prompt: ['a', 'b'], n: 2 });
    const rows = await kept.rows();
    expect(rows.map(({ text, completion: { prompt } }) => [text, prompt])).toEqual([
      ['t0', 'a'],
      ['t1', 'a'],
      ['t2', 'b'],
      ['t3', 'b'],
    ]);
  });

  it('leaves other requests and the client that it was made from alone', async () => {
    const kept = tape();
    server.answer = document({ object: 'list', data: [], model: 'm', usage: {} });
    await recordOpenAI(client, kept.recorder).embeddings.create({ model: 'm', input: 'x' });
    await recordOpenAI(client, kept.recorder).models.list();
    server.answer = document(chatAnswer([said(0, 'unseen')]));
    await client.chat.completions.create(asked);
    expect(await kept.recorder.flush()).toMatchObject({ written: 0, failures: 0 });
  });

  it('goes with clients that are made from a recorded one', async () => {
    const kept = tape();
    server.answer = document(chatAnswer([said(0, 'still')]));
    await recordOpenAI(client, kept.recorder).withOptions({ timeout: 5000 }).chat.completions.create(asked);
    expect((await kept.rows()).map(({ text }) => text)).toEqual(['still']);
  });
});

describe('a recorded openai client, where things go wrong', () => {
  it('hands errors of the server on, and records nothing of them', async () => {
    const kept = tape();
    const recorded = recordOpenAI(client, kept.recorder);
    server.answer = document({ error: { message: 'slow down' } }, 429);
    await expect(recorded.chat.completions.create(asked)).rejects.toThrow(OpenAI.RateLimitError);
    server.answer = ({ response }) => {
      response.destroy();
    };
    await expect(recorded.chat.completions.create(asked)).rejects.toThrow(OpenAI.APIConnectionError);
    expect(await kept.recorder.flush()).toMatchObject({ written: 0, failures: 0 });
  });

  it('records one completion where the first attempt fails and the client asks again', async () => {
    const kept = tape();
    let attempts = 0;
    server.answer = (given) =>
      attempts++ === 0
        ? document({ error: { message: 'busy' } }, 500)(given)
        : document(chatAnswer([said(0, 'at last')]))(given);
    const patient = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 1 });
    await recordOpenAI(patient, kept.recorder).chat.completions.create(asked);
    expect([attempts, (await kept.rows()).map(({ text }) => text)]).toEqual([2, ['at last']]);
  });

  it('keeps what had come when the application leaves a stream', async () => {
    const kept = tape();
    server.answer = events([chunk([delta(0, 'half a ')]), chunk([delta(0, 'sentence')])], () => {});
    const stream = await recordOpenAI(client, kept.recorder).chat.completions.create({
      ...asked,
      stream: true,
    });
    for await (const _ of stream) break;
    const [row] = await kept.rows();
    expect([row.completion.ending, 'half a sentence'.startsWith(row.text), row.text.length > 0]).toEqual([
      'aborted',
      true,
      true,
    ]);
  });

  it('keeps what had come when a signal aborts, and when the connection breaks', async () => {
    for (const [ending, after] of [
      ['aborted', undefined],
      ['failed', 'destroy'],
    ] as const) {
      const kept = tape();
      const abort = new AbortController();
      server.answer = events([chunk([delta(0, 'so far')])], (response) => {
        if (after === 'destroy') response.destroy();
      });
      const reading = (async () => {
        const recorded = recordOpenAI(client, kept.recorder);
        const stream = await recorded.chat.completions.create(
          { ...asked, stream: true },
          { signal: abort.signal },
        );
        for await (const _ of stream) if (after === undefined) abort.abort();
      })();
      if (after === 'destroy') await expect(reading).rejects.toThrow();
      else await reading;
      const [row] = await kept.rows();
      expect([row.text, row.completion.ending]).toEqual(['so far', ending]);
    }
  });

  it('calls an answer failed whose server says so in the middle of its stream, whoever reads it', async () => {
    const error = { error: { message: 'out of memory', type: 'server_error' } };
    server.answer = events([chunk([delta(0, 'so far')]), error]);
    const kept = tape();
    const recorded = recordOpenAI(client, kept.recorder);
    const reading = async () => {
      for await (const _ of await recorded.chat.completions.create({ ...asked, stream: true }));
    };
    await expect(reading()).rejects.toThrow('out of memory');
    // This one reads to the end, as if nothing had happened.
    const fetched = recordingFetch(kept.recorder);
    const body = JSON.stringify({ ...asked, stream: true });
    await (await fetched(`${server.url}/chat/completions`, { method: 'POST', body })).text();
    const rows = await kept.rows();
    expect(rows.map(({ text, completion: { ending } }) => [text, ending])).toEqual([
      ['so far', 'failed'],
      ['so far', 'failed'],
    ]);
  });

  it('passes on what is no JSON, and tells of it', async () => {
    const kept = tape();
    server.answer = ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": "chatcmpl-');
    };
    await expect(recordOpenAI(client, kept.recorder).chat.completions.create(asked)).rejects.toThrow();
    expect(kept.errors.map(({ code }) => code)).toEqual(['E_INTERNAL']);
  });

  it('never breaks the application when the recorder fails', async () => {
    server.answer = document(chatAnswer([said(0, 'fine')]));
    const broken = [
      tape({ path: '/proc/nowhere/completions.jsonl' }),
      tape({
        now: () => {
          throw new Error('no clock');
        },
      }),
      tape({
        path: '/dev/full',
        onError: () => {
          throw new Error('and the complaint fails too');
        },
      }),
      tape({
        watermark: () => {
          throw new Error('no mark');
        },
      }),
    ];
    for (const kept of broken) {
      const answer = await recordOpenAI(client, kept.recorder).chat.completions.create(asked);
      expect(answer.choices[0].message.content).toBe('fine');
      const counts = await kept.recorder.close();
      expect([counts.written, counts.dropped, counts.failures > 0]).toEqual([0, 1, true]);
    }
  });
});

describe('the mark of a recorded completion', () => {
  const watermark = {
    scheme: 'vllm-gumbel',
    key: 'production',
    width: 4,
    tokenizer: 'org/model@main',
  } as const;

  it('is the declared one, and is not expected where the request opted out or decoding was greedy', async () => {
    server.answer = document(chatAnswer([said(0, 'marked')]));
    const kept = tape({ watermark });
    const recorded = recordOpenAI(client, kept.recorder);
    await recorded.chat.completions.create({ ...asked, temperature: 0.8 });
    await recorded.chat.completions.create({ ...asked, temperature: 0 });
    await recorded.chat.completions.create({ ...asked, watermarking: false } as typeof asked);
    const marks = (await kept.rows()).map(({ completion: { watermark: mark } }) => mark);
    expect(marks).toEqual([
      { ...watermark, expected: true },
      { ...watermark, expected: false, reason: 'decoding was greedy' },
      { ...watermark, expected: false, reason: 'the request opted out' },
    ]);
  });

  it('never holds a secret that a request carries', async () => {
    server.answer = document(chatAnswer([said(0, 'marked')]));
    const kept = tape({ watermark: ({ model }) => (model === 'served-model' ? watermark : undefined) });
    await recordOpenAI(client, kept.recorder).chat.completions.create({
      ...asked,
      logit_bias: { '4711': 3 },
      watermark: { key: 'c0ffee', enabled: true, context_window: 4 },
    } as typeof asked);
    const text = JSON.stringify(await kept.rows());
    expect(text).not.toMatch(/c0ffee|4711/);
    expect(text).toContain('"watermark":{"enabled":true,"context_window":4}');
  });
});

describe('recordingFetch', () => {
  it('takes requests in every form that fetch does', async () => {
    server.answer = document(chatAnswer([said(0, 'plain')]));
    const kept = tape();
    const fetch = recordingFetch(kept.recorder, { provider: 'ours' });
    const init = { method: 'POST', body: JSON.stringify(asked) };
    await (await fetch(`${server.url}/chat/completions`, init)).text();
    await (await fetch(new URL(`${server.url}/chat/completions?v=1`), init)).text();
    const bodiless = new Request(`${server.url}/chat/completions`, { method: 'POST', body: '{}' });
    await (await fetch(bodiless)).text();
    await (await fetch(`${server.url}/chat/completions`)).text();
    const rows = await kept.rows();
    expect(rows.map(({ completion: { provider, promptHash: of } }) => [provider, of])).toEqual([
      ['ours', hash],
      ['ours', hash],
      ['ours', undefined],
    ]);
  });

  it('records nothing of an answer that nobody reads', async () => {
    server.answer = document(chatAnswer([said(0, 'unread')]));
    const kept = tape();
    const answer = await recordingFetch(kept.recorder)(`${server.url}/chat/completions`, {
      method: 'POST',
      body: '{}',
    });
    expect(answer.ok).toBe(true);
    expect(await kept.recorder.flush()).toMatchObject({ written: 0, dropped: 0, failures: 0 });
  });
});
