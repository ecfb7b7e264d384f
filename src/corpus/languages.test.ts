import { describe, expect, it } from 'vitest';
import { LANGUAGES, languageNamed, languageOfEnding } from './languages.ts';

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

describe('languageOfEnding', () => {
  it('takes the header of C for C, in whatever case', () => {
    expect(languageOfEnding('.H')).toBe('c');
    expect(languageOfEnding('.hpp')).toBe('cpp');
    expect(languageOfEnding('.md')).toBeUndefined();
    expect(languageOfEnding('')).toBeUndefined();
  });
});
