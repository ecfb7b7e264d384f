import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipped, visible, visibleProse } from './visible.ts';

const anything = fc.string({ unit: 'binary' });

describe('visible', () => {
  it('leaves what can be read as it is', () => {
    for (const text of ['plain', 'naïve café', '漢字かな', 'שלום', '👩‍👩‍👧', 'نمی‌خواهم', 'e\u0301']) {
      expect(visible(text)).toBe(text);
    }
  });

  it.each([
    ['an escape sequence', '\u001b[31m', '[U+001B][31m'],
    ['a C1 control', '\u009b31m', '[U+009B]31m'],
    ['a line end', 'a\nb', 'a[U+000A]b'],
    ['delete', '\u007f', '[U+007F]'],
    ['a right-to-left override', 'a\u202eb', 'a[U+202E]b'],
    ['an isolate', '\u2066', '[U+2066]'],
    ['a zero-width space', 'a\u200bb', 'a[U+200B]b'],
    ['a byte order mark', '\ufeff', '[U+FEFF]'],
    ['a tag character', '\u{e0041}', '[U+E0041]'],
    ['a lone surrogate', '\ud800', '[U+D800]'],
    ['a blank letter', '\u3164', '[U+3164]'],
  ])('names %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('counts the marks that one letter bears beyond four', () => {
    expect(visible(`a${'\u0301'.repeat(5000)}b`)).toBe(`a${'\u0301'.repeat(4)}[+4996 marks]b`);
    expect(visible(`a${'\u0301'.repeat(6)}`)).toBe(`a${'\u0301'.repeat(4)}[+2 marks]`);
  });

  it('lets no control, override or lone surrogate through, whatever the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const shown = visible(text);
        expect(
          /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u2028\u2029\ufeff]/u.test(shown),
        ).toBe(false);
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anything, (text) => visible(visible(text)) === visible(text)));
  });
});

describe('visibleProse', () => {
  it('takes line ends and tabs as one space and names the rest', () => {
    expect(visibleProse('a\r\n\tb\u2029c\u0000')).toBe('a b c[U+0000]');
  });
});

describe('clipped', () => {
  it('keeps what fits and marks a cut', () => {
    expect(clipped('abcd', 4)).toBe('abcd');
    expect(clipped('abcde', 4)).toBe('abc…');
  });

  it('never splits a character, nor exceeds the length', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 40 }), (text, length) => {
        const cut = clipped(text, length);
        expect([...cut].length).toBeLessThanOrEqual(length);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
