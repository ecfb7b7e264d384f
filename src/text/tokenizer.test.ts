import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { referenceTokens } from '../../test/oracles/tokens.ts';
import { hashBytes, hashHex } from '../base/hash.ts';
import { foldText, type TokenBuffer, Tokenizer, tokenStrings } from './tokenizer.ts';

const utf8 = new TextEncoder();

function hashes({ length, hi, lo }: TokenBuffer): string[] {
  return Array.from({ length }, (_, i) => hashHex({ hi: hi[i] >>> 0, lo: lo[i] >>> 0 }));
}

describe('a word', () => {
  it('is a run of letters, digits and underscores, in lower case', () => {
    expect(tokenStrings('The snake_case of 42 HTML5 Pages')).toEqual([
      'the',
      'snake_case',
      'of',
      '42',
      'html5',
      'pages',
    ]);
  });

  it('keeps apostrophes and hyphens between two letters, straight and curly', () => {
    expect(tokenStrings("Don't re-enter O'Neill's rock-'n'-roll")).toEqual([
      "don't",
      're-enter',
      "o'neill's",
      'rock',
      '-',
      "'",
      'n',
      "'",
      '-',
      'roll',
    ]);
    expect(tokenStrings('don’t a‐b c‑d')).toEqual(["don't", 'a-b', 'c-d']);
    expect(tokenStrings("l'été d’Artagnan über-öko")).toEqual(["l'été", "d'artagnan", 'über-öko']);
  });

  it('lets apostrophes and hyphens at its ends go', () => {
    expect(tokenStrings("'tis dogs' -5 a- - b--c")).toEqual([
      "'",
      'tis',
      'dogs',
      "'",
      '-',
      '5',
      'a',
      '-',
      '-',
      'b',
      '-',
      '-',
      'c',
    ]);
  });

  it('ends at a point or a comma, also between digits', () => {
    expect(tokenStrings('3.14 1,000 e.g.')).toEqual(['3', '.', '14', '1', ',', '000', 'e', '.', 'g', '.']);
  });

  it('takes letters of several scripts, and ASCII after them', () => {
    expect(tokenStrings('naïve αβγ2 Жук_x Ωmega')).toEqual(['naïve', 'αβγ2', 'жук_x', 'ωmega']);
  });

  it('is cut where it is longer than 65,535 letters, and nothing of it is lost', () => {
    for (const letter of ['a', 'ж']) {
      const tokens = tokenStrings(letter.repeat(150_000));
      expect(tokens.map((t) => t.length)).toEqual([65_535, 65_535, 18_930]);
    }
    const { buffer } = new Tokenizer();
    expect(buffer.characters.BYTES_PER_ELEMENT).toBe(2);
  });
});

describe('a symbol', () => {
  it('is a token of its own, repeated or not', () => {
    expect(tokenStrings('Wait... “what”?! €5 ©')).toEqual([
      'wait',
      '.',
      '.',
      '.',
      '"',
      'what',
      '"',
      '?',
      '!',
      '€',
      '5',
      '©',
    ]);
  });

  it('is no word, but a letter of any script is one', () => {
    const { isWord, length } = new Tokenizer().run('a! é, 漢 … ก _ 7');
    expect(Array.from(isWord.subarray(0, length))).toEqual([1, 0, 1, 0, 1, 0, 1, 1, 1]);
  });
});

describe('white space and what cannot be seen', () => {
  it('only separates: blanks, controls, NUL, byte order mark, joiners of zero width, bidi controls', () => {
    const unseen = [
      '\0',
      '\t',
      '\r\n',
      '\u00a0',
      '\u2028',
      '\u3000',
      '\ufeff',
      '\u200b',
      '\u200d',
      '\u202e',
      '\u2067',
    ];
    for (const mark of unseen) expect(tokenStrings(`${mark}a${mark}${mark}b${mark}`)).toEqual(['a', 'b']);
  });

  it('makes no token of a text of nothing else', () => {
    for (const text of ['', ' ', '\0\0', '\ufeff', '\u{e000}\u{10ffff}'])
      expect(tokenStrings(text)).toEqual([]);
  });

  it('separates the same way between ASCII words and others', () => {
    expect(tokenStrings('co\u00adoperate ко\u00adт')).toEqual(['co', 'operate', 'ко', 'т']);
  });
});

describe('Tokenizer.run', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units)),
    fc.string({
      unit: fc.constantFrom(
        ..."aBé'’-_7 .ς漢กの\u0301\u0e31\u0308\ud83d\ude00\u200d\0İ\ufeff",
        '👩‍👩‍👧',
        '\udc00',
      ),
      maxLength: 40,
    }),
  );
  const tokenizer = new Tokenizer();

  it('finds the tokens of the grammar in any string, lone surrogates and controls included', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(tokenStrings(text, tokenizer)).toEqual(referenceTokens(text).map((t) => t.folded));
      }),
      { numRuns: runs(2000) },
    );
  });

  it('hashes the folded UTF-8 bytes of each token', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const folded = referenceTokens(text).map((t) => hashHex(hashBytes(utf8.encode(t.folded))));
        expect(hashes(tokenizer.run(text))).toEqual(folded);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('tells the bytes of each token in the normalised text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { length, start, end, bytes, byteLength } = tokenizer.run(text);
        const found = Array.from({ length }, (_, i) =>
          new TextDecoder().decode(bytes.subarray(start[i], end[i])),
        );
        expect(found).toEqual(referenceTokens(text).map((t) => t.raw));
        for (let i = 0; i < length; i++) {
          expect(start[i]).toBeGreaterThanOrEqual(i === 0 ? 0 : end[i - 1]);
          expect(end[i]).toBeLessThanOrEqual(byteLength);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('tells NFC and NFD apart in nothing', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const wellFormed = text.replace(/\p{Surrogate}/gu, '?');
        const composed = hashes(tokenizer.run(wellFormed.normalize('NFC')));
        expect(hashes(tokenizer.run(wellFormed.normalize('NFD')))).toEqual(composed);
      }),
      { numRuns: runs(500) },
    );
  });

  it('leaves nothing of one text in the next', () => {
    const fresh = hashes(new Tokenizer().run('short é'));
    tokenizer.run('a much longer text, of many words — é漢字 — than what follows. '.repeat(400));
    expect(hashes(tokenizer.run('short é'))).toEqual(fresh);
  });

  it('counts the code points of a word', () => {
    const { length, characters } = tokenizer.run("don't naïve 𝒜𝒷 e\u0323\u0302");
    expect(Array.from(characters.subarray(0, length))).toEqual([5, 5, 2, 1]);
  });

  it('makes room for a text that normalisation makes longer', () => {
    // U+1D160 is three musical symbols of two bytes more each in NFC.
    const text = '\u{1d160}'.repeat(3000);
    expect(tokenStrings(text)).toEqual(referenceTokens(text).map((t) => t.folded));
  });
});

describe('foldText', () => {
  it('is what the hash sees: folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});
