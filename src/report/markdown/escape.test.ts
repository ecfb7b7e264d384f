import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeSpan, escapeMarkdown } from './escape.ts';

describe('escapeMarkdown', () => {
  it('leaves plain sentences as they are', () => {
    const text = 'Tail coverage is 0.19 of human; at least 38% (fresh) examples - "really"!';
    expect(escapeMarkdown(text)).toBe(text);
  });

  it.each([
    ['emphasis', '*a* _b_', '&#42;a&#42; &#95;b&#95;'],
    ['a tag', '<b>', '&#60;b&#62;'],
    ['an entity', '&lt;', '<span>&#38;</span>lt;'],
    ['a link', '[a](b)', '&#91;a&#93;(b)'],
    ['a cell', 'a|b', 'a&#124;b'],
    ['a mention', '@everyone', '<span>@</span>everyone'],
    ['an issue', 'org/repo#12', 'org/repo<span>#</span>12'],
    ['an issue by its letters', 'GH-12', 'GH<span>-</span>12'],
    ['a merge request', '!12', '<span>!</span>12'],
    ['a formula', '$x$', '<span>$</span>x<span>$</span>'],
    ['an address', 'https://x.example', 'https<span>:</span>//x.example'],
    ['a bare address', 'www.x.example', 'www<span>.</span>x.example'],
    ['a line end', 'a\n# b', 'a # b'],
    ['code', '`a`', '&#96;a&#96;'],
  ])('disarms %s', (_, text, shown) => {
    expect(escapeMarkdown(text)).toBe(shown);
  });

  it('shows the same characters once entities and spans are resolved', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const resolved = escapeMarkdown(text)
          .replace(/<\/?span>/g, '')
          .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
        expect(resolved).toBe(text);
      }),
    );
  });

  it('cuts text that would fill a comment', () => {
    expect(escapeMarkdown('x'.repeat(5000)).length).toBe(1000);
  });
});

describe('codeSpan', () => {
  it('fences a name', () => {
    expect(codeSpan('g1')).toBe('`g1`');
  });

  it('outgrows the backticks of a name', () => {
    expect(codeSpan('a``b')).toBe('```a``b```');
    expect(codeSpan('`')).toBe('`` ` ``');
  });

  it('does not put a pipe or a backslash into code, where tables would split', () => {
    expect(codeSpan('a|b')).toBe('a&#124;b');
    expect(codeSpan('a\\|b')).toBe('a&#92;&#124;b');
  });

  it('shows an empty name as a space', () => {
    expect(codeSpan('')).toBe('` `');
  });
});
