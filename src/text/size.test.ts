import { describe, expect, it } from 'vitest';
import { textSize } from './size.ts';
import { PIECE, Tokenizer, tokenStrings } from './tokenizer.ts';

const tokenizer = new Tokenizer();

describe('textSize', () => {
  it('counts the tokens and the end, and code points', () => {
    const text = 'One, two \u{1F600}!';
    expect(textSize(text, tokenizer)).toEqual({ tokens: tokenStrings(text).length + 1, characters: 11 });
    expect(textSize('', tokenizer)).toEqual({ tokens: 1, characters: 0 });
  });

  it('counts a text longer than a piece as a whole', () => {
    const text = 'word '.repeat(PIECE / 2);
    expect(textSize(text, tokenizer)).toEqual({ tokens: PIECE / 2 + 1, characters: text.length });
  });
});
