/** What a synthetic example adds to human data. */
export interface Worth {
  /** Different types of the human tail that it carries. */
  readonly tail: number;
  readonly tokens: number;
  /** 1 less the similarity to the nearest example met before, human or synthetic: 0 for a copy, 1 for nothing like it. */
  readonly novelty: number;
  /** True where its surprise to a reader of human text lies where that of human text almost never does. */
  readonly strange: boolean;
}

/** Tokens that a tail type is worth: with one in so many, an example counts twice. */
const TAIL_EVERY = 100;

/**
 * The merit by which synthetic examples are ranked against each other: novelty times one more than the tail types that it
 * carries in a hundred tokens. 0 for what human text almost never is. Only its order means anything.
 */
export function merit({ tail, tokens, novelty, strange }: Worth): number {
  if (strange) return 0;
  return novelty * (1 + (tail * TAIL_EVERY) / Math.max(TAIL_EVERY, tokens));
}
