/** What a detector knows of the tokens it was given. */
export interface Evidence {
  /** Positions that count: what returns (a context, an n-gram) once. */
  readonly scored: number;
  /** Positions left out, since what they would be judged by was met before. */
  readonly repeated: number;
  /** The scheme's own statistic; higher speaks for a mark. 0 where nothing was scored. */
  readonly score: number;
  /** Chance of a score as high without a mark; undefined where the statistic has no known distribution, and must be calibrated. */
  readonly pValue?: number;
  /** Chance of a higher score without a mark, where scores have steps: `pValue` less that of this very score. */
  readonly beyond?: number;
}

/**
 * Gathers evidence for one key over one text, or over several that are looked at together. What was met in an earlier text
 * counts no more: it would give the same number again.
 */
export interface Tally {
  /**
   * Adds a text: token ids from 0. `prompt`: what stood before it, where that is known; schemes that see only what was generated
   * pass it over.
   */
  add(tokens: ArrayLike<number>, prompt?: ArrayLike<number>): void;
  evidence(): Evidence;
}

/** What the tokens of a text add to a score, for schemes whose score is a function of a sum. */
export interface TokenRule {
  /**
   * A position counts once for the tokens [t - before, t + after): `after` is 0 where the context returns, 1 where the context
   * and its token do.
   */
  readonly before: number;
  readonly after: 0 | 1;
  /**
   * What decides a position besides its window, where less does: the same in many windows, it would give the same value in all of them. Written
   * into `words` words.
   */
  readonly identity?: {
    readonly words: number;
    write(tokens: Int32Array, t: number, into: Int32Array): void;
  };
  /** The first position that counts in a text whose prompt is not known. */
  readonly first: number;
  /** Tokens that must stand before a position, be they of the prompt. */
  readonly needs: number;
  /** Positions that return count again, as some origins have it. */
  readonly countsRepeats?: boolean;
  /** Whether the tokens of the prompt decide the marks of the first tokens. */
  readonly seesPrompt: boolean;
  /** Positions that count at most. */
  readonly most?: number;
  /** What the token at `t` adds. `tokens` before 0 are unknown. */
  value(tokens: Int32Array, t: number): number;
  /** What a sum over `scored` positions, at least 1, says. */
  judge(scored: number, sum: number): Judgement;
}

export type Judgement = Pick<Evidence, 'score' | 'pValue' | 'beyond'>;

/** A watermark under one key: how its marks are found. */
export interface Detector {
  readonly scheme: string;
  /** Tokens before a token that decide its mark. */
  readonly contextWidth: number;
  tally(): Tally;
  /** What each token adds; absent where the score is no sum, so that texts cannot be pooled. */
  readonly rule?: TokenRule;
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
