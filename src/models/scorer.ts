/** Log-probabilities that a model gives the tokens of one text, in order; of those that have a context. */
export interface TextLogprobs {
  readonly logprobs: readonly number[];
  /** UTF-8 bytes of the text that no scored token stands for: those of a first token without a context. */
  readonly unscoredBytes: number;
}

/** A text that a model cannot score, while others may be: told and left out. */
export class UnscorableText extends Error {
  override readonly name = 'UnscorableText';
}

/** What a text will cost, told beforehand and by its length alone. */
export interface Cost {
  readonly requests: number;
  /** Tokens sent, overlaps of windows included. */
  readonly tokens: number;
}

/** A model that tells how probable a text is. */
export interface Scorer {
  /** Everything that scores depend on beside the text: protocol, model, window, stride. Part of the key of a cache. */
  readonly identity: string;
  /** The window and its unit, as reports state it. */
  readonly window: { readonly size: number; readonly stride: number; readonly unit: 'tokens' | 'characters' };
  /**
   * Throws `UnscorableText` for a text that has no score, `E_NETWORK` where the model cannot be reached or does not keep to
   * its protocol, `E_INTERRUPTED` where `signal` is given.
   */
  score(text: string, signal: AbortSignal): Promise<TextLogprobs>;
  cost(bytes: number): Cost;
}
