/** What a detector knows of the tokens it was given. */
export interface Evidence {
  /** Positions that count: each distinct context once. */
  readonly scored: number;
  /** Positions left out, since their context was met before. */
  readonly repeated: number;
  /** The scheme's own statistic; higher speaks for a mark. */
  readonly score: number;
  /** Chance of a score as high without a mark; undefined where the statistic has no known distribution, and must be calibrated. */
  readonly pValue?: number;
}

/**
 * Gathers evidence for one key over one text, or over several that are looked at together. A context that was met in an earlier text
 * counts no more: it would give the same number again.
 */
export interface Tally {
  /** Adds a text: token ids from 0. Nothing before its start is known. */
  add(tokens: ArrayLike<number>): void;
  evidence(): Evidence;
}

/** A watermark under one key: how its marks are found. */
export interface Detector {
  readonly scheme: string;
  /** Tokens before a token that decide its mark. */
  readonly contextWidth: number;
  tally(): Tally;
}

/** A watermark under one key: how a text is marked. */
export interface Marker {
  readonly scheme: string;
  /**
   * Bends `logits` (natural logarithms, one a token of the vocabulary) in place, so that whoever samples the next token from them
   * leaves the mark. `context`: all tokens so far that the scheme may look at, the last one last.
   */
  mark(logits: Float32Array | Float64Array, context: ArrayLike<number>): void;
}
