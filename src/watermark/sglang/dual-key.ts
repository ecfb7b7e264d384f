import { Contexts } from '../contexts.ts';
import { judgeGamma, keepGumbelMax, surprise } from '../gamma-score.ts';
import type { Key64 } from '../prf/context-prf.ts';
import { murmur3 } from '../prf/murmur3.ts';
import type { Detector, Marker } from '../scheme.ts';
import { sumDetector } from '../tally.ts';
import { DEFAULT_WIDTH, MOST_CONTEXTS, type SglangOptions, sglangRule } from './gumbel.ts';
import { SglangPrf, unit } from './prf.ts';

export interface SglangDualKeyOptions extends SglangOptions {
  readonly keyB: Key64;
  /** Share of contexts that are marked with `key`, the others with `keyB`; above 0 and below 1. Default 0.5. */
  readonly mixing?: number;
}

/**
 * SGLang's Gumbel watermark with two keys: a coin that both keys and the context decide says which of them marks. Score: the sum of
 * -ln(1 - u), each token under the key that its context calls for; without a mark Gamma(n, 1).
 */
export function sglangDualKeyDetector(options: SglangDualKeyOptions): Detector {
  const { width = DEFAULT_WIDTH } = options;
  const keys = new KeyPair(options);
  return sumDetector('sglang-dual-key', width, {
    ...sglangRule(width),
    value: (tokens, t) => surprise(unit(keys.prfAt(tokens, t, width).word(tokens[t]))),
    judge: judgeGamma,
  });
}

/** See `sglangDualKeyDetector`. */
export function sglangDualKeyMarker(options: SglangDualKeyOptions): Marker {
  const { width = DEFAULT_WIDTH } = options;
  const keys = new KeyPair(options);
  const met = new Contexts(width);
  return {
    scheme: 'sglang-dual-key',
    mark(logits, context) {
      if (met.size === MOST_CONTEXTS || !met.add(context, context.length)) return;
      const prf = keys.prfAt(context, context.length, width);
      keepGumbelMax(logits, (token) => unit(prf.word(token)));
    },
  };
}

class KeyPair {
  readonly #a: SglangPrf;
  readonly #b: SglangPrf;
  readonly #coin: Uint32Array;
  readonly #below: number;

  constructor({ key, keyB, mixing = 0.5 }: SglangDualKeyOptions) {
    this.#a = new SglangPrf(key);
    this.#b = new SglangPrf(keyB);
    this.#coin = Uint32Array.of(key.low, key.high, keyB.low, keyB.high, 0);
    this.#below = Math.trunc(mixing * 4294967296);
  }

  /** The function of the key that marks at position `end`, its context set. */
  prfAt(tokens: ArrayLike<number>, end: number, width: number): SglangPrf {
    this.#coin[4] = this.#a.seek(tokens, end, width);
    if (murmur3(this.#coin) < this.#below) return this.#a;
    this.#b.seek(tokens, end, width);
    return this.#b;
  }
}
