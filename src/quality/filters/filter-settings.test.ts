import { describe, expect, it } from 'vitest';
import { FAMILIES, familyOf, PROFILE_NAMES } from './families.ts';
import { activeFamilies, DEFAULT_PROFILES } from './filter-settings.ts';

const ids = (settings: Parameters<typeof activeFamilies>[0]) =>
  activeFamilies(settings).flatMap(({ rules }) => rules.map(({ id }) => id));

describe('FAMILIES', () => {
  it('name their rules after themselves, each rule once and of a measure that is there', () => {
    const all = FAMILIES.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(new Set(all).size).toBe(all.length);
    for (const { name, rules, measures } of FAMILIES) {
      for (const { id, measure, source } of rules) {
        expect(id.startsWith(`${name}.`), id).toBe(true);
        expect(measures.filter((known) => known.name === measure)).toHaveLength(1);
        expect(source).not.toBe('');
      }
    }
  });

  it('are found by name, and gopher is the reading of datatrove', () => {
    expect(familyOf('gopher')?.name).toBe('gopher-datatrove');
    for (const name of PROFILE_NAMES) expect(familyOf(name), name).toBeDefined();
    expect(familyOf('gophr')).toBeUndefined();
  });
});

describe('activeFamilies', () => {
  it('takes each family once, in a fixed order', () => {
    const names = activeFamilies({ profiles: ['c4', 'gopher', 'gopher-datatrove', 'c4'] });
    expect(names.map(({ family }) => family.name)).toEqual(['gopher-datatrove', 'c4']);
    expect(DEFAULT_PROFILES.every((name) => PROFILE_NAMES.includes(name))).toBe(true);
  });

  it('changes thresholds and actions, and leaves rules out', () => {
    const [{ rules }] = activeFamilies({
      profiles: ['fineweb'],
      rules: { 'fineweb.empty': false, 'fineweb.short-lines': 0.5, 'fineweb.line-feeds': { action: 'flag' } },
    });
    expect(rules.map(({ id, threshold, action }) => [id, threshold, action])).toEqual([
      ['fineweb.punctuated-lines', 0.12, 'reject'],
      ['fineweb.short-lines', 0.5, 'reject'],
      ['fineweb.duplicate-characters', 0.01, 'reject'],
      ['fineweb.line-feeds', 0.3, 'flag'],
    ]);
  });

  it('lets persons be flagged, and everything else be dropped', () => {
    for (const { family, rules } of activeFamilies({ profiles: PROFILE_NAMES })) {
      for (const { action } of rules) expect(action).toBe(family.name === 'pii' ? 'flag' : 'reject');
    }
  });

  it('refuses what it does not know, and suggests the nearest', () => {
    expect(() => ids({ profiles: ['finweb'] })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', hint: 'Did you mean "fineweb"?' }),
    );
    expect(() => ids({ profiles: [] })).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    expect(() => ids({ profiles: ['c4'], rules: { 'c4.sentence': 3 } })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', hint: 'Did you mean "c4.sentences"?' }),
    );
    expect(() => ids({ profiles: ['c4'], rules: { 'pii.email': false } })).toThrow(/not applied/);
    expect(() => ids({ profiles: ['c4'], rules: { 'c4.sentences': Number.NaN } })).toThrow(
      /no finite number/,
    );
    expect(() => ids({ profiles: ['fineweb'], cleanLines: true })).toThrow(/profile c4/);
  });
});
