import type { ToolCall, Written } from './completion.ts';
import { isObject } from './request-fields.ts';

/** What an answer, or the part of it that has come, amounts to. */
export interface Answer {
  readonly responseId?: string;
  readonly model?: string;
  readonly choices: readonly Written[];
  readonly promptTokenIds?: readonly number[];
}

/** Puts an answer together from what the server sends: one object, or the events of a stream. */
export interface AnswerReader {
  absorb(payload: Readonly<Record<string, unknown>>): void;
  answer(): Answer;
}

interface Choice {
  text: string;
  finishReason?: string;
  tokenIds: number[];
  readonly calls: Map<number, { name: string; arguments: string }>;
}

/**
 * Answers of `chat/completions` and `completions`: whole ones, which hold a message or text in each choice, and chunks, which hold deltas. Token ids as
 * vLLM returns them: `token_ids` (with `return_token_ids`), or log-probabilities of tokens named `token_id:7`.
 */
export class ChatReader implements AnswerReader {
  #id: string | undefined;
  #model: string | undefined;
  #promptTokenIds: readonly number[] | undefined;
  readonly #choices = new Map<number, Choice>();

  absorb({ id, model, choices, prompt_token_ids: prompt }: Readonly<Record<string, unknown>>): void {
    if (typeof id === 'string' && id !== '') this.#id ??= id;
    if (typeof model === 'string' && model !== '') this.#model ??= model;
    this.#promptTokenIds ??= ids(prompt);
    if (!Array.isArray(choices)) return;
    for (const [place, choice] of choices.entries()) {
      if (isObject(choice)) this.#choice(choice, place);
    }
  }

  answer(): Answer {
    const choices = [...this.#choices].sort(([a], [b]) => a - b).map(([index, held]) => written(index, held));
    return {
      ...(this.#id === undefined ? {} : { responseId: this.#id }),
      ...(this.#model === undefined ? {} : { model: this.#model }),
      ...(this.#promptTokenIds === undefined ? {} : { promptTokenIds: this.#promptTokenIds }),
      choices,
    };
  }

  #choice(choice: Readonly<Record<string, unknown>>, place: number): void {
    const index = typeof choice.index === 'number' ? choice.index : place;
    let held = this.#choices.get(index);
    if (held === undefined) {
      held = { text: '', tokenIds: [], calls: new Map() };
      this.#choices.set(index, held);
    }
    if (typeof choice.finish_reason === 'string') held.finishReason = choice.finish_reason;
    held.tokenIds.push(...(ids(choice.token_ids) ?? namedIds(choice.logprobs)));
    this.#promptTokenIds ??= ids(choice.prompt_token_ids);
    held.text += word(choice.text);
    const message = choice.message ?? choice.delta;
    if (!isObject(message)) return;
    held.text += word(message.content) + word(message.refusal);
    if (Array.isArray(message.tool_calls)) absorbCalls(message.tool_calls, held.calls);
  }
}

function absorbCalls(calls: readonly unknown[], into: Choice['calls']): void {
  for (const [place, call] of calls.entries()) {
    if (!isObject(call)) continue;
    const index = typeof call.index === 'number' ? call.index : place;
    const { name, arguments: given, input } = isObject(call.function) ? call.function : asObject(call.custom);
    const held = into.get(index) ?? { name: '', arguments: '' };
    into.set(index, {
      name: held.name + word(name),
      arguments: held.arguments + word(given) + word(input),
    });
  }
}

function written(choice: number, { text, finishReason, tokenIds, calls }: Choice): Written {
  const toolCalls: ToolCall[] = [...calls].sort(([a], [b]) => a - b).map(([, call]) => call);
  return {
    choice,
    text,
    toolCalls,
    ...(finishReason === undefined ? {} : { finishReason }),
    ...(tokenIds.length === 0 ? {} : { tokenIds }),
  };
}

/** Ids of tokens, or undefined where there are none. */
export function ids(value: unknown): number[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isSafeInteger) ? value : undefined;
}

/** Ids out of log-probabilities whose tokens are named by them: `return_tokens_as_token_ids` of vLLM. */
function namedIds(logprobs: unknown): number[] {
  if (!isObject(logprobs)) return [];
  const tokens = Array.isArray(logprobs.content)
    ? logprobs.content.map((entry: unknown) => (isObject(entry) ? entry.token : undefined))
    : logprobs.tokens;
  if (!Array.isArray(tokens)) return [];
  const found = tokens.map((token) => /^token_id:(\d+)$/.exec(String(token))?.[1]);
  return found.includes(undefined) ? [] : found.map(Number);
}

export function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
