import {
  createGateway,
  generateText,
  jsonSchema,
  stepCountIs,
  streamText,
  tool,
  wrapLanguageModel,
} from 'ai';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordAiSdk } from './ai-sdk.ts';
import { document, events, type TestServer, testServer } from './openai-server.test.support.ts';
import { canonicalMessages, promptHash } from './prompt.ts';
import { type Tape, tape } from './recorder.test.support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});

/** A model of the AI SDK's gateway provider, on the test's server, recorded on `kept`. */
const model = (kept: Tape) =>
  wrapLanguageModel({
    model: createGateway({ baseURL: server.url, apiKey: 'none' })('lab/asked-model'),
    middleware: recordAiSdk(kept.recorder),
  });

const question = jsonSchema<{ q: string }>({
  type: 'object',
  properties: { q: { type: 'string' } },
  required: ['q'],
});
const usage = {
  inputTokens: { total: 3, noCache: 3, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 2, text: 2, reasoning: 0 },
};
const finish = (raw: string, unified = raw) => ({ type: 'finish', finishReason: { unified, raw }, usage });
const result = (content: readonly object[], rest: object = {}) => ({
  content,
  finishReason: { unified: 'stop', raw: 'end_turn' },
  usage,
  warnings: [],
  ...rest,
});

describe('a recorded model of the AI SDK', () => {
  it('writes a row of each answer, tagged synthetic', async () => {
    server.answer = document(
      result(
        [
          { type: 'reasoning', text: 'hm' },
          { type: 'text', text: 'A grass.' },
        ],
        {
          response: { id: 'gen-1', modelId: 'lab/served-model' },
        },
      ),
    );
    const kept = tape();
    const { text } = await generateText({ model: model(kept), prompt: 'What is rye?', temperature: 0.5 });
    expect(text).toBe('A grass.');
    const [row] = await kept.rows();
    expect(row).toMatchObject({
      id: 'gen-1#0',
      text: 'A grass.',
      provenance: { origin: 'synthetic', source: 'gateway', model: 'lab/served-model', evidence: 'declared' },
      completion: {
        provider: 'gateway',
        finishReason: 'end_turn',
        ending: 'complete',
        request: { temperature: 0.5 },
      },
    });
    expect(kept.errors).toEqual([]);
  });

  it('gives a conversation the digest that the openai client gives it', async () => {
    server.answer = document(result([{ type: 'text', text: 'Yes.' }]));
    const kept = tape();
    const messages = [
      { role: 'user', content: 'Is rye a grass?' },
      { role: 'assistant', content: 'Think.' },
      { role: 'user', content: [{ type: 'text', text: 'I did.' }] },
    ] as const;
    await generateText({
      model: model(kept),
      system: 'Be brief.',
      messages: structuredClone(messages) as never,
    });
    const [row] = await kept.rows();
    const same = canonicalMessages([{ role: 'system', content: 'Be brief.' }, ...messages]);
    expect(row.completion.promptHash).toBe(promptHash(same));
    expect(row.completion).not.toHaveProperty('prompt');
  });

  it('writes a row of each step of a conversation with tools', async () => {
    let step = 0;
    server.answer = (given) =>
      step++ === 0
        ? document(
            result([{ type: 'tool-call', toolCallId: 'c', toolName: 'find', input: '{"q":"rye"}' }], {
              finishReason: { unified: 'tool-calls', raw: 'tool_use' },
            }),
          )(given)
        : document(result([{ type: 'text', text: 'A grass.' }]))(given);
    const kept = tape();
    const find = tool({
      inputSchema: question,
      execute: async ({ q }) => `${q}: a grass`,
    });
    const { text } = await generateText({
      model: model(kept),
      prompt: 'What is rye?',
      tools: { find },
      stopWhen: stepCountIs(3),
    });
    expect(text).toBe('A grass.');
    const rows = await kept.rows();
    expect(rows.map((row) => [row.text, row.completion.finishReason])).toEqual([
      ['{"q":"rye"}', 'tool_use'],
      ['A grass.', 'end_turn'],
    ]);
    expect(rows[0].completion.toolCalls).toEqual([{ name: 'find', arguments: '{"q":"rye"}' }]);
    expect(rows[0].id).not.toBe(rows[1].id);
  });

  it('puts streams together, and passes every part on', async () => {
    server.answer = events([
      { type: 'stream-start', warnings: [] },
      { type: 'response-metadata', id: 'gen-2', modelId: 'lab/served-model' },
      { type: 'text-start', id: 't' },
      { type: 'text-delta', id: 't', delta: 'A gr' },
      { type: 'raw', rawValue: { choices: [{ index: 0, delta: { content: 'A gr' }, token_ids: [4, 5] }] } },
      { type: 'text-delta', id: 't', delta: 'äss.' },
      { type: 'text-end', id: 't' },
      finish('length'),
    ]);
    const kept = tape();
    const answer = streamText({ model: model(kept), prompt: 'rye?', includeRawChunks: true });
    expect(await answer.text).toBe('A gräss.');
    const [row] = await kept.rows();
    expect([
      row.id,
      row.text,
      row.provenance.model,
      row.completion.finishReason,
      row.completion.tokenIds,
    ]).toEqual(['gen-2#0', 'A gräss.', 'lab/served-model', 'length', [4, 5]]);
  });

  it('keeps streamed calls of tools', async () => {
    server.answer = events([
      { type: 'tool-input-start', id: 'c', toolName: 'find' },
      { type: 'tool-input-delta', id: 'c', delta: '{"q":' },
      { type: 'tool-input-delta', id: 'c', delta: '"rye"}' },
      { type: 'tool-input-end', id: 'c' },
      { type: 'tool-call', toolCallId: 'c', toolName: 'find', input: '{"q":"rye"}' },
      finish('tool-calls'),
    ]);
    const kept = tape();
    const find = tool({ inputSchema: question });
    await streamText({ model: model(kept), prompt: 'rye?', tools: { find } }).consumeStream();
    const [row] = await kept.rows();
    expect([row.text, row.completion.toolCalls]).toEqual([
      '{"q":"rye"}',
      [{ name: 'find', arguments: '{"q":"rye"}' }],
    ]);
  });

  it('keeps what had come when a signal aborts', async () => {
    server.answer = events([{ type: 'text-delta', id: 't', delta: 'so far' }], () => {});
    const kept = tape();
    const abort = new AbortController();
    const { stream } = await model(kept).doStream({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'rye?' }] }],
      abortSignal: abort.signal,
    });
    await expect(
      (async () => {
        for await (const part of stream) if (part.type === 'text-delta') abort.abort();
      })(),
    ).rejects.toThrow();
    const [row] = await kept.rows();
    expect([row.text, row.completion.ending]).toEqual(['so far', 'aborted']);
  });

  it('says that a stream failed which ended with an error', async () => {
    server.answer = events([
      { type: 'text-delta', id: 't', delta: 'so far' },
      { type: 'error', error: 'overloaded' },
    ]);
    const kept = tape();
    const { stream } = await model(kept).doStream({ prompt: [] });
    for await (const _ of stream);
    expect((await kept.rows()).map(({ completion: { ending } }) => ending)).toEqual(['failed']);
  });

  it('hands errors on, and records nothing of them', async () => {
    server.answer = document({ error: { message: 'no', type: 'rate_limit_exceeded' } }, 429);
    const kept = tape();
    await expect(generateText({ model: model(kept), prompt: 'x', maxRetries: 0 })).rejects.toThrow();
    expect(await kept.recorder.flush()).toMatchObject({ written: 0, failures: 0 });
  });

  it('never breaks the application when the recorder fails', async () => {
    server.answer = document(result([{ type: 'text', text: 'fine' }]));
    const kept = tape({ path: '/dev/full' });
    expect((await generateText({ model: model(kept), prompt: 'x' })).text).toBe('fine');
    expect(await kept.recorder.close()).toMatchObject({ written: 0, dropped: 1 });
    expect(kept.errors[0].code).toBe('E_WRITE');
  });
});

