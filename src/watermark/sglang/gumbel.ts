import { Contexts } from '../contexts.ts';
import { judgeGamma, keepGumbelMax, surprise } from '../gamma-score.ts';
import type { Key64 } from '../prf/context-prf.ts';
import type { Detector, Marker, TokenRule } from '../scheme.ts';
import { sumDetector } from '../tally.ts';
import { SglangPrf, unit } from './prf.ts';

/** Tokens of context where nothing else is said. */
export const DEFAULT_WIDTH = 4;

/** Distinct contexts that are marked, and scored, at most. */
export const MOST_CONTEXTS = 4096;

export interface SglangOptions {
  readonly key: Key64;
  /** Tokens of context, from 1. Default 4. */
  readonly width?: number;
}

/**
 * SGLang's Gumbel watermark with one key. Without the prompt the tokens before the first full context are passed over: what stood
 * before them is not known. Score as vLLM's; without a mark Gamma(n, 1).
 */
export function sglangDetector({ key, width = DEFAULT_WIDTH }: SglangOptions): Detector {
  const prf = new SglangPrf(key);
  return sumDetector('sglang-gumbel', width, {
    ...sglangRule(width),
    value(tokens, t) {
      prf.seek(tokens, t, width);
      return surprise(unit(prf.word(tokens[t])));
    },
    judge: judgeGamma,
  });
}

/** Where SGLang's detectors look: the first 4,096 distinct contexts. */
export function sglangRule(width: number): Omit<TokenRule, 'value' | 'judge'> {
  return { before: width, after: 0, first: width, needs: 0, seesPrompt: true, most: MOST_CONTEXTS };
}

/** See `sglangDetector`. Contexts that were marked before, and all after the 4,096th, are left alone. */
export function sglangMarker({ key, width = DEFAULT_WIDTH }: SglangOptions): Marker {
  const prf = new SglangPrf(key);
  const met = new Contexts(width);
  return {
    scheme: 'sglang-gumbel',
    mark(logits, context) {
      if (met.size === MOST_CONTEXTS || !met.add(context, context.length)) return;
      prf.seek(context, context.length, width);
      keepGumbelMax(logits, (token) => unit(prf.word(token)));
    },
  };
}
