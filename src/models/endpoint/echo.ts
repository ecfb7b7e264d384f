import { measureText } from '../../lm/text-score.ts';
import { type Cost, type Scorer, type TextLogprobs, UnscorableText } from '../scorer.ts';
import { finite, windowedCost } from './prompt-logprobs.ts';
import {
  BYTES_A_TOKEN,
  bytesBefore,
  complete,
  type EndpointOptions,
  members,
  protocolError,
} from './reply.ts';
import { textWindows } from './text-windows.ts';

const HINT =
  'The server must echo the prompt with log-probabilities. llama-server does not: try --protocol llama; vLLM: --protocol vllm.';

/** The prompt's part of a reply. */
interface Echoed {
  readonly logprobs: readonly unknown[];
  readonly tokens: readonly string[];
  /** Characters (code points) before each token, where told. */
  readonly offsets: readonly number[] | undefined;
}

/**
 * The older completions interface: `echo` with `logprobs`. Nothing tells the tokens of a text beforehand, so that a long one
 * is read in windows of characters, by `text_offset`.
 */
export class EchoScorer implements Scorer {
  readonly identity: string;
  readonly window: Scorer['window'];
  readonly #options: EndpointOptions;

  constructor(options: EndpointOptions) {
    const { model, window, stride } = options;
    this.#options = options;
    this.window = { size: window, stride, unit: 'characters' };
    this.identity = JSON.stringify(['echo', model, window, stride]);
  }

  async score(text: string, signal: AbortSignal): Promise<TextLogprobs> {
    const characters = Array.from(text);
    const windows = textWindows(characters, this.#options);
    const logprobs: unknown[] = [];
    let unscoredBytes = 0;
    for (const { from, first, to } of windows) {
      const part = characters.slice(from, to).join('');
      const echoed = await this.#ask(part, signal);
      const start = firstScored(echoed, first - from);
      if (first === 0) unscoredBytes = bytesBefore(part, echoed.tokens.slice(start));
      // A token that reaches across the border of two windows was scored as far as the first of them goes.
      else unscoredBytes += bytesOf(characters.slice(first, from + (echoed.offsets?.[start] ?? to - from)));
      logprobs.push(...echoed.logprobs.slice(start));
    }
    return { logprobs: finite(logprobs), unscoredBytes };
  }

  async #ask(prompt: string, signal: AbortSignal): Promise<Echoed> {
    const body = { prompt, max_tokens: this.#options.maxTokens, temperature: 0, echo: true, logprobs: 1 };
    const reply = await complete(this.#options, body, signal).catch((error) => {
      if (error instanceof UnscorableText && /\becho\b/i.test(error.message))
        throw protocolError(error.message, HINT);
      throw error;
    });
    return echoedOf(reply.choice, reply.promptTokens, prompt, this.#options.maxTokens);
  }

  cost(bytes: number): Cost {
    const { requests, tokens } = windowedCost(bytes, this.#options, 0);
    return { requests, tokens: Math.ceil(tokens / BYTES_A_TOKEN) };
  }
}

/** The first token that a window scores: the first that has a context, or that begins at `boundary` or after it. */
function firstScored({ logprobs, offsets }: Echoed, boundary: number): number {
  if (boundary === 0) return logprobs[0] === null ? 1 : 0;
  if (offsets === undefined) throw protocolError('no text_offset, which long texts need', HINT);
  const at = offsets.findIndex((offset) => offset >= boundary);
  return at < 0 ? logprobs.length : at;
}

function echoedOf(
  choice: Readonly<Record<string, unknown>>,
  promptTokens: number | undefined,
  prompt: string,
  generated: number,
): Echoed {
  const { token_logprobs: logprobs, tokens, text_offset } = members(choice['logprobs']);
  if (!Array.isArray(logprobs) || !Array.isArray(tokens))
    throw protocolError('the reply has no token_logprobs', HINT);
  const offsets = Array.isArray(text_offset) ? (text_offset as number[]) : undefined;
  if (logprobs.length <= generated && promptTokens !== undefined && promptTokens > 1)
    throw protocolError('only generated tokens have log-probabilities', HINT);
  if (tokens.length !== logprobs.length || (offsets !== undefined && offsets.length !== tokens.length))
    throw new UnscorableText(`${logprobs.length} log-probabilities came for ${tokens.length} tokens`);
  const count = promptTokens ?? promptCount(offsets, measureCharacters(prompt), logprobs.length - generated);
  // Whoever generates the end of the text may leave it out.
  if (count > logprobs.length || count < logprobs.length - generated)
    throw new UnscorableText(`${logprobs.length} log-probabilities came for ${count} tokens`);
  return {
    logprobs: logprobs.slice(0, count),
    tokens: tokens.slice(0, count).map(String),
    offsets: offsets?.slice(0, count),
  };
}

function promptCount(offsets: readonly number[] | undefined, characters: number, fallback: number): number {
  if (offsets === undefined) return fallback;
  const after = offsets.findIndex((offset) => offset >= characters);
  return after < 0 ? offsets.length : after;
}

function bytesOf(characters: readonly string[]): number {
  return measureText(characters.join('')).bytes;
}

function measureCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
