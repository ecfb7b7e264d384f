import { describe, expect, it } from 'vitest';
import { partValue } from './part-value.ts';

describe('partValue', () => {
  it('takes the words of a vocabulary and suggests the nearest for others', () => {
    expect(partValue('origin', 'mixed')).toEqual({ value: 'mixed' });
    expect(partValue('origin', 'Human')).toMatchObject({ hint: 'Did you mean "human"?' });
    expect(partValue('evidence', 'declred')).toMatchObject({ hint: 'Did you mean "declared"?' });
    expect(partValue('origin', 3)).toEqual({ fault: 'is 3, not one of human, synthetic, mixed, unknown' });
  });

  it('takes whole numbers for generations, as numbers or as text', () => {
    expect(partValue('generation', '2')).toEqual({ value: 2 });
    expect(partValue('generation', 3n)).toEqual({ value: 3 });
    for (const value of [-1, 1.5, 'two', '', 1e30])
      expect(partValue('generation', value).fault).toBeDefined();
  });

  it('takes an id or a list of ids for parents', () => {
    expect(partValue('parents', 'a')).toEqual({ value: ['a'] });
    expect(partValue('parents', ['a', 7])).toEqual({ value: ['a', '7'] });
    expect(partValue('parents', [{ id: 'a' }]).fault).toBeDefined();
  });

  it('takes dates in ISO 8601 and nothing that merely parses', () => {
    for (const value of ['2024', '2024-05', '2024-05-31', '2024-05-31T10:00:00Z', '2024-05-31 10:00']) {
      expect(partValue('collectedAt', value)).toEqual({ value });
    }
    expect(partValue('collectedAt', new Date(0))).toEqual({ value: '1970-01-01T00:00:00.000Z' });
    for (const value of ['31.5.2024', 'May 2024', '2024-13-01', 'soon', 2024]) {
      expect(partValue('collectedAt', value).fault).toMatch(/not a date/);
    }
  });

  it('takes text for the rest, and numbers as text', () => {
    expect(partValue('source', 42)).toEqual({ value: '42' });
    expect(partValue('license', '').fault).toBeDefined();
    expect(partValue('model', ['m']).fault).toMatch(/not text/);
  });
});
