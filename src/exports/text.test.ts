import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from './fixtures.test.support.ts';
import {
  count,
  iriPart,
  markdown,
  markdownLine,
  oneLine,
  percent,
  table,
  webAddress,
  wellFormed,
} from './text.ts';

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

describe('markdownLine', () => {
  it('escapes what would be markup at the beginning of a line', () => {
    const shown = [
      '- a',
      '---',
      '+ a',
      '=== ',
      '1. a',
      '2) a',
      '# a',
      '> a',
      '~~~',
      '* a',
      '2024-01-01',
      '1.5 x',
    ];
    expect(shown.map(markdownLine)).toEqual([
      ...['\\- a', '\\---', '\\+ a', '\\===', '1\\. a', '2\\) a', '\\# a', '\\> a', '\\~\\~\\~', '\\* a'],
      ...['2024-01-01', '1\\.5 x'],
    ]);
  });

  it('leaves text as it was once its escapes are taken out, and begins no block', () => {
    const begin = fc.constantFrom('-', '+', '=', '1.', '22)', '#', '>', '', 'a', '| ', '```', '&lt;');
    fc.assert(
      fc.property(begin, fc.string(), (start, rest) => {
        const line = markdownLine(start + rest);
        expect(line.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(oneLine(start + rest));
        expect(line).not.toMatch(/^(?:[-+*=#>`~|<]|\d{1,9}[.)])/);
      }),
    );
  });
});

describe('wellFormed', () => {
  it('replaces halves of pairs alone, so that every byte of the rest stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(wellFormed(text)).toBe(Buffer.from(text, 'utf8').toString('utf8'));
      }),
    );
    expect(wellFormed('a\ud83c\udf0a\ud83cb\udf0a')).toBe('a\u{1f30a}\ufffdb\ufffd');
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
  it('group digits by three from the right, whatever the number', () => {
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (number) => {
        expect(count(number)).toBe(new Intl.NumberFormat('en-US').format(number));
      }),
    );
  });

  it('are written the same in every locale', () => {
    expect([count(0), count(999), count(1000), count(1234567)]).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([percent(0), percent(1 / 3), percent(1)]).toEqual(['0.0%', '33.3%', '100.0%']);
  });
});
