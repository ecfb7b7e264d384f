/** The schemes that are known by name. */
export const SCHEMES = [
  'vllm-gumbel',
  'vllm-dual-key',
  'vllm-synthid',
  'vllm-sbw',
  'sglang-gumbel',
  'sglang-dual-key',
  'kgw-lm-watermarking',
  'kgw-transformers',
  'kgw-tgi',
  'synthid-transformers',
  'synthid-deepmind',
  'unigram',
] as const;
export type SchemeName = (typeof SCHEMES)[number];

/** What is not secret of a key. Each scheme takes some; see `parameters.ts`. */
export interface KeyParameters {
  /** Tokens of context (vLLM, SGLang, `context_width` of Transformers), from 1. */
  readonly width?: number;
  /** Tokens of an n-gram (SynthID), from 2. */
  readonly ngram?: number;
  /** Layers of vLLM's SynthID, 1 to 32. */
  readonly depth?: number;
  /** Share of tokens under key B (vLLM dual key), 0 to 1. */
  readonly alpha?: number;
  /** Share of contexts under the first key (SGLang dual key), between 0 and 1. */
  readonly mixing?: number;
  /** Tokens of the vocabulary: of the model's logits, from 2. */
  readonly vocabulary?: number;
  /** Share of green tokens, between 0 and 1. */
  readonly gamma?: number;
  /** What a green token's logit gains. */
  readonly delta?: number;
  readonly seeding?: 'lefthash' | 'selfhash';
  /** `cuda` where the text was marked on one: PyTorch's generator gives other numbers there. */
  readonly device?: 'cpu' | 'cuda';
  readonly statistic?: 'z' | 'winmax' | 'mean' | 'weighted' | 'bayesian';
  /** Weights of the Bayesian detector. */
  readonly weights?: {
    readonly prior: number;
    readonly beta: readonly number[];
    readonly delta: readonly (readonly number[])[];
  };
}

/** A watermark key. `secrets` are integers in decimal or, after `0x`, hexadecimal digits: one, two (SGLang dual key) or one a layer (SynthID). */
export interface WatermarkKey {
  /** What it is called where it must not be shown. */
  readonly id: string;
  readonly scheme: SchemeName;
  readonly secrets: readonly string[];
  readonly parameters: KeyParameters;
}
