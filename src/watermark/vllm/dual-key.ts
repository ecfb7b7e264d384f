import { createHash } from 'node:crypto';
import { gammaQ } from '../../stats/incomplete-gamma.ts';
import { Contexts } from '../contexts.ts';
import { keepGumbelMax, surprise } from '../gamma-score.ts';
import { ContextPrf, type Key64, unit } from '../prf/context-prf.ts';
import type { Detector, Marker } from '../scheme.ts';
import { sumDetector } from '../tally.ts';
import { DEFAULT_WIDTH, type GumbelOptions, outputRule } from './gumbel.ts';

/** Share of tokens that vLLM marks with key B where nothing else is said. */
export const DEFAULT_ALPHA = 0.1;

export interface DualKeyOptions extends GumbelOptions {
  /** Share of tokens that are marked with key B, from 0 to 1. Default 0.1. */
  readonly alpha?: number;
}

/**
 * vLLM's dual-key Gumbel watermark: the model that drafts marks with one key, the one that verifies with another, both derived from
 * the key given. Score: the sum of both scores, weighted by 1 - alpha and alpha. Without a mark a term has mean 1 and variance
 * v = (1 - alpha)^2 + alpha^2, and S / v is close to Gamma(n / v, 1).
 */
export function dualKeyDetector({
  key,
  width = DEFAULT_WIDTH,
  alpha = DEFAULT_ALPHA,
}: DualKeyOptions): Detector {
  const a = new ContextPrf(derivedKey(key, 'key_a'));
  const b = new ContextPrf(derivedKey(key, 'key_b'));
  const variance = (1 - alpha) ** 2 + alpha ** 2;
  return sumDetector('vllm-dual-key', width, {
    ...outputRule(width),
    value(tokens, t) {
      a.seekBefore(tokens, t, width);
      b.seekBefore(tokens, t, width);
      const token = tokens[t];
      return (1 - alpha) * surprise(unit(a.word(token))) + alpha * surprise(unit(b.word(token)));
    },
    judge: (scored, sum) => ({ score: sum, pValue: gammaQ(scored / variance, sum / variance) }),
  });
}

/** See `dualKeyDetector`. `draw`: uniform on [0, 1), says which key a token is marked with. */
export function dualKeyMarker(
  { key, width = DEFAULT_WIDTH, alpha = DEFAULT_ALPHA }: DualKeyOptions,
  draw: () => number,
): Marker {
  const a = new ContextPrf(derivedKey(key, 'key_a'));
  const b = new ContextPrf(derivedKey(key, 'key_b'));
  const met = new Contexts(width);
  return {
    scheme: 'vllm-dual-key',
    mark(logits, context) {
      if (!met.add(context, context.length)) return;
      const prf = draw() < alpha ? b : a;
      prf.seekBefore(context, context.length, width);
      keepGumbelMax(logits, (token) => unit(prf.word(token)));
    },
  };
}

/** The first 64 bits of SHA-256 over the name of the part and the key, both big-endian. */
export function derivedKey({ low, high }: Key64, part: 'key_a' | 'key_b'): Key64 {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(high, 0);
  bytes.writeUInt32BE(low, 4);
  const digest = createHash('sha256').update(part).update(bytes).digest();
  return { high: digest.readUInt32BE(0), low: digest.readUInt32BE(4) };
}
