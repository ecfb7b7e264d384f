import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { requireWindow, slidingWindows, type WindowOptions } from '../../lm/sliding-windows.ts';
import { measureText } from '../../lm/text-score.ts';
import { finite, windowedCost } from '../endpoint/prompt-logprobs.ts';
import { BYTES_A_TOKEN } from '../endpoint/reply.ts';
import type { Cost, Scorer, TextLogprobs } from '../scorer.ts';
import { loadTransformers } from './load-peer.ts';
import { logSoftmaxAt } from './log-softmax.ts';

export interface OnnxOptions extends Partial<WindowOptions> {
  /** Which weights: `fp32` is model.onnx, `fp16`, `q8` and so on the files called so. Default fp32. */
  readonly dtype?: string;
  /** Where the optional peer may be installed, beside this package. */
  readonly from: string;
}

/** What is used of the peer. */
interface Tensor {
  readonly dims: readonly number[];
  readonly data: ArrayLike<number | bigint>;
}
type Model = (inputs: Readonly<Record<string, unknown>>) => Promise<{ readonly logits: Tensor }>;
interface Peer {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly AutoTokenizer: { from_pretrained(id: string, options: object): Promise<Tokenizer> };
  readonly AutoModelForCausalLM: { from_pretrained(id: string, options: object): Promise<Configured> };
  readonly Tensor: new (type: string, data: BigInt64Array, dims: readonly number[]) => unknown;
}
type Configured = Model & { readonly config?: Readonly<Record<string, unknown>> };
interface Tokenizer {
  encode(text: string): number[];
  decode(ids: readonly number[], options?: object): string;
}

/** Most tokens of a window where the model does not say how many it takes. */
const MOST = 1024;

/** A causal language model in ONNX from a local folder, on the optional peer. Nothing is fetched from anywhere. */
export class OnnxScorer implements Scorer {
  readonly identity: string;
  readonly window: Scorer['window'];
  readonly #peer: Peer;
  readonly #model: Model;
  readonly #tokenizer: Tokenizer;
  readonly #windows: WindowOptions;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(peer: Peer, model: Model, tokenizer: Tokenizer, name: string, windows: WindowOptions) {
    this.#peer = peer;
    this.#model = model;
    this.#tokenizer = tokenizer;
    this.#windows = windows;
    this.window = { size: windows.window, stride: windows.stride, unit: 'tokens' };
    this.identity = JSON.stringify(['onnx', name, windows.window, windows.stride]);
  }

  /** Throws `E_NOT_FOUND` without such a folder, `E_FORMAT` where it holds no model, `E_PEER`, `E_OPTION`. */
  static async open(folder: string, options: OnnxOptions): Promise<OnnxScorer> {
    const path = resolve(folder);
    const weights = await requireModel(path, folder);
    const peer = await loadTransformers<Peer>(options.from);
    peer.env.allowRemoteModels = false;
    peer.env.localModelPath = dirname(path);
    const dtype = options.dtype ?? 'fp32';
    const asked = { local_files_only: true, dtype };
    try {
      const tokenizer = await peer.AutoTokenizer.from_pretrained(basename(path), asked);
      const model = await peer.AutoModelForCausalLM.from_pretrained(basename(path), asked);
      const windows = windowsOf(options, model.config);
      return new OnnxScorer(peer, model, tokenizer, `${path}:${weights}:${dtype}`, windows);
    } catch (cause) {
      if (cause instanceof OutcrossError) throw cause;
      throw new OutcrossError(
        'E_FORMAT',
        `${folder} holds no model that can be run: ${(cause as Error).message}`,
        {
          where: folder,
          hint: 'It needs config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx (or --dtype).',
          cause,
        },
      );
    }
  }

  /** One text at a time: a session uses all processors by itself. */
  async score(text: string): Promise<TextLogprobs> {
    const turn = this.#turn.then(() => this.#score(text));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #score(text: string): Promise<TextLogprobs> {
    const ids = this.#tokenizer.encode(text);
    const logprobs: number[] = [];
    for (const { from, first, to } of slidingWindows(ids.length, this.#windows)) {
      const { dims, data } = await this.#logits(ids.slice(from, to));
      const width = dims[dims.length - 1];
      const values = data instanceof Float32Array ? data : Float64Array.from(data as ArrayLike<number>);
      for (let at = Math.max(1, first); at < to; at++)
        logprobs.push(logSoftmaxAt(values, (at - 1 - from) * width, width, ids[at]));
    }
    const opening = this.#tokenizer.decode(ids.slice(0, 1), { skip_special_tokens: true });
    const unscored = opening !== '' && text.startsWith(opening) ? opening : '';
    return { logprobs: finite(logprobs), unscoredBytes: measureText(unscored).bytes };
  }

  async #logits(ids: readonly number[]): Promise<Tensor> {
    const { Tensor: Make } = this.#peer;
    const shape = [1, ids.length];
    const input_ids = new Make('int64', BigInt64Array.from(ids, BigInt), shape);
    const attention_mask = new Make('int64', new BigInt64Array(ids.length).fill(1n), shape);
    const { logits } = await this.#model({ input_ids, attention_mask });
    return logits;
  }

  cost(bytes: number): Cost {
    return { ...windowedCost(bytes / BYTES_A_TOKEN, this.#windows, 0), requests: 0 };
  }
}

/** Size and time of the weights: another model in the same folder has other scores. */
async function requireModel(path: string, shown: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new OutcrossError('E_NOT_FOUND', `there is no folder ${shown}`, { where: '--onnx' });
  }
  const config = await stat(join(path, 'config.json')).catch(() => undefined);
  if (config?.isFile()) {
    const weights = await stat(join(path, 'onnx', 'model.onnx')).catch(() => undefined);
    return weights === undefined ? '' : `${weights.size}-${Math.floor(weights.mtimeMs)}`;
  }
  throw new OutcrossError('E_FORMAT', `${shown} holds no model: there is no config.json`, {
    where: '--onnx',
    hint: 'Give a folder as Transformers.js reads it: config.json, tokenizer.json, onnx/model.onnx.',
  });
}

function windowsOf(options: OnnxOptions, config: Configured['config']): WindowOptions {
  const told = config?.['max_position_embeddings'] ?? config?.['n_positions'];
  const most = typeof told === 'number' && told >= 2 ? Math.min(told, MOST) : MOST;
  const window = options.window ?? most;
  if (typeof told === 'number' && window > told) {
    throw new OutcrossError('E_OPTION', `the model takes ${told} tokens at most, not ${window}`, {
      where: '--window',
    });
  }
  const windows = { window, stride: options.stride ?? Math.max(1, Math.floor(window / 2)) };
  requireWindow(windows);
  return windows;
}
