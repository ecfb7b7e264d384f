import { OutcrossError } from '../../base/errors.ts';
import { binomialTails, zScore } from '../binomial.ts';
import { Contexts } from '../contexts.ts';
import { halves, mulHigh64 } from '../prf/int64.ts';
import { philox } from '../prf/philox.ts';
import type { Detector, Marker, TokenRule } from '../scheme.ts';
import { sumDetector } from '../tally.ts';
import { DEFAULT_WIDTH, outputRule } from './gumbel.ts';

const INT31 = 0x7fffffff;

export interface SbwOptions {
  /** 0 to 2^63 - 1: vLLM holds it in a signed word. */
  readonly key: bigint;
  /** Tokens of context, from 1. Default 4. The first of them decides nothing. */
  readonly width?: number;
  /** Share of green tokens, above 0 and below 1. Default 0.5. */
  readonly gamma?: number;
  /** What a green token's logit gains. Default 2. */
  readonly delta?: number;
  readonly seeding?: 'selfhash' | 'lefthash';
  /** What counts once: a seed and its token (default), or a context as in vLLM, where z has no known distribution. */
  readonly once?: 'seed' | 'context';
}

/**
 * vLLM's stateless Bernoulli watermark (Ceppi and Sanchez 2026, "Flip, don't shuffle"): a token is green where a word of Philox under
 * the seed of (context, token) is below gamma. Score: z of the green tokens.
 *
 * A token under the same seed counts once: it is green each time or never. vLLM counts each context once, but one of its tokens decides the
 * seed, and often the token alone does, so that frequent words count the same luck again and again.
 *
 * Throws `E_UNSUPPORTED` for `lefthash`: what marks and what detects take different seeds there, so that no text would ever be found.
 */
export function sbwDetector(options: SbwOptions): Detector {
  const { key, width = DEFAULT_WIDTH, gamma = 0.5, once = 'seed' } = options;
  requireSelfhash(options);
  const coin = new SbwCoin(key, gamma);
  return sumDetector('vllm-sbw', width, {
    ...outputRule(width),
    ...(once === 'seed' ? { identity: coin.identity(width) } : {}),
    value: (tokens, t) => (coin.isGreen(tokens, t, width, tokens[t]) ? 1 : 0),
    judge: (scored, green) => ({
      score: zScore(green, scored, gamma),
      ...(once === 'seed' ? binomialTails(green, scored, gamma) : {}),
    }),
  });
}

/** See `sbwDetector`. A context that was marked before is left alone. */
export function sbwMarker(options: SbwOptions): Marker {
  const { key, width = DEFAULT_WIDTH, gamma = 0.5, delta = 2 } = options;
  requireSelfhash(options);
  const coin = new SbwCoin(key, gamma);
  const met = new Contexts(width);
  return {
    scheme: 'vllm-sbw',
    mark(logits, context) {
      if (!met.add(context, context.length)) return;
      for (let token = 0; token < logits.length; token++) {
        if (logits[token] === Number.NEGATIVE_INFINITY) continue;
        if (coin.isGreen(context, context.length, width, token)) logits[token] += delta;
      }
    },
  };
}

function requireSelfhash({ seeding }: SbwOptions): void {
  if (seeding !== 'lefthash') return;
  throw new OutcrossError('E_UNSUPPORTED', 'vLLM marks and detects SBW lefthash with different seeds', {
    where: 'seeding',
    hint: 'Text that was marked so cannot be found again. Mark with selfhash, or another scheme.',
  });
}

/** Says which tokens are green. */
class SbwCoin {
  readonly #high: number;
  readonly #low: number;
  readonly #below: number;
  readonly #counter = new Uint32Array(4);
  readonly #words = new Uint32Array(4);
  #seedHigh = 0;
  #seedLow = 0;

  constructor(key: bigint, gamma: number) {
    const { high, low } = halves(key);
    this.#high = high;
    this.#low = low;
    this.#below = Math.trunc(gamma * INT31);
  }

  /** Whether `token` is green at position `end`, after `width` tokens of which the first counts for nothing. */
  isGreen(tokens: ArrayLike<number>, end: number, width: number, token: number): boolean {
    this.#seed(tokens, end, width, token);
    this.#counter[0] = token >>> 2;
    philox(this.#counter, this.#seedLow, this.#seedHigh, this.#words);
    return (this.#words[token & 3] & INT31) < this.#below;
  }

  /** A position by its seed and token. */
  identity(width: number): TokenRule['identity'] {
    return {
      words: 3,
      write: (tokens, t, into) => {
        this.#seed(tokens, t, width, tokens[t]);
        into[0] = this.#seedHigh;
        into[1] = this.#seedLow;
        into[2] = tokens[t];
      },
    };
  }

  /** The least of key * h(token) * h(other), signed, over the tokens of the context and the token itself. */
  #seed(tokens: ArrayLike<number>, end: number, width: number, token: number): void {
    const own = jenkins(token);
    const sign = own >> 31;
    const high = mulHigh64(this.#high, this.#low, sign, own);
    const low = Math.imul(this.#low, own);
    let seedHigh = mulHigh64(high, low, sign, own);
    let seedLow = Math.imul(low, own);
    for (let i = end - width + 1; i < end; i++) {
      const other = jenkins(i < 0 ? -1 : tokens[i]);
      const h = mulHigh64(high, low, other >> 31, other);
      const l = Math.imul(low, other);
      if (h < seedHigh || (h === seedHigh && l >>> 0 < seedLow >>> 0)) {
        seedHigh = h;
        seedLow = l;
      }
    }
    this.#seedHigh = seedHigh;
    this.#seedLow = seedLow;
  }
}

/** Bob Jenkins' integer hash of `x + 1`, in signed 32-bit arithmetic. */
function jenkins(x: number): number {
  let i = (x + 1) | 0;
  i = (i - (i << 6)) | 0;
  i ^= i >> 17;
  i = (i - (i << 9)) | 0;
  i ^= i << 4;
  i = (i - (i << 3)) | 0;
  i ^= i << 10;
  i ^= i >> 15;
  return i;
}
