import { type AnswerReader, ChatReader } from './openai-chat.ts';
import { ResponsesReader } from './openai-responses.ts';
import { canonicalMessages } from './prompt.ts';
import { isObject, requestFields } from './request-fields.ts';

/** What is known of a request that asks for a completion. */
export interface CompletionRequest {
  readonly model: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** The prompt of a choice of the answer: `completions` takes several at once. */
  prompt(choice: number): unknown;
  reader(): AnswerReader;
}

type Body = Readonly<Record<string, unknown>>;

/** A kind of request: how its prompt is read, and its answer. */
interface Kind {
  readonly ending: string;
  prompt(body: Body, choice: number): unknown;
  reader(): AnswerReader;
}

const KINDS: readonly Kind[] = [
  { ending: '/chat/completions', prompt: chatPrompt, reader: () => new ChatReader() },
  { ending: '/completions', prompt: plainPrompt, reader: () => new ChatReader() },
  { ending: '/responses', prompt: responsesPrompt, reader: () => new ResponsesReader() },
];

/** The request that `url` and `body` make, or undefined where it asks for no completion. */
export function completionRequest(url: string, body: unknown): CompletionRequest | undefined {
  const path = new URL(url, 'http://localhost').pathname.replace(/\/+$/, '');
  const kind = KINDS.find(({ ending }) => path.endsWith(ending));
  if (kind === undefined) return undefined;
  const held = parsed(body);
  return {
    model: typeof held.model === 'string' ? held.model : 'unknown',
    request: requestFields(held),
    prompt: (choice) => kind.prompt(held, choice),
    reader: kind.reader,
  };
}

function parsed(body: unknown): Body {
  if (typeof body !== 'string') return {};
  const value: unknown = JSON.parse(body);
  return isObject(value) ? value : {};
}

function chatPrompt({ messages }: Body): unknown {
  return Array.isArray(messages) ? canonicalMessages(messages) : undefined;
}

/** Choices of `completions` come prompt by prompt, `n` of each. */
function plainPrompt({ prompt, n }: Body, choice: number): unknown {
  const isList = Array.isArray(prompt) && prompt.some((item) => typeof item !== 'number');
  if (!isList) return prompt;
  return prompt[Math.floor(choice / (typeof n === 'number' && n > 0 ? n : 1))];
}

/** What stands on the server (an earlier response, a conversation, a stored prompt) is a part of the prompt by its id alone. */
function responsesPrompt(body: Body): unknown {
  const { instructions, input, previous_response_id: previous, conversation, prompt } = body;
  const messages = [
    ...(typeof instructions === 'string' ? [{ role: 'system', content: instructions }] : []),
    ...(typeof input === 'string' ? [{ role: 'user', content: input }] : Array.isArray(input) ? input : []),
  ];
  const elsewhere = { previous, conversation, prompt };
  const held = Object.entries(elsewhere).filter(([, value]) => value !== undefined && value !== null);
  if (messages.length === 0 && held.length === 0) return undefined;
  return canonicalMessages([...(held.length === 0 ? [] : [Object.fromEntries(held)]), ...messages]);
}
