import { OutcrossError } from '../../base/errors.ts';
import type { WindowOptions } from '../../lm/sliding-windows.ts';
import { measureText } from '../../lm/text-score.ts';
import { UnscorableText } from '../scorer.ts';
import { type HttpClient, Refused } from './http-client.ts';

/** What every protocol needs. */
export interface EndpointOptions extends WindowOptions {
  readonly client: HttpClient;
  readonly model: string;
  /** Tokens to generate where a server must generate some: 1, or 0 where it allows none. */
  readonly maxTokens: 0 | 1;
}

/** An object of a reply; what is none has no members. */
export type Members = Readonly<Record<string, unknown>>;

export function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

/** A reply that does not keep to the protocol, whichever text is asked. */
export function protocolError(what: string, hint: string): OutcrossError {
  return new OutcrossError('E_NETWORK', `the server does not keep to the protocol: ${what}`, {
    where: '--protocol',
    hint,
  });
}

/**
 * Posts to the endpoint of completions, and gives the first choice and the tokens of the prompt, where they are told. Throws
 * `UnscorableText` where the server refuses this text, `E_NETWORK` where it does not know the model or answers as another.
 */
export async function complete(
  { client, model }: EndpointOptions,
  body: Members,
  signal: AbortSignal,
): Promise<{ readonly choice: Members; readonly promptTokens: number | undefined }> {
  const reply = members(await posted(client, 'completions', { model, ...body }, signal));
  const answered = reply['model'];
  if (typeof answered === 'string' && answered !== model) {
    throw new OutcrossError('E_NETWORK', `the server answers as ${answered}, not as ${model}`, {
      where: '--model',
      hint: 'Give the name that the server uses: scores of two models must not mix.',
    });
  }
  const { choices } = reply;
  if (!Array.isArray(choices) || choices.length === 0) {
    throw protocolError('the reply has no choices', 'Is this the root of an OpenAI-compatible API (…/v1)?');
  }
  const { prompt_tokens } = members(reply['usage']);
  const told = typeof prompt_tokens === 'number' && prompt_tokens > 0;
  return { choice: members(choices[0]), promptTokens: told ? prompt_tokens : undefined };
}

/** As `HttpClient.post`; what is refused is this text's fault (400, 413, 422) or a wrong address or model (404 and the rest). */
export async function posted(
  client: HttpClient,
  path: string,
  body: Members,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await client.post(path, body, signal);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if ([400, 413, 422].includes(error.status)) throw new UnscorableText(`refused with ${error.message}`);
    throw new OutcrossError('E_NETWORK', `${client.urlOf(path)} answers with ${error.message}`, {
      where: client.urlOf(path),
      hint: 'Check the URL and the name of the model; the URL ends in the root of the API, such as /v1.',
    });
  }
}

/** Bytes of `text` that stand before what the scored tokens spell; 0 where they spell something else. */
export function bytesBefore(text: string, scored: readonly string[]): number {
  const spelt = scored.join('');
  return text.endsWith(spelt) ? measureText(text.slice(0, text.length - spelt.length)).bytes : 0;
}

/** About as many bytes of English as a token of a usual vocabulary stands for: estimates of cost rest on it. */
export const BYTES_A_TOKEN = 4;
