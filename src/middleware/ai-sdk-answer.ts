import type { Ending, ToolCall } from './completion.ts';
import type { Observer } from './observed-stream.ts';
import { ChatReader, word } from './openai-chat.ts';
import { canonicalMessages } from './prompt.ts';
import type { Recorder } from './recorder.ts';
import { isObject, requestFields } from './request-fields.ts';

export interface SdkModel {
  readonly provider: string;
  readonly modelId: string;
}

export interface SdkParams extends Readonly<Record<string, unknown>> {
  readonly prompt?: unknown;
  /** Fields of a provider's own, by provider. */
  readonly providerOptions?: unknown;
}

type Part = Readonly<Record<string, unknown>>;

/** An answer of the AI SDK: the content of a result, or the parts of a stream, of version 2 or 3 of its models. Failures go to the recorder. */
export class SdkAnswer implements Observer<unknown> {
  readonly #recorder: Recorder;
  readonly #model: SdkModel;
  readonly #params: SdkParams;
  readonly #provider: string;
  /** Answers of OpenAI-compatible servers come raw beside the parts: they hold token ids. */
  readonly #raw = new ChatReader();
  #text = '';
  readonly #calls = new Map<string, { name: string; arguments: string }>();
  #responseId: string | undefined;
  #modelId: string | undefined;
  #finishReason: string | undefined;
  #failed = false;

  constructor(recorder: Recorder, model: SdkModel, params: SdkParams, provider: string) {
    this.#recorder = recorder;
    this.#model = model;
    this.#params = params;
    this.#provider = provider;
  }

  /** Takes a result that came at once. */
  whole(result: unknown): void {
    this.#guard(() => {
      if (!isObject(result)) return;
      const { content, response, finishReason } = result;
      for (const part of Array.isArray(content) ? content : []) this.#part(part);
      this.#finish(finishReason);
      if (!isObject(response)) return;
      const { body } = response;
      if (isObject(body)) {
        this.#raw.absorb(body);
        // Some providers hand on the server's own account of the answer.
        if (isObject(body.response)) this.#metadata(body.response);
      }
      this.#metadata(response);
    });
  }

  see(part: unknown): void {
    this.#guard(() => this.#part(part));
  }

  async end(ending: Ending): Promise<void> {
    try {
      const { choices, promptTokenIds, responseId } = this.#raw.answer();
      const tokenIds = choices[0]?.tokenIds;
      const id = this.#responseId ?? responseId;
      await this.#recorder.record({
        choice: 0,
        text: this.#text,
        toolCalls: this.#toolCalls(),
        provider: this.#provider,
        model: this.#modelId ?? this.#model.modelId,
        ending: this.#failed && ending === 'complete' ? 'failed' : ending,
        ...(id === undefined ? {} : { responseId: id }),
        ...(this.#finishReason === undefined ? {} : { finishReason: this.#finishReason }),
        ...(tokenIds === undefined ? {} : { tokenIds }),
        ...(promptTokenIds === undefined ? {} : { promptTokenIds }),
        ...this.#asked(),
      });
    } catch (error) {
      this.#recorder.fail(error);
    }
  }

  #asked(): { readonly prompt?: unknown; readonly request: Part } {
    const { prompt, providerOptions } = this.#params;
    const own = isObject(providerOptions) ? Object.values(providerOptions).filter(isObject) : [];
    return {
      ...(Array.isArray(prompt) ? { prompt: canonicalMessages(prompt) } : {}),
      // The SDK passes what was not asked for as undefined: it hides nothing of a provider's own.
      request: Object.assign({}, ...[...own, this.#params].map(requestFields)),
    };
  }

  #part(part: unknown): void {
    if (!isObject(part)) return;
    switch (part.type) {
      case 'text':
        this.#text += word(part.text);
        break;
      case 'text-delta':
        this.#text += word(part.delta) + word(part.textDelta);
        break;
      case 'tool-input-start':
        this.#calls.set(word(part.id), { name: word(part.toolName), arguments: '' });
        break;
      case 'tool-input-delta':
        this.#inputDelta(part);
        break;
      case 'tool-call':
        this.#calls.set(word(part.toolCallId), { name: word(part.toolName), arguments: inputOf(part.input) });
        break;
      default:
        this.#event(part);
    }
  }

  #event(part: Part): void {
    switch (part.type) {
      case 'response-metadata':
        this.#metadata(part);
        break;
      case 'finish':
        this.#finish(part.finishReason);
        break;
      case 'error':
        this.#failed = true;
        break;
      case 'raw':
        if (isObject(part.rawValue)) this.#raw.absorb(part.rawValue);
    }
  }

  #inputDelta({ id, delta }: Part): void {
    const held = this.#calls.get(word(id));
    if (held !== undefined) held.arguments += word(delta);
  }

  #metadata({ id, modelId }: Part): void {
    if (typeof id === 'string' && id !== '') this.#responseId = id;
    if (typeof modelId === 'string' && modelId !== '') this.#modelId = modelId;
  }

  /** Version 2 has a word, version 3 an object with the provider's own word. */
  #finish(reason: unknown): void {
    const said = isObject(reason) ? (reason.raw ?? reason.unified) : reason;
    if (typeof said === 'string') this.#finishReason = said;
  }

  #toolCalls(): ToolCall[] {
    return [...this.#calls.values()];
  }

  #guard(look: () => void): void {
    try {
      look();
    } catch (error) {
      this.#recorder.fail(error);
    }
  }
}

function inputOf(input: unknown): string {
  return typeof input === 'string' ? input : (JSON.stringify(input) ?? '');
}
