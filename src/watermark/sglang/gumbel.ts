import { gammaQ } from '../../stats/incomplete-gamma.ts';
import { Contexts } from '../contexts.ts';
import type { Key64 } from '../prf/context-prf.ts';
import { murmur3 } from '../prf/murmur3.ts';
import type { Detector, Evidence, Tally } from '../scheme.ts';

/** Tokens of context where nothing else is said. */
export const DEFAULT_WIDTH = 4;

/** Distinct contexts that are scored at most. */
const MOST_CONTEXTS = 4096;

export interface SglangOptions {
  readonly key: Key64;
  /** Tokens of context, from 1. Default 4. */
  readonly width?: number;
}

/** The numbers of SGLang: a hash of the context, then of key, context hash and token. */
export class SglangPrf {
  readonly #words: Uint32Array;

  constructor({ low, high }: Key64) {
    this.#words = Uint32Array.of(low, high, 0, 0);
  }

  /** Sets the context: the first `length` of `context`. */
  seek(context: ArrayLike<number>, length = context.length): void {
    this.#words[2] = murmur3(context, length);
  }

  /** The word of `token` after the context, unsigned. */
  word(token: number): number {
    this.#words[3] = token;
    return murmur3(this.#words);
  }
}

/** A word as a number strictly between 0 and 1. */
export function unit(word: number): number {
  return (word + 0.5) / 4294967296;
}

/**
 * SGLang's Gumbel watermark with one key. The tokens before the first full context are passed over: what stood before them is not
 * known. Score as vLLM's; without a mark Gamma(n, 1).
 */
export function sglangDetector({ key, width = DEFAULT_WIDTH }: SglangOptions): Detector {
  return { scheme: 'sglang-gumbel', contextWidth: width, tally: () => new SglangTally(key, width) };
}

class SglangTally implements Tally {
  readonly #prf: SglangPrf;
  readonly #width: number;
  readonly #met: Contexts;
  readonly #context: Uint32Array;
  #scored = 0;
  #repeated = 0;
  #score = 0;

  constructor(key: Key64, width: number) {
    this.#prf = new SglangPrf(key);
    this.#width = width;
    this.#met = new Contexts(width);
    this.#context = new Uint32Array(width);
  }

  add(tokens: ArrayLike<number>): void {
    const width = this.#width;
    for (let t = width; t < tokens.length && this.#scored < MOST_CONTEXTS; t++) {
      if (!this.#met.add(tokens, t)) {
        this.#repeated++;
        continue;
      }
      for (let i = 0; i < width; i++) this.#context[i] = tokens[t - width + i];
      this.#prf.seek(this.#context);
      this.#score -= Math.log1p(-unit(this.#prf.word(tokens[t])));
      this.#scored++;
    }
  }

  evidence(): Evidence {
    const { scored, repeated, score } = { scored: this.#scored, repeated: this.#repeated, score: this.#score };
    return { scored, repeated, score, ...(scored === 0 ? {} : { pValue: gammaQ(scored, score) }) };
  }
}
