import { binomialTails, zScore } from '../binomial.ts';
import type { Detector, Marker, TokenRule } from '../scheme.ts';
import { sumDetector } from '../tally.ts';
import { bitAt, GreenLists } from './green-lists.ts';
import type { KgwReading } from './readings.ts';
import type { Seeds } from './seeds.ts';
import { winMaxTally } from './winmax.ts';

/** How a green-list watermark is laid out; `readings.ts` has those in use. */
export interface KgwOptions extends KgwReading {
  readonly scheme: string;
  readonly seeds: Seeds;
  /** Tokens of the vocabulary, from 2: of the logits, which may be more than the tokenizer's. */
  readonly vocabulary: number;
  /** z: of all that counts; winmax: the largest of any window, which has no known distribution. Default z. */
  readonly statistic?: 'z' | 'winmax';
  /**
   * What counts once: a seed and its token (default), or, as the origins have it, an n-gram, or nothing at all. As the origins have it z has no known
   * distribution.
   */
  readonly once?: 'seed' | 'ngram' | 'nothing';
}

/**
 * The green-list watermark of Kirchenbauer et al. 2023, "A watermark for large language models" and "On the reliability of
 * watermarks": tokens of a list that the context decides gain `delta`. Score: z = (g - gamma T) / sqrt(T gamma (1 - gamma)).
 *
 * A token under the same seed counts once, whatever the reading does: it is green each time or never. The origins count n-grams, or every position.
 * But under selfhash one token of the n-gram decides the seed, and often the last alone does, so that frequent words count the
 * same luck again and again: of unmarked English texts of 400 words 25% had z > 3.09 in place of 0.1% (lm-watermarking, selfhash), and
 * 54% where every position counts (Transformers, lefthash, by default). The p-value is the exact tail of
 * Binomial(T, floor(gamma V) / V): the normal tail of z is too small for short texts.
 */
export function kgwDetector(options: KgwOptions): Detector {
  const { scheme, seeds } = options;
  const rule = kgwRule(options);
  if (options.statistic !== 'winmax') return sumDetector(scheme, seeds.before, rule);
  return { scheme, contextWidth: seeds.before, tally: () => winMaxTally(rule, options.gamma) };
}

function kgwRule({ seeds, vocabulary, gamma, window, once = 'seed' }: KgwOptions): TokenRule {
  const lists = new GreenLists(vocabulary, gamma);
  const share = lists.green / vocabulary;
  return {
    before: window,
    after: 1,
    ...(once === 'seed' ? { identity: seedAndToken(seeds) } : {}),
    first: window,
    needs: window,
    seesPrompt: true,
    countsRepeats: once === 'nothing',
    value: (tokens, t) => (lists.has(seeds.seedAt(tokens, t, tokens[t]), tokens[t]) ? 1 : 0),
    judge: (scored, green) => ({
      score: zScore(green, scored, gamma),
      ...(once === 'seed' ? binomialTails(green, scored, share) : {}),
    }),
  };
}

function seedAndToken(seeds: Seeds): TokenRule['identity'] {
  return {
    words: 2,
    write(tokens, t, into) {
      into[0] = seeds.seedAt(tokens, t, tokens[t]);
      into[1] = tokens[t];
    },
  };
}

/** See `kgwDetector`. With selfhash the `candidates` likeliest tokens are tried, as the reading does. */
export function kgwMarker(options: KgwOptions): Marker {
  const { scheme, seeds, vocabulary, gamma, delta, candidates, leastContext } = options;
  const lists = new GreenLists(vocabulary, gamma);
  return {
    scheme,
    mark(logits, context) {
      const end = context.length;
      if (end < leastContext) return;
      if (seeds.self) {
        const tried = likeliest(logits, candidates);
        const green = tried.filter((token) => lists.has(seeds.seedAt(context, end, token), token));
        for (const token of green) logits[token] += delta;
        return;
      }
      const list = lists.list(seeds.seedAt(context, end, 0));
      const known = Math.min(logits.length, vocabulary);
      for (let token = 0; token < known; token++) if (bitAt(list, token)) logits[token] += delta;
    },
  };
}

/** The `count` tokens of the largest logits, the largest first, the first of equals before the others. */
function likeliest(logits: ArrayLike<number>, count: number): number[] {
  const best: number[] = [];
  for (let token = 0; token < logits.length; token++) {
    if (best.length === count && !(logits[token] > logits[best[count - 1]])) continue;
    let at = best.length;
    while (at > 0 && logits[token] > logits[best[at - 1]]) at--;
    best.splice(at, 0, token);
    if (best.length > count) best.pop();
  }
  return best;
}
