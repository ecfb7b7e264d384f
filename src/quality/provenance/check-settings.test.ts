import { describe, expect, it } from 'vitest';
import { checkTagSettings, ruleName } from './check-settings.ts';

describe('checkTagSettings', () => {
  it('takes what is in order', () => {
    checkTagSettings({
      set: { origin: 'human', collectedAt: '2024' },
      rules: [{ when: { from: '2020-01-01' }, set: { generation: 0 } }],
      fields: { origin: { field: 'x', values: { a: 'mixed' } }, source: 'site' },
    });
  });

  it.each([
    [{ set: { origin: 'humna' as 'human' } }, /tag.set: origin is "humna"/],
    [{ rules: [{ name: 'web', when: {}, set: { generation: -1 } }] }, /tag.rules: web: generation is -1/],
    [{ rules: [{ when: { to: 'soon' }, set: {} }] }, /tag.rules: rule 1: to is "soon", not a date/],
    [{ fields: { origin: { field: 'x', values: { a: 'ai' } } } }, /tag.fields.origin.values: origin is "ai"/],
    [{ set: { collectedAt: '2024-02-30' } }, /tag.set: collectedAt is "2024-02-30", not a date/],
    [{ set: { evidence: 'guess' as 'review' } }, /tag.set: evidence is "guess"/],
    [{ set: { parents: [''] } }, /tag.set: parents/],
    [
      {
        rules: [
          { when: {}, set: {} },
          { when: { from: '5/6/2024' }, set: {} },
        ],
      },
      /tag.rules: rule 2: from is/,
    ],
    [
      { fields: { generation: { field: 'x', values: { a: 1, b: -1 } } } },
      /tag.fields.generation.values: generation is -1/,
    ],
  ])('refuses what would write no provenance: %#', (settings, message) => {
    expect(() => checkTagSettings(settings)).toThrow(message);
    expect(() => checkTagSettings(settings)).toThrow(expect.objectContaining({ code: 'E_PROVENANCE' }));
  });
});

describe('checkTagSettings, where nothing is declared', () => {
  it('has nothing to refuse', () => {
    for (const settings of [
      {},
      { set: {} },
      { rules: [] },
      { fields: { origin: 'x' } },
      { fields: { origin: { field: 'x' } } },
    ]) {
      expect(() => checkTagSettings(settings)).not.toThrow();
    }
  });

  it('suggests the word that was meant', () => {
    expect(() => checkTagSettings({ set: { origin: 'sinthetic' as 'synthetic' } })).toThrow(
      expect.objectContaining({ hint: 'Did you mean "synthetic"?' }),
    );
  });
});

describe('ruleName', () => {
  it('counts rules that have no name from one', () => {
    expect(ruleName({ when: {}, set: {} }, 1)).toBe('rule 2');
    expect(ruleName({ name: 'web', when: {}, set: {} }, 1)).toBe('web');
  });
});
