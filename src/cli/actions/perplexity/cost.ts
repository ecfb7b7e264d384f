import { measureText } from '../../../lm/text-score.ts';
import { type ScoreCache, scoreKey } from '../../../models/score-cache.ts';
import type { ScorableText } from '../../../models/score-corpus.ts';
import type { Scorer } from '../../../models/scorer.ts';
import { count, quantity } from '../../../report/figures.ts';

/** What scoring would take. Tokens are estimated at four bytes each; requests follow from them. */
export interface CostPreview {
  readonly schema: 'outcross.perplexity-cost/1';
  readonly texts: number;
  readonly cached: number;
  readonly bytes: number;
  readonly requests: number;
  readonly tokens: number;
  /** Null where no price was given. */
  readonly price: number | null;
}

export function costOf(
  texts: readonly ScorableText[],
  scorer: Scorer,
  cache: ScoreCache | undefined,
  options: { readonly price?: number },
): CostPreview {
  const left = texts.filter(({ text }) => cache?.get(scoreKey(scorer.identity, text)) === undefined);
  let bytes = 0;
  let requests = 0;
  let tokens = 0;
  for (const { text } of left) {
    const size = measureText(text).bytes;
    const cost = scorer.cost(size);
    bytes += size;
    requests += cost.requests;
    tokens += cost.tokens;
  }
  const price = options.price === undefined ? null : (options.price * tokens) / 1e6;
  return {
    schema: 'outcross.perplexity-cost/1',
    texts: texts.length,
    cached: texts.length - left.length,
    bytes,
    requests,
    tokens,
    price,
  };
}

export function costText({ texts, cached, bytes, requests, tokens, price }: CostPreview): string {
  const kept = cached === 0 ? '' : `, ${count(cached)} of them in the cache`;
  const lines = [
    `${count(texts)} texts${kept}; to score: ${count(bytes)} bytes`,
    `about ${count(requests)} requests, ${count(tokens)} tokens sent (a token taken as 4 bytes)`,
    ...(price === null ? [] : [`about ${quantity(price)} at the price given`]),
    'Nothing was asked on the network.',
  ];
  return `${lines.join('\n')}\n`;
}
