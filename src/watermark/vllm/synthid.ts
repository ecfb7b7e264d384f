import { binomialTails } from '../binomial.ts';
import { Contexts } from '../contexts.ts';
import { ContextPrf } from '../prf/context-prf.ts';
import type { Detector, Marker } from '../scheme.ts';
import { playTournament } from '../synthid/tournament.ts';
import { sumDetector } from '../tally.ts';
import { DEFAULT_WIDTH, type GumbelOptions, outputRule } from './gumbel.ts';

/** Layers that vLLM plays where nothing else is said. */
export const DEFAULT_DEPTH = 32;

export interface VllmSynthIdOptions extends GumbelOptions {
  /** Layers of the tournament, from 1 to 32. Default 32. */
  readonly depth?: number;
}

/**
 * SynthID as vLLM has it: the bits of a token are the lowest `depth` ones of its pseudorandom word. Score: the mean bit. Without a
 * mark the number of ones is Binomial(n depth, 1/2).
 */
export function vllmSynthIdDetector({
  key,
  width = DEFAULT_WIDTH,
  depth = DEFAULT_DEPTH,
}: VllmSynthIdOptions): Detector {
  const prf = new ContextPrf(key);
  const mask = depth === 32 ? -1 : (1 << depth) - 1;
  return sumDetector('vllm-synthid', width, {
    ...outputRule(width),
    value(tokens, t) {
      prf.seekBefore(tokens, t, width);
      return bitCount(prf.word(tokens[t]) & mask);
    },
    judge: (scored, ones) => ({
      score: ones / (scored * depth),
      ...binomialTails(ones, scored * depth, 0.5),
    }),
  });
}

/** See `vllmSynthIdDetector`. A context that was marked before is left alone. */
export function vllmSynthIdMarker({
  key,
  width = DEFAULT_WIDTH,
  depth = DEFAULT_DEPTH,
}: VllmSynthIdOptions): Marker {
  const prf = new ContextPrf(key);
  const met = new Contexts(width);
  return {
    scheme: 'vllm-synthid',
    mark(logits, context) {
      if (!met.add(context, context.length)) return;
      prf.seekBefore(context, context.length, width);
      const words = new Uint32Array(logits.length);
      for (let token = 0; token < words.length; token++) {
        if (logits[token] > Number.NEGATIVE_INFINITY) words[token] = prf.word(token);
      }
      playTournament(logits, depth, (token, layer) => (words[token] >>> layer) & 1);
    },
  };
}

/** Ones among the 32 bits of a word. */
export function bitCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}
