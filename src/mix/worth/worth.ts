import type { HumanModel } from './human-model.ts';

/** What a synthetic example adds to human data, and how surprising it is to a reader of it. */
export interface Worth {
  /** Different types of the human tail that it carries. */
  readonly tail: number;
  readonly tokens: number;
  /** 1 less the similarity to the nearest example met before, human or synthetic: 0 for a copy, 1 for nothing like it. */
  readonly novelty: number;
  /** Nats a token under the human model; undefined where there is none. */
  readonly surprise?: number;
}

/** Where a text lies that human text of its length almost never is. */
export type Strangeness = 'bland' | 'garbled' | undefined;

/** Whether a text is less surprising than 99 in 100 human texts of its length, or more surprising than 99 in 100. */
export function strangeness(surprise: number | undefined, tokens: number, model: HumanModel): Strangeness {
  const range = model.range(tokens);
  if (range === undefined || surprise === undefined) return undefined;
  if (surprise < range.low) return 'bland';
  return surprise > range.high ? 'garbled' : undefined;
}

/** Tokens that a tail type is worth: with one in so many, an example counts twice. */
const TAIL_EVERY = 100;

/**
 * The merit by which synthetic examples are ranked against each other: novelty times one more than the tail types that it
 * carries in a hundred tokens. 0 for what human text almost never is. Only its order means anything.
 */
export function merit({ tail, tokens, novelty }: Worth, strange: Strangeness): number {
  if (strange !== undefined) return 0;
  return novelty * (1 + (tail * TAIL_EVERY) / Math.max(TAIL_EVERY, tokens));
}
