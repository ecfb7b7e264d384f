import type { WatermarkKey } from '../../src/watermark/key/key.ts';
import { VOCABULARY } from './language.ts';

/** A scheme under test; `secret` makes the secrets of the n-th key. */
export interface SchemeCase {
  readonly name: string;
  key(n: number): WatermarkKey;
}

function scheme(
  name: string,
  word: WatermarkKey['scheme'],
  parameters: WatermarkKey['parameters'] = {},
  secrets: (n: number) => string[] = (n) => [String(1_000_003 + 7919 * n)],
): SchemeCase {
  return { name, key: (n) => ({ id: `${word}-${n}`, scheme: word, secrets: secrets(n), parameters }) };
}

const layers = (n: number) => Array.from({ length: 30 }, (_, i) => String(1_000 * n + i * 7919 + 13));
const vocabulary = VOCABULARY;

/** All schemes, with the parameters that their origins take where nothing is said. */
export const SCHEME_CASES: readonly SchemeCase[] = [
  scheme('vLLM Gumbel', 'vllm-gumbel'),
  scheme('vLLM dual key', 'vllm-dual-key'),
  scheme('vLLM SynthID, depth 32', 'vllm-synthid'),
  scheme('vLLM SBW selfhash', 'vllm-sbw'),
  scheme('SGLang Gumbel', 'sglang-gumbel', {}, (n) => [(1_000_003 + 7919 * n).toString(16)]),
  scheme('SGLang dual key', 'sglang-dual-key', {}, (n) => [
    (1_000_003 + n).toString(16),
    (5_000_011 + n).toString(16),
  ]),
  scheme('KGW lm-watermarking selfhash', 'kgw-lm-watermarking', { vocabulary }),
  scheme('KGW Transformers lefthash', 'kgw-transformers', { vocabulary }),
  scheme('KGW TGI', 'kgw-tgi', { vocabulary }),
  scheme('SynthID Transformers, 30 keys', 'synthid-transformers', {}, layers),
  scheme('SynthID Transformers, weighted', 'synthid-transformers', { statistic: 'weighted' }, layers),
  scheme('SynthID DeepMind, 30 keys', 'synthid-deepmind', {}, layers),
  scheme('Unigram', 'unigram', { vocabulary }),
];
