import { binomialUpperTail, zScore } from '../binomial.ts';
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
  /** Count an n-gram each time, as Transformers does. Then z has no known distribution either. */
  readonly countsRepeats?: boolean;
}

/**
 * The green-list watermark of Kirchenbauer et al. 2023, "A watermark for large language models" and "On the reliability of
 * watermarks": tokens of a list that the context decides gain `delta`. Score: z = (g - gamma T) / sqrt(T gamma (1 - gamma)). An
 * n-gram counts once, whatever the reading does by default: a repeated one would count the same luck twice. The p-value is
 * the exact tail of Binomial(T, floor(gamma V) / V): the normal tail of z, which the readings print, is too small for short texts.
 */
export function kgwDetector(options: KgwOptions): Detector {
  const { scheme, seeds } = options;
  const rule = kgwRule(options);
  if (options.statistic !== 'winmax') return sumDetector(scheme, seeds.before, rule);
  return { scheme, contextWidth: seeds.before, tally: () => winMaxTally(rule, options.gamma) };
}

function kgwRule({ seeds, vocabulary, gamma, window, countsRepeats = false }: KgwOptions): TokenRule {
  const lists = new GreenLists(vocabulary, gamma);
  const share = lists.green / vocabulary;
  return {
    before: window,
    after: 1,
    first: window,
    needs: window,
    seesPrompt: true,
    countsRepeats,
    value: (tokens, t) => (lists.has(seeds.seedAt(tokens, t, tokens[t]), tokens[t]) ? 1 : 0),
    judge: (scored, green) => ({
      score: zScore(green, scored, gamma),
      ...(countsRepeats ? {} : { pValue: binomialUpperTail(green, scored, share) }),
    }),
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
