import { describe, expect, it } from 'vitest';
import { schemaFault } from '../../config/schema.ts';
import { FILTER_SCHEMA } from './filter-schema.ts';

const fault = (value: unknown) => schemaFault(FILTER_SCHEMA, value);

describe('FILTER_SCHEMA', () => {
  it('lets settings through', () => {
    expect(fault({})).toBeUndefined();
    expect(
      fault({
        profiles: ['gopher', 'pii'],
        rules: {
          'gopher-datatrove.words.min': 20,
          'fineweb.empty': false,
          'pii.email': { action: 'reject', threshold: 2 },
        },
        languages: ['en', 'de'],
        cleanLines: true,
      }),
    ).toBeUndefined();
  });

  it('suggests the nearest profile, rule and key', () => {
    expect(fault({ profiles: ['gophr'] })?.hint).toBe('Did you mean "gopher"?');
    expect(fault({ rules: { 'c4.sentence': 2 } })?.hint).toBe('Did you mean "c4.sentences"?');
    expect(fault({ profile: ['c4'] })?.hint).toBe('Did you mean "profiles"?');
  });

  it('refuses values of another kind', () => {
    expect(fault({ profiles: [] })).toBeDefined();
    expect(fault({ rules: { 'c4.sentences': 'many' } })).toBeDefined();
    expect(fault({ rules: { 'c4.sentences': { action: 'drop' } } })).toBeDefined();
    expect(fault({ rules: { 'c4.sentences': true } })).toBeDefined();
  });
});
