import { lefthash, type Seeds, selfhash } from './seeds.ts';

/** A large prime, and everybody's default: a key that all the world knows. */
export const DEFAULT_KEY = 15485863n;
/** Seed of the table of lm-watermarking: the 47th Fibonacci number, a prime. */
const LM_TABLE_SEED = 2971215073;

/** What the readings of the green-list watermark do not agree on. */
export interface KgwReading {
  /** Share of green tokens. */
  readonly gamma: number;
  /** What a green token's logit gains. */
  readonly delta: number;
  /** Tokens of the n-gram before its last: an n-gram counts once. */
  readonly window: number;
  /** Tokens that must stand before a token that is marked. */
  readonly leastContext: number;
  /** Candidates that selfhash tries while it marks. */
  readonly candidates: number;
}

export interface KgwSettings {
  readonly key?: bigint;
  readonly seeding?: 'lefthash' | 'selfhash';
  readonly gamma?: number;
  readonly delta?: number;
  /** Of transformers alone: `context_width`. */
  readonly width?: number;
}

export type KgwLayout = KgwReading & { readonly seeds: Seeds };

/** lm-watermarking: selfhash over 4 tokens, or lefthash (simple_1). gamma 0.25, delta 2. Default selfhash. */
export function lmWatermarking(settings: KgwSettings): KgwLayout {
  const { key = DEFAULT_KEY, seeding = 'selfhash', gamma = 0.25, delta = 2 } = settings;
  const seeds = seeding === 'selfhash' ? selfhash(key, 4, LM_TABLE_SEED) : lefthash(key);
  return { gamma, delta, seeds, window: seeds.before, leastContext: seeds.before, candidates: 41 };
}

/**
 * Transformers' `WatermarkingConfig`: the table of selfhash is seeded with the key, and lefthash takes the last token whatever the width, which
 * then sets only the n-gram that counts once. gamma 0.25, delta 2, width 1. Default lefthash.
 */
export function transformersKgw(settings: KgwSettings): KgwLayout {
  const { key = DEFAULT_KEY, seeding = 'lefthash', gamma = 0.25, delta = 2, width = 1 } = settings;
  const common = { gamma, delta, leastContext: width };
  if (seeding === 'lefthash') return { ...common, seeds: lefthash(key), window: width, candidates: 0 };
  const seeds = selfhash(key, width, Number(BigInt.asUintN(32, key)));
  return { ...common, seeds, window: width - 1, candidates: 40 };
}

/** Text Generation Inference: lefthash alone. gamma 0.5, delta 2. */
export function tgi({ key = DEFAULT_KEY, gamma = 0.5, delta = 2 }: KgwSettings): KgwLayout {
  return { gamma, delta, seeds: lefthash(key), window: 1, leastContext: 1, candidates: 0 };
}
