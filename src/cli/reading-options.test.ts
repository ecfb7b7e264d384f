import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { addReadingOptions, type ReadingOptions, readingSpec, wholeNumber } from './reading-options.ts';

function parse(...args: string[]): ReadingOptions {
  const command = addReadingOptions(new Command('x').exitOverride().configureOutput({ writeErr: () => {} }));
  return command.parse(args, { from: 'user' }).opts<ReadingOptions>();
}

describe('the reading options', () => {
  it('become the spec of a corpus', () => {
    const options = parse(
      ...['--format', 'csv', '--reader', 'chat', '--text-field', 'a.b', '--id-field', 'i'],
      ...['--group-field', 'g', '--category-field', 'c', '--max-row-bytes', '4096'],
    );
    expect(readingSpec(['x.csv'], options)).toEqual({
      inputs: ['x.csv'],
      format: 'csv',
      reader: 'chat',
      textField: 'a.b',
      idField: 'i',
      groupField: 'g',
      categoryField: 'c',
      maxRowBytes: 4096,
    });
  });

  it('leave out of the spec what was not given', () => {
    expect(readingSpec(['a', 'b'], parse())).toEqual({ inputs: ['a', 'b'] });
  });

  it('say what the content is, in which language, and which columns', () => {
    expect(
      readingSpec(['x'], parse('--modality', 'code', '--language', 'C++', '--language-field', 'l')),
    ).toEqual({
      inputs: ['x'],
      modality: 'code',
      language: 'cpp',
      languageField: 'l',
    });
    expect(readingSpec(['x.csv'], parse('--columns', 'age, job.title ,x'))).toEqual({
      inputs: ['x.csv'],
      modality: 'table',
      columns: ['age', 'job.title', 'x'],
    });
    expect(readingSpec(['x'], parse('--columns', 'a', '--modality', 'text')).modality).toBe('text');
  });

  it('imply the content where they speak of one kind alone, unless it is said', () => {
    expect(readingSpec(['x'], parse('--language', 'go')).modality).toBe('code');
    expect(readingSpec(['x'], parse('--language-field', 'l')).modality).toBe('code');
    expect(readingSpec(['x'], parse('--language-field', 'l', '--columns', 'a')).modality).toBe('table');
    expect(readingSpec(['x'], parse('--language', 'go', '--modality', 'text')).modality).toBe('text');
    expect(readingSpec(['x.npy'], parse('--columns', 'a')).modality).toBe('table');
    expect(readingSpec(['x.npy'], parse()).modality).toBe('vectors');
  });

  it.each([
    ['--format', 'xml'],
    ['--modality', 'music'],
    ['--language', 'cobol'],
    ['--columns', 'a,,b'],
    ['--columns', 'a,a'],
    ['--reader', 'novel'],
    ['--max-row-bytes', '0'],
    ['--max-row-bytes', '1e6'],
    ['--text-field'],
  ])('refuse %s %s', (...args) => {
    expect(() => parse(...args)).toThrow(CommanderError);
  });
});

describe('wholeNumber', () => {
  it('takes whole numbers from its least', () => {
    expect(wholeNumber(0)('0')).toBe(0);
    expect(wholeNumber(1)('17')).toBe(17);
  });

  it.each(['-1', '1.5', '', ' 1', '0x10', '99999999999999999999', 'many'])('refuses "%s"', (text) => {
    expect(() => wholeNumber(0)(text)).toThrow('whole number from 0');
  });
});
