import { scoredTokens } from '../../lm/read-text-score.ts';
import { slidingWindows } from '../../lm/sliding-windows.ts';
import { measureText } from '../../lm/text-score.ts';
import { type Cost, type Scorer, type TextLogprobs, UnscorableText } from '../scorer.ts';
import {
  BYTES_A_TOKEN,
  bytesBefore,
  complete,
  type EndpointOptions,
  members,
  posted,
  protocolError,
} from './reply.ts';

const HINT = 'Is this a vLLM server? For others try --protocol echo or --protocol llama.';

/** A token of the prompt: its log-probability, as the server wrote it, and its text. */
interface PromptToken {
  readonly logprob: unknown;
  readonly text: string;
}

/**
 * vLLM: `prompt_logprobs` of the completions endpoint. A text that may not fit the window is cut into token ids by the server's
 * `/tokenize` and read in sliding windows.
 */
export class PromptLogprobsScorer implements Scorer {
  readonly identity: string;
  readonly window: Scorer['window'];
  readonly #options: EndpointOptions;

  constructor(options: EndpointOptions) {
    const { model, window, stride } = options;
    this.#options = options;
    this.window = { size: window, stride, unit: 'tokens' };
    this.identity = JSON.stringify(['vllm', model, window, stride]);
  }

  async score(text: string, signal: AbortSignal): Promise<TextLogprobs> {
    // A token stands for a byte at least, and a few more may be added.
    if (measureText(text).bytes + 8 <= this.#options.window) return this.#whole(text, signal);
    const ids = await this.#tokenize(text, signal);
    if (ids.length <= this.#options.window) return this.#whole(text, signal);
    const logprobs: unknown[] = [];
    let first: TextLogprobs | undefined;
    for (const { from, first: scored, to } of slidingWindows(ids.length, this.#options)) {
      const tokens = await this.#ask(ids.slice(from, to), signal);
      if (tokens.length !== to - from) throw wrongNumber(tokens.length, to - from);
      const read = tokens.slice(Math.max(1, scored - from));
      first ??= { logprobs: [], unscoredBytes: unscored(text, read) };
      logprobs.push(...read.map(({ logprob }) => logprob));
    }
    return { logprobs: finite(logprobs), unscoredBytes: first!.unscoredBytes };
  }

  async #whole(text: string, signal: AbortSignal): Promise<TextLogprobs> {
    const [, ...scored] = await this.#ask(text, signal);
    const logprobs = finite(scored.map(({ logprob }) => logprob));
    return {
      logprobs,
      unscoredBytes: bytesBefore(
        text,
        scored.map((token) => token.text),
      ),
    };
  }

  async #ask(prompt: string | readonly number[], signal: AbortSignal): Promise<PromptToken[]> {
    const body = { prompt, max_tokens: 1, temperature: 0, prompt_logprobs: 0, return_token_ids: true };
    const { choice, promptTokens } = await complete(this.#options, body, signal);
    const given = choice['prompt_logprobs'];
    if (!Array.isArray(given)) throw protocolError('the reply has no prompt_logprobs', HINT);
    if (promptTokens !== undefined && promptTokens !== given.length)
      throw wrongNumber(given.length, promptTokens);
    const ids = Array.isArray(prompt) ? prompt : choice['prompt_token_ids'];
    return given.map((entry, i) => tokenOf(entry, Array.isArray(ids) ? ids[i] : undefined));
  }

  async #tokenize(text: string, signal: AbortSignal): Promise<number[]> {
    const { client, model } = this.#options;
    const { tokens } = members(await posted(client, '/tokenize', { model, prompt: text }, signal));
    if (Array.isArray(tokens) && tokens.every((id) => Number.isSafeInteger(id))) return tokens as number[];
    throw protocolError('/tokenize gives no tokens', HINT);
  }

  cost(bytes: number): Cost {
    return windowedCost(bytes / BYTES_A_TOKEN, this.#options, 1);
  }
}

/** Requests and tokens of a text read in windows; `more` requests where it needs several. */
export function windowedCost(
  length: number,
  options: { window: number; stride: number },
  more: number,
): Cost {
  const windows = slidingWindows(Math.max(1, Math.ceil(length)), options);
  const tokens = windows.reduce((sum, { from, to }) => sum + to - from, 0);
  return { requests: windows.length + (windows.length > 1 ? more : 0), tokens };
}

/**
 * The token of one position: the only one named, or that of the id. Ids are keys that JSON does not keep in order, so that
 * of several the first cannot be told.
 */
function tokenOf(entry: unknown, id: unknown): PromptToken {
  if (entry === null) return { logprob: null, text: '' };
  const named = members(entry);
  const keys = Object.keys(named);
  const key = keys.length === 1 ? keys[0] : String(id);
  const { logprob, decoded_token } = members(named[key]);
  if (logprob === undefined) throw protocolError('a token of the prompt has no log-probability', HINT);
  return { logprob, text: typeof decoded_token === 'string' ? decoded_token : '' };
}

function wrongNumber(given: number, wanted: number): UnscorableText {
  return new UnscorableText(`${given} log-probabilities came for ${wanted} tokens`);
}

/** Throws `UnscorableText` for what `scoredTokens` finds wrong. */
export function finite(values: readonly unknown[]): number[] {
  const found = scoredTokens(values);
  if ('reason' in found) throw new UnscorableText(found.reason);
  return [...found.logprobs];
}

/** Of a text of which the beginning was scored: what stands before it. */
function unscored(text: string, scored: readonly PromptToken[]): number {
  const at = text.indexOf(
    scored
      .slice(0, 8)
      .map((token) => token.text)
      .join(''),
  );
  return at > 0 ? measureText(text.slice(0, at)).bytes : 0;
}
