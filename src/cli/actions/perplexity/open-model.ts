import { setTimeout } from 'node:timers/promises';
import { OutcrossError } from '../../../base/errors.ts';
import { Rng } from '../../../base/rng.ts';
import { DEFAULT_BACK_OFF } from '../../../models/endpoint/back-off.ts';
import { DEFAULT_WINDOWS, endpointScorer } from '../../../models/endpoint/endpoint-scorer.ts';
import { HttpClient } from '../../../models/endpoint/http-client.ts';
import type { Scorer } from '../../../models/scorer.ts';
import type { PerplexitySource } from '../../../report/perplexity/document.ts';
import type { Context } from '../../context.ts';
import type { PerplexityOptions } from '../../perplexity-options.ts';
import type { TextBar } from './text-bar.ts';

export interface OpenedModel {
  readonly scorer: Scorer;
  readonly source: PerplexitySource;
}

/** The model that the options name. Throws `E_USAGE`, `E_OPTION`, and as `OnnxScorer.open`. Nothing is asked yet. */
export async function openModel(
  options: PerplexityOptions,
  context: Context,
  bar: TextBar,
): Promise<OpenedModel> {
  const { window, stride, onnx, dtype } = options;
  const asked = {
    ...(window === undefined ? {} : { window }),
    ...(stride === undefined ? {} : { stride }),
  };
  if (onnx !== undefined) {
    const { OnnxScorer } = await import('../../../models/onnx/onnx-scorer.ts');
    const more = dtype === undefined ? {} : { dtype };
    const scorer = await OnnxScorer.open(onnx, { ...asked, ...more, from: process.cwd() });
    return { scorer, source: { kind: 'onnx', folder: onnx } };
  }
  return endpointOf(options, asked, context, bar);
}

function endpointOf(
  options: PerplexityOptions,
  asked: { window?: number; stride?: number },
  context: Context,
  bar: TextBar,
): OpenedModel {
  const { endpoint, model, protocol, timeout, retries, seed, maxTokens } = options;
  if (model === undefined || model === '') {
    throw new OutcrossError('E_USAGE', 'the model at the endpoint was not named', {
      where: '--model',
      hint: 'Its name as the server knows it: see GET /v1/models.',
    });
  }
  const apiKey = keyOf(options, context);
  const client = new HttpClient({
    endpoint: endpoint!,
    ...(apiKey === undefined ? {} : { apiKey }),
    timeout: timeout * 1000,
    backOff: { ...DEFAULT_BACK_OFF, retries },
    rng: new Rng(seed),
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => {}),
    onRetry: (why, milliseconds) => bar.retry(why, milliseconds),
  });
  const standard = DEFAULT_WINDOWS[protocol];
  const size = asked.window ?? standard.window;
  const windows = { window: size, stride: asked.stride ?? Math.min(standard.stride, Math.max(1, size >> 1)) };
  const scorer = endpointScorer(protocol, {
    client,
    model,
    ...windows,
    maxTokens: maxTokens === '0' ? 0 : 1,
  });
  return { scorer, source: { kind: 'endpoint', endpoint: endpoint!, protocol, model } };
}

/** A variable's name, and nothing that could be a key: what is refused is not repeated. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const DEFAULT_VARIABLE = 'OUTCROSS_API_KEY';

function keyOf({ apiKeyEnv }: PerplexityOptions, { env }: Context): string | undefined {
  if (apiKeyEnv !== undefined && !NAME.test(apiKeyEnv)) {
    throw new OutcrossError('E_OPTION', '--api-key-env takes the name of a variable', {
      where: '--api-key-env',
      hint: 'Never give a key on the command line: others can see it, and shells keep it.',
    });
  }
  const key = env[apiKeyEnv ?? DEFAULT_VARIABLE]?.trim();
  if (key !== undefined && key !== '') return key;
  if (apiKeyEnv === undefined) return undefined;
  throw new OutcrossError('E_USAGE', `the environment variable that --api-key-env names is not set`, {
    where: '--api-key-env',
  });
}
