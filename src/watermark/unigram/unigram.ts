import { createHash } from 'node:crypto';
import { binomialTails, zScore } from '../binomial.ts';
import { Pcg64 } from '../prf/pcg64.ts';
import type { Detector, Marker } from '../scheme.ts';
import { sumDetector } from '../tally.ts';

export interface UnigramOptions {
  /** A signed integer of 64 bits. */
  readonly key: bigint;
  /** Tokens of the vocabulary. */
  readonly vocabulary: number;
  /** Share of green tokens, above 0 and below 1. Default 0.5. */
  readonly gamma?: number;
  /** What a green token's logit gains. Default 2. */
  readonly delta?: number;
}

/**
 * Unigram (Zhao et al. 2023, "Provable robust watermarking for AI-generated text"): one green list for all positions. Score: z of the distinct
 * tokens. A token counts once: whether "the" is green is one toss of the coin, however often it stands in the text.
 */
export function unigramDetector({ key, vocabulary, gamma = 0.5 }: UnigramOptions): Detector {
  const green = unigramGreen(key, vocabulary, gamma);
  const share = Math.trunc(gamma * vocabulary) / vocabulary;
  return sumDetector('unigram', 0, {
    before: 0,
    after: 1,
    first: 0,
    needs: 0,
    seesPrompt: false,
    value: (tokens, t) => (tokens[t] < vocabulary ? green[tokens[t]] : 0),
    judge: (scored, hits) => ({
      score: zScore(hits, scored, gamma),
      ...binomialTails(hits, scored, share),
    }),
  });
}

/** See `unigramDetector`. */
export function unigramMarker({ key, vocabulary, gamma = 0.5, delta = 2 }: UnigramOptions): Marker {
  const green = unigramGreen(key, vocabulary, gamma);
  return {
    scheme: 'unigram',
    mark(logits) {
      for (let token = 0; token < logits.length; token++) if (green[token] === 1) logits[token] += delta;
    },
  };
}

/**
 * The `logit_bias` of a request to an OpenAI-compatible server: what green tokens gain, by id. Servers limit how many tokens it may name:
 * `ids` are those that are worth it, such as the most frequent ones. Default all.
 */
export function unigramLogitBias(options: UnigramOptions, ids?: Iterable<number>): Record<string, number> {
  const { key, vocabulary, gamma = 0.5, delta = 2 } = options;
  const green = unigramGreen(key, vocabulary, gamma);
  const bias: Record<string, number> = {};
  for (const id of ids ?? green.keys()) if (green[id] === 1) bias[String(id)] = delta;
  return bias;
}

/** 1 where a token is green: floor(gamma V) ones, shuffled as NumPy does under the hash of the key. */
export function unigramGreen(key: bigint, vocabulary: number, gamma: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt.asIntN(64, key));
  const generator = new Pcg64(createHash('sha256').update(bytes).digest().readUInt32LE(0));
  const green = new Uint8Array(vocabulary).fill(1, 0, Math.trunc(gamma * vocabulary));
  for (let i = vocabulary - 1; i > 0; i--) {
    const j = generator.upTo(i);
    const kept = green[j];
    green[j] = green[i];
    green[i] = kept;
  }
  return green;
}
