import { pieces, type Tokenizer } from './tokenizer.ts';

/** How long a text is. */
export interface TextSize {
  /** The end of the text counts as one. */
  readonly tokens: number;
  /** Code points. */
  readonly characters: number;
}

export function textSize(text: string, tokenizer: Tokenizer): TextSize {
  let tokens = 1;
  for (const piece of pieces(text)) tokens += tokenizer.run(piece).length;
  return { tokens, characters: codePoints(text) };
}

/** Code points of a text: UTF-16 units less the second halves of pairs. */
function codePoints(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) pairs++;
  return text.length - pairs;
}
