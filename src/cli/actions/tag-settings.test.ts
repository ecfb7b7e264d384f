import { describe, expect, it } from 'vitest';
import { tagSettings } from './tag-settings.ts';

describe('tagSettings', () => {
  it('lays options over the section of the workspace', () => {
    const section = {
      set: { origin: 'human', source: 'old', license: 'CC0' },
      fields: { model: 'by' },
      existing: 'fill',
    } as const;
    expect(
      tagSettings({ source: 'new', generation: '2', parentsField: 'from', overwrite: true }, section),
    ).toEqual({
      set: { origin: 'human', source: 'new', license: 'CC0', generation: 2 },
      fields: { model: 'by', parents: 'from' },
      existing: 'overwrite',
    });
    expect(tagSettings({}, section)).toEqual(section);
  });

  it('names the option that holds no such value', () => {
    expect(() => tagSettings({ evidence: 'declred' })).toThrow(
      expect.objectContaining({
        code: 'E_PROVENANCE',
        where: '--evidence',
        hint: 'Did you mean "declared"?',
      }),
    );
  });

  it('wants something to say', () => {
    expect(() => tagSettings({})).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
    expect(() => tagSettings({}, { rules: [] })).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
    tagSettings({}, { fields: { origin: 'label' } });
    tagSettings({ license: 'MIT' });
  });
});
