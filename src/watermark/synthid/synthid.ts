import type { Detector, Marker } from '../scheme.ts';
import { sumDetector } from '../tally.ts';
import type { SynthIdBits } from './bits.ts';
import { ContextHistory } from './context-history.ts';
import { type BitStatistic, meanBits } from './statistics.ts';
import { playTournament } from './tournament.ts';

/** Tokens of an n-gram where nothing else is said: four of context, and the token. */
export const DEFAULT_NGRAM = 5;

export interface SynthIdOptions {
  readonly scheme: string;
  readonly bits: SynthIdBits;
  /** Tokens of an n-gram, from 2. Default 5. */
  readonly ngram?: number;
  /** Default `meanBits`. */
  readonly statistic?: BitStatistic;
}

/**
 * SynthID-Text (Dathathri et al. 2024): the layers of a tournament choose among tokens by pseudorandom bits of the n-gram. Positions
 * without a full context are passed over. A context counts once in the whole text; the readings forget it after 1,024
 * positions, so that a text which repeats itself slowly would count the same luck twice.
 */
export function synthIdDetector({
  scheme,
  bits,
  ngram = DEFAULT_NGRAM,
  statistic,
}: SynthIdOptions): Detector {
  const width = ngram - 1;
  const { value, judge } = statistic ?? meanBits(bits.depth, bits.share);
  const drawn = new Uint8Array(bits.depth);
  return sumDetector(scheme, width, {
    before: width,
    after: 0,
    first: width,
    needs: width,
    seesPrompt: false,
    value(tokens, t) {
      bits.seek(tokens, t, width);
      bits.write(tokens[t], drawn);
      return value(drawn);
    },
    judge,
  });
}

/** See `synthIdDetector`. `context` is what was generated, without the prompt. Contexts of the last 1,024 positions are left alone. */
export function synthIdMarker({ scheme, bits, ngram = DEFAULT_NGRAM }: SynthIdOptions): Marker {
  const width = ngram - 1;
  const met = new ContextHistory(width);
  return {
    scheme,
    mark(logits, context) {
      if (!met.add(context, context.length)) return;
      bits.seek(context, context.length, width);
      const { depth } = bits;
      const all = new Uint8Array(logits.length * depth);
      for (let token = 0; token < logits.length; token++) {
        if (logits[token] === Number.NEGATIVE_INFINITY) continue;
        bits.write(token, all.subarray(token * depth, (token + 1) * depth));
      }
      playTournament(logits, depth, (token, layer) => all[token * depth + layer]);
    },
  };
}
