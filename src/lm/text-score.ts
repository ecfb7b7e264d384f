/** What a model makes of one text. Logarithms are natural. */
export interface TextScore {
  readonly id: string;
  /** Texts of one group are dependent; the id where none is named. */
  readonly group: string;
  /** Sum of the log-probabilities of the scored tokens: finite, at most 0. */
  readonly total: number;
  /** Tokens that have a probability; a first token without a context has none. */
  readonly tokens: number;
  /** UTF-8 bytes of the scored tokens' text, where known. */
  readonly bytes?: number;
  /** Runs of characters that are no white space, where known. */
  readonly words?: number;
  /** Log-probability of each scored token, where known. */
  readonly logprobs?: Float64Array;
}

/** What a perplexity is told by: bytes and words do not depend on the model's tokeniser. */
export const UNITS = ['token', 'word', 'byte'] as const;
export type Unit = (typeof UNITS)[number];

/** How many units the score has; undefined where that is not known, and for none. */
export function unitsOf(score: TextScore, unit: Unit): number | undefined {
  const count = unit === 'token' ? score.tokens : unit === 'word' ? score.words : score.bytes;
  return count === undefined || !(count > 0) ? undefined : count;
}

/** exp(-total / units): perplexity a unit; undefined where the units are not known. */
export function textPerplexity(score: TextScore, unit: Unit): number | undefined {
  const units = unitsOf(score, unit);
  return units === undefined ? undefined : Math.exp(-score.total / units);
}

const encoder = new TextEncoder();

/** Bytes in UTF-8, and words between white space, as in `word_perplexity` and `byte_perplexity` of evaluation harnesses. */
export function measureText(text: string): { bytes: number; words: number } {
  return { bytes: encoder.encode(text).length, words: text.match(/\S+/gu)?.length ?? 0 };
}

/**
 * Standard deviation of the surprise (-ln p) of a text's tokens, n - 1 below: its burstiness. Undefined for fewer than two
 * tokens, and where the single probabilities are not known.
 */
export function burstiness({ logprobs }: TextScore): number | undefined {
  if (logprobs === undefined || logprobs.length < 2) return undefined;
  const mean = logprobs.reduce((a, b) => a + b, 0) / logprobs.length;
  const squares = logprobs.reduce((a, b) => a + (b - mean) ** 2, 0);
  return Math.sqrt(squares / (logprobs.length - 1));
}
