import { describe, expect, it } from 'vitest';
import { tokenStrings } from '../../text/tokenizer.ts';
import { FrequentWordCodec, frequentWords, UNKNOWN, UNKNOWN_WORD } from './frequent-words.ts';

describe('frequentWords', () => {
  it('gives the commonest first, as common ones in order, and none that occurs once', () => {
    expect(frequentWords(['b a the', 'The b a once', 'the'], 10)).toEqual(['the', 'a', 'b']);
    expect(frequentWords(['b a the', 'The b a once', 'the'], 2)).toEqual(['the', 'a']);
    expect(frequentWords([], 5)).toEqual([]);
  });

  it('leaves out the word that stands for others', () => {
    expect(frequentWords([`${UNKNOWN_WORD} ${UNKNOWN_WORD} x x`], 9)).toEqual(['x']);
  });
});

describe('FrequentWordCodec', () => {
  const codec = new FrequentWordCodec(['the', 'cat', '.']);

  it('gives known text back, and one word for all others', () => {
    expect(codec.decode(codec.encode('The cat.'))).toBe('the cat .');
    expect(codec.decode(codec.encode('the dog the emu'))).toBe('the unk the unk');
    expect([...codec.encode('dog')]).toEqual([UNKNOWN]);
    expect(codec.size).toBe(5);
  });

  it('gives its own text back unchanged: nothing more is lost', () => {
    const once = codec.decode(codec.encode('A cat, the cat’s, unk . the'));
    expect(codec.decode(codec.encode(once))).toBe(once);
  });

  it('stands for others with a word that the tokeniser takes for one', () => {
    expect(tokenStrings(UNKNOWN_WORD)).toEqual([UNKNOWN_WORD]);
  });

  it('reads the empty text, and writes nothing for the end', () => {
    expect(codec.encode('')).toHaveLength(0);
    expect(codec.decode(new Uint32Array(0))).toBe('');
    expect(codec.decode(Uint32Array.of(2, 0, 3))).toBe('the cat');
  });
});
