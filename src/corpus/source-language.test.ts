import { describe, expect, it } from 'vitest';
import { languageColumns, languageOfFile, languageOfRow } from './source-language.ts';

const spec = { inputs: [], modality: 'code' as const };

describe('languageOfFile', () => {
  it('goes by the ending, without that of the compression', () => {
    expect(languageOfFile('src/a.TS', spec)).toEqual({ known: 'typescript' });
    expect(languageOfFile('a.py.gz', spec)).toEqual({ known: 'python' });
  });

  it('goes by what is asked for first', () => {
    expect(languageOfFile('a.ts', { ...spec, language: 'tsx' })).toEqual({ known: 'tsx' });
  });

  it('says why it does not know', () => {
    expect(languageOfFile('notes.md', spec).reason).toMatch(/ending .* no language .*typescript, tsx/);
  });
});

describe('languageOfRow', () => {
  it.each([
    [{ language: 'Java' }, 'java'],
    [{ lang: 'c++', path: 'a.py' }, 'cpp'],
    [{ language: null, lang: 'go' }, 'go'],
    [{ language: '', lang: 'go' }, 'go'],
    [{ language: '', lang: '', path: 'src/a.cc' }, 'cpp'],
    [{ path: 'README.md', filename: 'src\\b.go' }, 'go'],
    [{ file_name: 'a.PY.gz' }, 'python'],
    [JSON.parse('{"__proto__": {"language": "java"}, "lang": "rs"}'), 'rust'],
    [{ path: 'src/main.rs' }, 'rust'],
  ])('of %j is %s', (row, language) => {
    expect(languageOfRow(row, spec)).toEqual({ known: language });
  });

  it('reads the field that is named, and no other', () => {
    expect(
      languageOfRow({ meta: { l: 'py' }, language: 'java' }, { ...spec, languageField: 'meta.l' }).known,
    ).toBe('python');
    expect(languageOfRow({ language: 'java' }, { ...spec, languageField: 'l' }).reason).toBe(
      'no field l names the language',
    );
  });

  it.each([
    [{ language: 'brainfuck' }, '"brainfuck"'],
    [{ language: 7 }, 'a number'],
    [{ language: 'x'.repeat(5000) }, `"${'x'.repeat(40)}"`],
    [{ path: 'a.txt' }, 'no field language or lang'],
    [{ path: 'src.py/main' }, 'no field language or lang'],
    [{ path: '' }, 'no field language or lang'],
    [{ path: ['a.py'] }, 'no field language or lang'],
    [{ language: ' ' }, '" "'],
    [{ language: ['python'] }, 'an array of strings'],
    [{ language: '__proto__', lang: 'python' }, '"__proto__"'],
  ])('is not known of %j', (row, said) => {
    expect(languageOfRow(row, spec).reason).toContain(said);
  });
});

describe('languageColumns', () => {
  it('hold all that a row is judged by, so that tables and lines of JSON agree', () => {
    const row = { language: null, l: null, path: 'a.py', file_name: 'b.go', 'meta.l': 'java' };
    for (const languageField of [undefined, 'l', 'meta.l', 'path']) {
      const asked = languageField === undefined ? spec : { ...spec, languageField };
      const kept = Object.fromEntries(
        Object.entries(row).filter(([column]) => languageColumns(asked).includes(column)),
      );
      expect(languageOfRow(kept, asked), languageField).toEqual(languageOfRow(row, asked));
    }
  });

  it('are those that may be read', () => {
    expect(languageColumns({ inputs: [] })).toEqual([]);
    expect(languageColumns({ ...spec, language: 'go' })).toEqual([]);
    expect(languageColumns({ ...spec, languageField: 'l' })).toEqual(['l']);
    expect(languageColumns(spec)).toContain('language');
  });
});
