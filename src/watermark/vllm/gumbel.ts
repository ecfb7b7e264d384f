import { Contexts } from '../contexts.ts';
import { judgeGamma, keepGumbelMax, surprise } from '../gamma-score.ts';
import { ContextPrf, type Key64, unit } from '../prf/context-prf.ts';
import type { Detector, Marker, TokenRule } from '../scheme.ts';
import { sumDetector } from '../tally.ts';

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
  const prf = new ContextPrf(key);
  return sumDetector('vllm-gumbel', width, {
    ...outputRule(width),
    value(tokens, t) {
      prf.seekBefore(tokens, t, width);
      return surprise(unit(prf.word(tokens[t])));
    },
    judge: judgeGamma,
  });
}

/** Where vLLM's detectors look: every token of the output, each context once, unknown tokens before the start. */
export function outputRule(width: number): Omit<TokenRule, 'value' | 'judge'> {
  return { before: width, after: 0, first: 0, needs: 0, seesPrompt: false };
}

/** See `gumbelDetector`. A context that was marked before is left alone: its logits stay as they are. */
export function gumbelMarker({ key, width = DEFAULT_WIDTH }: GumbelOptions): Marker {
  const prf = new ContextPrf(key);
  const met = new Contexts(width);
  return {
    scheme: 'vllm-gumbel',
    mark(logits, context) {
      if (!met.add(context, context.length)) return;
      prf.seekBefore(context, context.length, width);
      keepGumbelMax(logits, (token) => unit(prf.word(token)));
    },
  };
}
