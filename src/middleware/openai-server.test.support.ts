import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** What a server under test answers: it may write, break off, or hang. */
export type Answer = (asked: {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly response: ServerResponse;
}) => void | Promise<void>;

export interface TestServer {
  readonly url: string;
  /** Requests so far. */
  readonly asked: { readonly path: string; readonly body: Record<string, unknown> }[];
  /** The answer to the next requests. */
  answer: Answer;
}

/** A server on this machine that answers as the test says; stopped when the file's tests are done. */
export async function testServer(): Promise<TestServer> {
  const server = createServer(async (request, response) => {
    const asked = { path: request.url ?? '', body: JSON.parse((await textOf(request)) || '{}') };
    state.asked.push(asked);
    await state.answer({ ...asked, response });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const state: TestServer = { url: `http://127.0.0.1:${port}/v1`, asked: [], answer: () => {} };
  return state;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  return text;
}

/** Answers with a document. */
export const document =
  (value: unknown, status = 200): Answer =>
  ({ response }) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };

/** Answers with events, and with lines as they stand, in pieces that do not end where events do. `after`: what happens instead of the end. */
export const events =
  (values: readonly unknown[], after?: (response: ServerResponse) => void): Answer =>
  async ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const text = values
      .map((value) => (typeof value === 'string' ? value : `data: ${JSON.stringify(value)}`))
      .map((line) => `${line}\r\n\r\n`)
      .join('');
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 61) {
      response.write(bytes.subarray(at, at + 61));
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (after === undefined) response.end();
    else after(response);
  };

export const chatAnswer = (choices: readonly object[], rest: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'served-model',
  choices,
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
  ...rest,
});

export const said = (index: number, content: string | null, rest: object = {}) => ({
  index,
  message: { role: 'assistant', content, refusal: null },
  logprobs: null,
  finish_reason: 'stop',
  ...rest,
});

export const chunk = (choices: readonly object[], rest: object = {}) => ({
  id: 'chatcmpl-2',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'served-model',
  choices,
  ...rest,
});

export const delta = (index: number, content: string, rest: object = {}) => ({
  index,
  delta: { content },
  finish_reason: null,
  ...rest,
});
