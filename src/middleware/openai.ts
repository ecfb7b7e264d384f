import type { Ending } from './completion.ts';
import { EventReader } from './event-stream.ts';
import { observedStream } from './observed-stream.ts';
import type { AnswerReader } from './openai-chat.ts';
import { type CompletionRequest, completionRequest } from './openai-request.ts';
import type { Recorder } from './recorder.ts';
import { isObject } from './request-fields.ts';

export type { Completion, DeclaredMark } from './completion.ts';
export { openRecorder, type Recorder, type RecorderCounts, type RecorderOptions } from './recorder.ts';

type Fetch = typeof globalThis.fetch;

export interface OpenAIOptions {
  /** Who answers. Default: the host of the address, `openai` for api.openai.com. */
  readonly provider?: string;
}

/** What is used of a client of the `openai` package, from version 5 on. */
export interface OpenAIClient {
  withOptions(options: { fetch: Fetch }): this;
}

/**
 * A client like `client` that records what it generates: `chat.completions`, `responses` and `completions`, streamed or not, by whichever method. `client`
 * itself records nothing, for what shall not be recorded.
 */
export function recordOpenAI<C extends OpenAIClient>(
  client: C,
  recorder: Recorder,
  options: OpenAIOptions = {},
): C {
  const own = (client as { readonly fetch?: unknown }).fetch;
  const fetch = typeof own === 'function' ? (own as Fetch) : globalThis.fetch;
  return client.withOptions({ fetch: recordingFetch(recorder, { ...options, fetch }) });
}

/**
 * A `fetch` that records the completions of OpenAI-compatible servers, for any client that takes one. Answers pass as they are, piece by piece; other
 * requests and answers that are errors are not looked at.
 */
export function recordingFetch(
  recorder: Recorder,
  options: OpenAIOptions & { readonly fetch?: Fetch } = {},
): Fetch {
  const { fetch = globalThis.fetch } = options;
  return async (input, init) => {
    const answered = await fetch(input, init);
    try {
      const url = urlOf(input);
      const asked = isPost(input, init) ? completionRequest(url, init?.body) : undefined;
      if (asked === undefined || !answered.ok || answered.body === null) return answered;
      return observed(answered, new Recording(recorder, asked, options.provider ?? providerOf(url)));
    } catch (error) {
      recorder.fail(error);
      return answered;
    }
  };
}

function urlOf(input: Parameters<Fetch>[0]): string {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

function isPost(input: Parameters<Fetch>[0], init: Parameters<Fetch>[1]): boolean {
  const method = init?.method ?? (typeof input === 'object' && 'method' in input ? input.method : 'GET');
  return method.toUpperCase() === 'POST';
}

/** An error among the events of a stream: of completions, and of responses. Status and headers were good when it came. */
function isFailure({ error, type }: Readonly<Record<string, unknown>>): boolean {
  return isObject(error) || type === 'error' || type === 'response.failed';
}

function providerOf(url: string): string {
  const { hostname } = new URL(url, 'http://localhost');
  return hostname === 'api.openai.com' ? 'openai' : hostname;
}

/** The same answer, its body looked at. */
function observed(answer: Response, recording: Recording): Response {
  const isStream = /^text\/event-stream/i.test(answer.headers.get('content-type') ?? '');
  const body = observedStream(
    answer.body as ReadableStream<Uint8Array>,
    isStream ? recording.events() : recording.document(),
  );
  const { status, statusText, headers, url } = answer;
  const passed = new Response(body as ConstructorParameters<typeof Response>[0], {
    status,
    statusText,
    headers,
  });
  // A response that was made by hand has no address of its own.
  return Object.defineProperty(passed, 'url', { value: url });
}

/** What becomes of one answer. Failures go to the recorder. */
class Recording {
  readonly #recorder: Recorder;
  readonly #asked: CompletionRequest;
  readonly #provider: string;
  readonly #reader: AnswerReader;
  /** Whether the server said, within its answer, that it failed. */
  #isBroken = false;

  constructor(recorder: Recorder, asked: CompletionRequest, provider: string) {
    this.#recorder = recorder;
    this.#asked = asked;
    this.#provider = provider;
    this.#reader = asked.reader();
  }

  /** Looks at server-sent events. */
  events() {
    const events = new EventReader();
    // Each by itself: one that is no JSON must not take those with it that came in the same piece.
    const absorb = (found: readonly string[]) => {
      for (const data of found)
        if (data.trim() !== '[DONE]') this.#guard(() => this.#absorb(JSON.parse(data)));
    };
    return {
      see: (bytes: Uint8Array) => absorb(events.push(bytes)),
      end: (ending: Ending) => {
        // What an aborted stream ends with is a part of an event.
        if (ending === 'complete') absorb(events.end());
        return this.#end(ending);
      },
    };
  }

  /** Looks at one document of JSON. */
  document() {
    const pieces: Uint8Array[] = [];
    return {
      see: (bytes: Uint8Array) => {
        pieces.push(bytes);
      },
      end: (ending: Ending) => {
        if (ending !== 'complete') return Promise.resolve();
        this.#guard(() => this.#absorb(JSON.parse(Buffer.concat(pieces).toString('utf8'))));
        return this.#end(ending);
      },
    };
  }

  #absorb(payload: unknown): void {
    if (!isObject(payload)) return;
    if (isFailure(payload)) this.#isBroken = true;
    this.#reader.absorb(payload);
  }

  #guard(look: () => void): void {
    try {
      look();
    } catch (error) {
      this.#recorder.fail(error);
    }
  }

  async #end(ending: Ending): Promise<void> {
    try {
      const { choices, model = this.#asked.model, ...rest } = this.#reader.answer();
      for (const written of choices) {
        await this.#recorder.record({
          ...written,
          ...rest,
          provider: this.#provider,
          model,
          ending: this.#isBroken ? 'failed' : ending,
          prompt: this.#asked.prompt(written.choice),
          request: this.#asked.request,
        });
      }
    } catch (error) {
      this.#recorder.fail(error);
    }
  }
}
