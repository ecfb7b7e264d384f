import type { DeclaredMark, RecordedMark } from './completion.ts';

/** Names of OpenAI-compatible requests, and those of the AI SDK for the same. */
const FIELDS: Readonly<Record<string, string>> = {
  temperature: 'temperature',
  top_p: 'top_p',
  topP: 'top_p',
  top_k: 'top_k',
  topK: 'top_k',
  min_p: 'min_p',
  seed: 'seed',
  n: 'n',
  max_tokens: 'max_tokens',
  max_completion_tokens: 'max_tokens',
  max_output_tokens: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  frequency_penalty: 'frequency_penalty',
  frequencyPenalty: 'frequency_penalty',
  presence_penalty: 'presence_penalty',
  presencePenalty: 'presence_penalty',
  repetition_penalty: 'repetition_penalty',
  watermarking: 'watermarking',
};

/** What of SGLang's `watermark` object is no secret. */
const WATERMARK_FIELDS = ['enabled', 'context_window', 'mixing_probability'] as const;

/**
 * The fields of a request that decide how it was sampled, numbers and truth values alone, under the names of OpenAI-compatible servers. Of
 * `logit_bias` only that there is one, and of `watermark` no key: a green list and a key are secrets.
 */
export function requestFields(request: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(request)) {
    const known = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (known !== undefined && (typeof value === 'number' || typeof value === 'boolean')) kept[known] = value;
  }
  if (isObject(request.logit_bias) && Object.keys(request.logit_bias).length > 0) kept.logit_bias = true;
  const { watermark } = request;
  if (isObject(watermark)) {
    const given = WATERMARK_FIELDS.filter((name) => watermark[name] !== undefined);
    kept.watermark = Object.fromEntries(given.map((name) => [name, watermark[name]]));
  }
  return kept;
}

/** Whether a request with these fields can have left the declared mark. */
export function recordedMark(
  { scheme, key, width, tokenizer }: DeclaredMark,
  request: Readonly<Record<string, unknown>>,
): RecordedMark {
  const reason = unmarked(scheme, request);
  return {
    scheme,
    key,
    ...(width === undefined ? {} : { width }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
    expected: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
  };
}

function unmarked(scheme: DeclaredMark['scheme'], request: Readonly<Record<string, unknown>>) {
  const { watermarking, watermark, temperature, top_k: topK, logit_bias: bias } = request;
  if (watermarking === false || (isObject(watermark) && watermark.enabled === false))
    return 'the request opted out';
  if (scheme === 'unigram') return bias === true ? undefined : 'the request carried no logit_bias';
  // A bias of logits shows in the likeliest token too; what replaces the draw does not.
  const biases = scheme.startsWith('kgw') || scheme === 'vllm-sbw';
  return !biases && (temperature === 0 || topK === 1) ? 'decoding was greedy' : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
