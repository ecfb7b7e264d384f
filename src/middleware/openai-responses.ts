import type { ToolCall } from './completion.ts';
import { type Answer, type AnswerReader, word } from './openai-chat.ts';
import { isObject } from './request-fields.ts';

/** Events that bring the whole answer with them. */
const LAST = /^response\.(completed|incomplete|failed|cancelled)$/;

/**
 * Answers of `responses`: a whole one, or the events of a stream. A stream that ends early leaves what its deltas have said. Tool calls of the server
 * itself (search, code) are no text of the model and are passed over.
 */
export class ResponsesReader implements AnswerReader {
  #whole: Readonly<Record<string, unknown>> | undefined;
  #head: Readonly<Record<string, unknown>> = {};
  #text = '';
  readonly #calls = new Map<string, { name: string; arguments: string }>();

  absorb(payload: Readonly<Record<string, unknown>>): void {
    const { type, response, output } = payload;
    if (Array.isArray(output)) this.#whole = payload;
    else if (typeof type !== 'string') return;
    else if (LAST.test(type) && isObject(response)) this.#whole = response;
    else if (isObject(response)) this.#head = response;
    else if (type === 'response.output_text.delta' || type === 'response.refusal.delta')
      this.#text += word(payload.delta);
    else this.#absorbCall(type, payload);
  }

  answer(): Answer {
    const { id, model, status, incomplete_details: details, output } = this.#whole ?? this.#head;
    const reason = isObject(details) && typeof details.reason === 'string' ? details.reason : status;
    const said = Array.isArray(output) && output.length > 0 ? outputOf(output) : this.#partial();
    return {
      ...(typeof id === 'string' ? { responseId: id } : {}),
      ...(typeof model === 'string' ? { model } : {}),
      choices: [
        {
          choice: 0,
          ...said,
          ...(typeof reason === 'string' && this.#whole !== undefined ? { finishReason: reason } : {}),
        },
      ],
    };
  }

  #absorbCall(type: string, { item, item_id: id, delta }: Readonly<Record<string, unknown>>): void {
    if (type === 'response.output_item.added' && isObject(item) && item.type === 'function_call') {
      this.#calls.set(word(item.id), { name: word(item.name), arguments: word(item.arguments) });
    }
    const held = this.#calls.get(word(id));
    if (type === 'response.function_call_arguments.delta' && held !== undefined)
      held.arguments += word(delta);
  }

  #partial(): { readonly text: string; readonly toolCalls: readonly ToolCall[] } {
    return { text: this.#text, toolCalls: [...this.#calls.values()] };
  }
}

function outputOf(output: readonly unknown[]): {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
} {
  let text = '';
  const toolCalls: ToolCall[] = [];
  for (const item of output) {
    if (!isObject(item)) continue;
    if (item.type === 'message' && Array.isArray(item.content)) {
      for (const part of item.content) if (isObject(part)) text += word(part.text) + word(part.refusal);
    }
    if (item.type === 'function_call' || item.type === 'custom_tool_call')
      toolCalls.push({ name: word(item.name), arguments: word(item.arguments) + word(item.input) });
  }
  return { text, toolCalls };
}
