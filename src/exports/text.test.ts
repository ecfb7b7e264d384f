import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from './fixtures.test.support.ts';
import { count, iriPart, markdown, oneLine, percent, table, webAddress, wellFormed } from './text.ts';

describe('oneLine', () => {
  it('leaves nothing that hides or moves text, and no end of a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
    expect(oneLine('a\u202eb\nc')).toBe('a\\u{202e}b c');
  });
});

describe('markdown', () => {
  it('escapes what would be markup', () => {
    expect(markdown('[x](y) *b* <i> a|b `c` \\')).toBe('\\[x\\](y) \\*b\\* \\<i\\> a\\|b \\`c\\` \\\\');
    expect(markdown('plain words, 3.5%')).toBe('plain words, 3.5%');
  });

  it('keeps a row of a table one row with its cells', () => {
    for (const name of HOSTILE) {
      const [, , line] = table(['a', 'b'], [[markdown(name), 'x']]).split('\n');
      expect(line.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(3);
    }
  });
});

describe('iriPart', () => {
  it('is equal for equal text alone, and made of what an IRI may hold', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(iriPart(a)).toMatch(/^[\w.~%-]*$/);
        expect(iriPart(a) === iriPart(b)).toBe(a === b);
        expect(decodeURIComponent(iriPart(a))).toBe(a);
      }),
    );
    expect(iriPart('\ud800')).toBe(iriPart(wellFormed('\ud800')));
  });
});

describe('webAddress', () => {
  it('gives addresses of the Web as RFC 3986 writes them, and nothing else', () => {
    expect(webAddress('https://example.org/a b')).toBe('https://example.org/a%20b');
    for (const text of [
      'javascript:alert(1)',
      'example.org',
      'https://',
      'data:text/html,x',
      'ftp://a.example',
      undefined,
    ])
      expect(webAddress(text)).toBeUndefined();
  });
});

describe('figures', () => {
  it('are written the same in every locale', () => {
    expect([count(0), count(999), count(1000), count(1234567)]).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([percent(0), percent(1 / 3), percent(1)]).toEqual(['0.0%', '33.3%', '100.0%']);
  });
});
