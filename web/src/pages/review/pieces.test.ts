import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningOf, pieces } from './pieces.ts';

const shown = (text: string) => pieces(text).map((piece) => (piece.isSign ? `<${piece.text}>` : piece.text));

describe('pieces', () => {
  it('keep lines and tabs', () => {
    expect(shown('one\r\ntwo\n\tthree').join('')).toBe('one\ntwo\n\tthree');
  });

  it('make what reorders or hides a sign', () => {
    expect(shown('a\u202eb\u200bc')).toEqual(['a', '<[U+202E]>', 'b', '<[U+200B]>', 'c']);
    expect(shown('x\u0000\u001b[31m')).toEqual(['x', '<[U+0000]>', '<[U+001B]>', '[31m']);
    expect(shown('line\u2028end\rover')).toEqual(['line', '<[U+2028]>', 'end', '<[U+000D]>', 'over']);
  });

  it('count marks that pile up', () => {
    expect(shown(`a${'\u0301'.repeat(40)}`).at(-1)).toBe('<[+36 marks]>');
  });

  it('leave a sign that somebody typed as text', () => {
    expect(shown('see [U+202E] here')).toEqual(['see [U+202E] here']);
  });

  it('show nothing that a reader cannot see, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const piece of pieces(text))
          expect(piece.text).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('beginningOf', () => {
  it('is the text itself where it is short', () => {
    expect(beginningOf('short', 5)).toBe('short');
  });

  it('never ends in half a letter', () => {
    expect(beginningOf('ab\u{1f600}c', 3)).toBe('ab');
    expect(beginningOf('ab\u{1f600}c', 4)).toBe('ab\u{1f600}');
  });
});
