import { gammaQ } from '../../stats/incomplete-gamma.ts';
import { Contexts } from '../contexts.ts';
import { ContextPrf, type Key64, unit } from '../prf/context-prf.ts';
import type { Detector, Marker, Tally } from '../scheme.ts';

/** Tokens of context that vLLM takes where nothing else is said. */
export const DEFAULT_WIDTH = 4;

export interface GumbelOptions {
  readonly key: Key64;
  /** Tokens of context, from 1. Default 4. */
  readonly width?: number;
}

/**
 * vLLM's Gumbel watermark over `philox4x32-10-v1` (Aaronson 2022, "My AI safety lecture"; Kuditipudi et al. 2023): the next token is the argmax
 * of logit - ln(-ln u), with u the pseudorandom number of (key, context, token). Each token is drawn exactly as the model would draw it.
 * Score: the sum of -ln(1 - u) over distinct contexts, which without a mark is Gamma(n, 1).
 */
export function gumbelDetector({ key, width = DEFAULT_WIDTH }: GumbelOptions): Detector {
  return {
    scheme: 'vllm-gumbel',
    contextWidth: width,
    tally: () => new GumbelTally(new ContextPrf(key), width),
  };
}

/** See `gumbelDetector`. A context that was marked before is left alone: its logits stay as they are. */
export function gumbelMarker({ key, width = DEFAULT_WIDTH }: GumbelOptions): Marker {
  const prf = new ContextPrf(key);
  const met = new Contexts(width);
  const padded = new Int32Array(width);
  return {
    scheme: 'vllm-gumbel',
    mark(logits, context) {
      if (!met.add(context, context.length)) return;
      seek(prf, padded, context, context.length);
      let best = 0;
      let most = Number.NEGATIVE_INFINITY;
      for (let token = 0; token < logits.length; token++) {
        const value = logits[token] - Math.log(-Math.log(unit(prf.word(token))));
        if (value > most) {
          most = value;
          best = token;
        }
      }
      logits.fill(Number.NEGATIVE_INFINITY);
      logits[best] = 0;
    },
  };
}

class GumbelTally implements Tally {
  readonly #prf: ContextPrf;
  readonly #width: number;
  readonly #met: Contexts;
  readonly #padded: Int32Array;
  #scored = 0;
  #repeated = 0;
  #score = 0;

  constructor(prf: ContextPrf, width: number) {
    this.#prf = prf;
    this.#width = width;
    this.#met = new Contexts(width);
    this.#padded = new Int32Array(width);
  }

  add(tokens: ArrayLike<number>): void {
    for (let t = 0; t < tokens.length; t++) {
      if (!this.#met.add(tokens, t)) {
        this.#repeated++;
        continue;
      }
      if (t >= this.#width && tokens instanceof Int32Array) this.#prf.seek(tokens, t - this.#width, t);
      else seek(this.#prf, this.#padded, tokens, t);
      this.#score -= Math.log1p(-unit(this.#prf.word(tokens[t])));
      this.#scored++;
    }
  }

  evidence() {
    const { scored, repeated, score } = {
      scored: this.#scored,
      repeated: this.#repeated,
      score: this.#score,
    };
    return { scored, repeated, score, ...(scored === 0 ? {} : { pValue: gammaQ(scored, score) }) };
  }
}

/** Sets the context that ends before `end`, padded at the start of the text. */
export function seek(prf: ContextPrf, padded: Int32Array, tokens: ArrayLike<number>, end: number): void {
  const width = padded.length;
  for (let i = 0; i < width; i++) {
    const from = end - width + i;
    padded[i] = from < 0 ? -1 : tokens[from];
  }
  prf.seek(padded, 0, width);
}
