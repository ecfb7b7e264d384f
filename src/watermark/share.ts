import { clopperPearson } from '../stats/clopper-pearson.ts';

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
 * and Pearson's of that share at `confidence`, as if texts were independent. Texts whose marks are too weak to lower
 * their p-value count for unmarked. Undefined without texts.
 */
export function markedShare({ texts, above }: PCount, confidence = 0.95): MarkedShare | undefined {
  if (texts === 0) return undefined;
  const { low: least, high: most } = clopperPearson(above, texts, confidence)!;
  const marked = (share: number) => Math.max(0, 1 - share / (1 - HALF));
  return { share: marked(above / texts), low: marked(most), high: marked(least) };
}
