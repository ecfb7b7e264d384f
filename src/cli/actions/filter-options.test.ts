import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../workspace.ts';
import { filterSettings } from './filter-options.ts';

function workspace(filter?: Record<string, unknown>): Workspace {
  return {
    file: 'outcross.yaml',
    folder: '.',
    config: filter === undefined ? {} : { filter },
    placeOf: (path) => `outcross.yaml:${path.join('.')}`,
  };
}

describe('filterSettings', () => {
  it('are gopher, c4 and fineweb where nothing is said', () => {
    expect(filterSettings({}, workspace())).toEqual({ profiles: ['gopher', 'c4', 'fineweb'], rules: {} });
  });

  it('are those of the section, and options stand over them', () => {
    const section = {
      profiles: ['c4', 'language'],
      rules: { 'c4.sentences': 3, 'language.score': false },
      languages: ['de'],
    };
    expect(filterSettings({}, workspace(section))).toEqual(section);
    expect(filterSettings({ languages: ['fr'], cleanLines: true }, workspace(section))).toMatchObject({
      languages: ['fr'],
      cleanLines: true,
    });
  });

  it('leave changes to rules out whose profile the options leave out', () => {
    const section = {
      profiles: ['gopher', 'c4'],
      rules: { 'c4.sentences': 3, 'gopher-datatrove.words.min': 9 },
    };
    expect(filterSettings({ profile: ['gopher'] }, workspace(section))).toEqual({
      profiles: ['gopher'],
      rules: { 'gopher-datatrove.words.min': 9 },
    });
  });

  it('refuse a section with a slip of the pen, with its place', () => {
    expect(() => filterSettings({}, workspace({ rules: { 'c4.sentence': 3 } }))).toThrow(
      expect.objectContaining({
        code: 'E_CONFIG',
        where: 'outcross.yaml:filter.rules.c4.sentence',
        hint: 'Did you mean "c4.sentences"?',
      }),
    );
  });
});
