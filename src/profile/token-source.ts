import type { Example } from '../corpus/example.ts';
import { pieces, type TokenBuffer, Tokenizer } from '../text/tokenizer.ts';

/** What the tokens of an example are. */
export interface TokenSource {
  /** The text in pieces that are handled at once, first to last; one for an empty text. */
  pieces(text: string): Iterable<string>;
  /** The tokens of the next piece of an example, valid until the next call. Pieces come in order, example after example. */
  tokens(piece: string, example: Example): TokenBuffer;
}

/** Words and symbols. */
export function wordTokens(tokenizer = new Tokenizer()): TokenSource {
  return { pieces, tokens: (piece) => tokenizer.run(piece) };
}
