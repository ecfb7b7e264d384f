import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_ENDINGS, LANGUAGES, languageNamed, languageOfEnding } from './languages.ts';

describe('languageNamed', () => {
  it.each([
    ['Python', 'python'],
    [' py ', 'python'],
    ['.rs', 'rust'],
    ['C++', 'cpp'],
    ['TS', 'typescript'],
    ['golang', 'go'],
    ['jsx', 'javascript'],
    ['C', 'c'],
  ])('knows %s', (word, language) => {
    expect(languageNamed(word)).toBe(language);
  });

  it('knows every language by its own name', () => {
    for (const language of LANGUAGES) expect(languageNamed(language)).toBe(language);
  });

  it.each(['', 'cobol', 'constructor', '__proto__', '.', 'java script'])('does not know "%s"', (word) => {
    expect(languageNamed(word)).toBeUndefined();
  });
});

describe('what languages are called', () => {
  const endings = LANGUAGE_ENDINGS.split(' ');

  it('is known by every ending, with its dot and without, in whatever case', () => {
    expect(endings.length).toBeGreaterThan(LANGUAGES.length);
    for (const ending of endings) {
      const language = languageOfEnding(ending);
      expect(language, ending).toBeDefined();
      for (const word of [ending, ending.slice(1), ending.toUpperCase(), ` ${ending} `])
        expect(languageNamed(word), word).toBe(language);
    }
  });

  it('leaves no language without an ending', () => {
    expect(new Set(endings.map(languageOfEnding))).toEqual(new Set(LANGUAGES));
  });

  it('is one of the languages or nothing, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('ſ', 'İ', 'ＰＹ', 'c\0')),
        (word) => {
          expect([undefined, ...LANGUAGES]).toContain(languageNamed(word));
          expect([undefined, ...LANGUAGES]).toContain(languageOfEnding(word));
        },
      ),
    );
  });
});

describe('languageOfEnding', () => {
  it('takes the header of C for C, in whatever case', () => {
    expect(languageOfEnding('.H')).toBe('c');
    expect(languageOfEnding('.hpp')).toBe('cpp');
    expect(languageOfEnding('.md')).toBeUndefined();
    expect(languageOfEnding('')).toBeUndefined();
  });
});