describe('recordAiSdk without the SDK', () => {
  const call = (over: object) => ({
    model: { provider: 'p', modelId: 'm' },
    params: { prompt: [], providerOptions: { p: { watermarking: false } }, topK: 1 },
    doGenerate: async () => over,
    doStream: async () => ({ stream: new ReadableStream() }),
  });

  it('reads answers of version 2, whose reason is a word, and token ids of the raw answer', async () => {
    const kept = tape();
    const given = { content: [{ type: 'text', text: 'two' }], finishReason: 'stop' };
    const body = {
      id: 'raw-1',
      choices: [{ token_ids: [9], message: { content: 'two' } }],
      prompt_token_ids: [1],
    };
    const middleware = recordAiSdk(kept.recorder, { provider: 'ours' });
    expect(await middleware.wrapGenerate(call({ ...given, response: { body } }))).toMatchObject(given);
    const [row] = await kept.rows();
    expect(row).toMatchObject({
      id: 'raw-1#0',
      text: 'two',
      completion: {
        provider: 'ours',
        finishReason: 'stop',
        tokenIds: [9],
        promptTokenIds: [1],
        request: { watermarking: false, top_k: 1 },
      },
    });
  });

  it('takes results that are no results as they are', async () => {
    for (const odd of [undefined, null, 7, { content: 'text' }, { content: [null, 3], response: 'x' }]) {
      const kept = tape();
      expect(await recordAiSdk(kept.recorder).wrapGenerate(call(odd as never))).toBe(odd);
      expect(await kept.recorder.flush()).toMatchObject({ written: 0, empty: 1, failures: 0 });
    }
  });
});
