import { fmix32 } from '../base/hash.ts';
import { clopperPearson } from '../stats/clopper-pearson.ts';
import { normalQuantile } from '../stats/normal.ts';

/** Above this p-value lie as many unmarked texts as below it. */
const HALF = 0.5;

/** How many p-values there are, and how many of them are above one half. */
export interface PCount {
  readonly texts: number;
  readonly above: number;
}

/** Share of marked texts: estimate and interval, from 0 to 1. */
export interface MarkedShare {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A p-value that is uniform without a mark, be the score one of steps: a draw between the chance of a higher score and that of one as
 * high (the randomised test of Stevens 1950). Plain p-values of short texts lie above one half in 55% to 60% of unmarked texts, and a share
 * of one in ten would be missed by them. The draw is a hash of the tokens and of `salt`, so that the same text always draws the same.
 */
export function uniformPValue(
  { pValue, beyond = pValue }: { readonly pValue: number; readonly beyond?: number },
  tokens: ArrayLike<number>,
  salt: number,
): number {
  return beyond === pValue ? pValue : beyond + drawOf(tokens, salt) * (pValue - beyond);
}

/** Between 0 and 1. */
function drawOf(tokens: ArrayLike<number>, salt: number): number {
  let hash = fmix32(salt ^ 0x9e3779b9);
  for (let i = 0; i < tokens.length; i++) hash = fmix32(Math.imul(hash, 0x01000193) ^ tokens[i]);
  return ((hash >>> 0) + 0.5) / 2 ** 32;
}

/** The smallest of several independent p-values as one p-value (Sidak): uniform without a mark, as the corrected one is not. */
export function joined(smallest: number, tried: number): number {
  return -Math.expm1(tried * Math.log1p(-smallest));
}

/** Whether a p-value is one of those above one half. */
export function isAbove(pValue: number): boolean {
  return pValue > HALF;
}

/**
 * Share of marked texts (Storey 2002, "A direct approach to false discovery rates", lambda = 1/2): half of all unmarked texts have p-values
 * above one half, and of the marked ones next to none, so that twice their share is that of the unmarked. The interval is Clopper
 * and Pearson's of that share at `confidence`, as if texts were independent. Where the half itself was measured, on
 * as many human texts as `human` says, its error enters too. Texts whose marks are too weak to lower their p-value count for unmarked.
 * Undefined without texts.
 */
export function markedShare(
  { texts, above }: PCount,
  confidence = 0.95,
  human = Number.POSITIVE_INFINITY,
): MarkedShare | undefined {
  if (texts === 0) return undefined;
  const found = clopperPearson(above, texts, confidence)!;
  const { low: least, high: most } = ratioToHalf({ share: above / texts, ...found }, confidence, human);
  const marked = (unmarked: number) => Math.min(1, Math.max(0, 1 - unmarked));
  return { share: marked(above / texts / HALF), low: marked(most), high: marked(least) };
}

/**
 * Interval of a share over the share of human texts that are above, one half by their own measure (Donner and Zou 2012, "Closed-form confidence
 * intervals for functions of the normal mean and standard deviation", the ratio of two estimates from the limits of each). The share of all human
 * texts above the median of m is Beta((m + 1) / 2, (m + 1) / 2).
 */
function ratioToHalf(
  { share, low, high }: { readonly share: number; readonly low: number; readonly high: number },
  confidence: number,
  human: number,
): { readonly low: number; readonly high: number } {
  const error = Math.min(0.49, normalQuantile((1 + confidence) / 2) / Math.sqrt(4 * (human + 2)));
  // (2 h - u) u with u = h + error, and the same with h - error.
  const bound = HALF * HALF - error * error;
  const product = share * HALF;
  const spread = (limit: number) =>
    Math.sqrt(Math.max(0, product ** 2 - limit * (2 * share - limit) * bound));
  return { low: (product - spread(low)) / bound, high: (product + spread(high)) / bound };
}
