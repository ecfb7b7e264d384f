import { slidingWindows } from '../../lm/sliding-windows.ts';
import { measureText } from '../../lm/text-score.ts';
import { type Cost, type Scorer, type TextLogprobs, UnscorableText } from '../scorer.ts';
import { finite } from './prompt-logprobs.ts';
import { BYTES_A_TOKEN, type EndpointOptions, members, posted, protocolError } from './reply.ts';

const HINT = 'Is this a llama-server of 2025 or later? Its own interface is used, at the root of the server.';

/** Alternatives asked for first; as many times more until the token is among them. */
const FIRST_ALTERNATIVES = 64;
const TIMES = 16;
/** No vocabulary is larger. */
const MOST_ALTERNATIVES = 1 << 20;

/**
 * llama.cpp's llama-server, which tells no log-probabilities of a prompt: the text is tokenised by `/tokenize`, and each token
 * is looked up among the alternatives (`n_probs`) of the one that `/completion` would generate at its place. They are of the whole
 * softmax, so that the sum is exact; it takes a request a token, which the server's cache of the prompt makes short.
 */
export class NextTokenScorer implements Scorer {
  readonly identity: string;
  readonly window: Scorer['window'];
  readonly #options: EndpointOptions;

  constructor(options: EndpointOptions) {
    const { model, window, stride } = options;
    this.#options = options;
    this.window = { size: window, stride, unit: 'tokens' };
    this.identity = JSON.stringify(['llama', model, window, stride]);
  }

  async score(text: string, signal: AbortSignal): Promise<TextLogprobs> {
    const { ids, firstPiece } = await this.#tokenize(text, signal);
    const logprobs: unknown[] = [];
    for (const { from, first, to } of slidingWindows(ids.length, this.#options)) {
      for (let at = Math.max(1, first); at < to; at++)
        logprobs.push(await this.#logprob(ids.slice(from, at), ids[at], signal));
    }
    const unscored = firstPiece !== '' && text.startsWith(firstPiece) ? firstPiece : '';
    return { logprobs: finite(logprobs), unscoredBytes: measureText(unscored).bytes };
  }

  async #tokenize(text: string, signal: AbortSignal): Promise<{ ids: number[]; firstPiece: string }> {
    const body = { content: text, add_special: true, with_pieces: true };
    const { tokens } = members(await posted(this.#options.client, '/tokenize', body, signal));
    if (!Array.isArray(tokens)) throw protocolError('/tokenize gives no tokens', HINT);
    const ids = tokens.map((token) => (typeof token === 'number' ? token : Number(members(token)['id'])));
    if (!ids.every(Number.isSafeInteger)) throw protocolError('/tokenize gives tokens without ids', HINT);
    const { piece } = members(tokens[0]);
    return { ids, firstPiece: typeof piece === 'string' ? piece : '' };
  }

  async #logprob(context: readonly number[], id: number, signal: AbortSignal): Promise<unknown> {
    for (let most = FIRST_ALTERNATIVES; ; most = Math.min(most * TIMES, MOST_ALTERNATIVES)) {
      const top = await this.#alternatives(context, most, signal);
      const found = top.find((one) => one['id'] === id);
      if (found !== undefined) return found['logprob'];
      if (top.length < most || most === MOST_ALTERNATIVES)
        throw new UnscorableText(`token ${id} is none that the model knows, or has probability 0`);
    }
  }

  async #alternatives(
    prompt: readonly number[],
    most: number,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, unknown>>[]> {
    const body = {
      prompt,
      n_predict: 1,
      n_probs: most,
      temperature: 0,
      cache_prompt: true,
      post_sampling_probs: false,
    };
    const reply = members(await posted(this.#options.client, '/completion', body, signal));
    const given = reply['completion_probabilities'];
    const top = Array.isArray(given) ? members(given[0])['top_logprobs'] : undefined;
    if (!Array.isArray(top)) throw protocolError('/completion gives no top_logprobs', HINT);
    return top.map(members);
  }

  cost(bytes: number): Cost {
    const tokens = Math.max(1, Math.ceil(bytes / BYTES_A_TOKEN));
    const windows = slidingWindows(tokens, this.#options);
    const sent = windows.reduce(
      (sum, { from, first, to }) => sum + ((to - first) * (first + to - 1)) / 2 - (to - first) * from,
      0,
    );
    return { requests: tokens + 1, tokens: Math.ceil(sent) };
  }
}
