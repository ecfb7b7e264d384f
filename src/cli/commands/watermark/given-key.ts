import { OutcrossError } from '../../../base/errors.ts';
import type { KeyParameters, SchemeName } from '../../../watermark/key/key.ts';

/** A key as somebody else wrote it down. */
export interface GivenKey {
  readonly scheme?: SchemeName;
  readonly secrets: readonly string[];
  readonly parameters: KeyParameters;
}

/** Names of parameters in the configurations of vLLM, SGLang and Transformers. */
const NAMES: Readonly<Record<string, keyof KeyParameters>> = {
  context_width: 'width',
  context_window: 'width',
  alpha: 'alpha',
  depth: 'depth',
  mixing_probability: 'mixing',
  greenlist_ratio: 'gamma',
  bias: 'delta',
  sbw_gamma: 'gamma',
  sbw_delta: 'delta',
  sbw_scheme: 'seeding',
  seeding_scheme: 'seeding',
  ngram_len: 'ngram',
  vocab_size: 'vocabulary',
};

/** Schemes by the algorithm that a configuration of vLLM names. */
const ALGORITHMS: Readonly<Record<string, SchemeName>> = {
  gumbel: 'vllm-gumbel',
  dual_key_gumbel: 'vllm-dual-key',
  synthid: 'vllm-synthid',
  sbw: 'vllm-sbw',
};

/**
 * Integers with spaces or commas between them, or JSON: a list of them, or a configuration with `key`, `key_b`, `keys` or `hashing_key`. Integers of
 * JSON are read digit by digit: they go beyond what a number holds. Throws `E_FORMAT`, which says nothing of the content.
 */
export function readGivenKey(text: string, where: string): GivenKey {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed))
    return { secrets: trimmed === '' ? [] : trimmed.split(/[\s,]+/), parameters: {} };
  let value: unknown;
  try {
    // Integers in quotes: 2^53 is not enough for a key.
    value = JSON.parse(trimmed.replace(/([[:,]\s*)(-?\d{15,})(?=\s*[,\]}])/g, '$1"$2"'));
  } catch {
    throw wrong(where, 'it is no JSON');
  }
  if (Array.isArray(value)) return { secrets: secretsOf(value, where), parameters: {} };
  return configured(value as Readonly<Record<string, unknown>>, where);
}

function configured(value: Readonly<Record<string, unknown>>, where: string): GivenKey {
  const { key, key_b: keyB, keys, hashing_key: hashingKey, algorithm } = value;
  const given = Array.isArray(keys) ? keys : [key ?? hashingKey, keyB].filter((secret) => secret != null);
  const named = Object.entries(value).flatMap(([name, held]) =>
    Object.hasOwn(NAMES, name) && held !== null ? [[NAMES[name], held] as const] : [],
  );
  const known = typeof algorithm === 'string' && Object.hasOwn(ALGORITHMS, algorithm);
  const scheme = known ? ALGORITHMS[algorithm] : undefined;
  return {
    ...(scheme === undefined ? {} : { scheme }),
    secrets: secretsOf(given, where),
    parameters: Object.fromEntries(named),
  };
}

function secretsOf(values: readonly unknown[], where: string): string[] {
  return values.map((value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    throw wrong(where, 'a secret is neither a whole number nor a text');
  });
}

function wrong(where: string, why: string): OutcrossError {
  return new OutcrossError('E_FORMAT', `${where} holds no key that can be read: ${why}`, {
    where,
    hint: 'Give integers with spaces between them, or JSON such as {"key": 42}.',
  });
}
