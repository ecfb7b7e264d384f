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

  it('takes no day that its month does not have', () => {
    for (const value of [
      '2024-02-30',
      '2023-02-29',
      '1900-02-29',
      '2024-04-31',
      '2024-01-32',
      '2024-00-10',
      '2024-01-00',
      '2024-02-30T10:00:00Z',
    ]) {
      expect(partValue('collectedAt', value).fault, value).toMatch(/not a date/);
    }
    for (const value of ['2024-02-29', '2000-02-29', '2024-12-31', '0001-01-01', '2024-02-29 10:00']) {
      expect(partValue('collectedAt', value), value).toEqual({ value });
    }
  });

  it('takes no date that is longer than one, nor one of other digits', () => {
    for (const value of [
      '2024-05-31x',
      ' 2024',
      '2024-5-1',
      '٢٠٢٤',
      '2024-05-31T10:00:00Z\n',
      '24-05-31',
      new Date(Number.NaN),
    ]) {
      expect(partValue('collectedAt', value).fault).toBeDefined();
    }
  });

  it('takes for a generation only digits and safe whole numbers', () => {
    expect(partValue('generation', '007')).toEqual({ value: 7 });
    expect(partValue('generation', 0)).toEqual({ value: 0 });
    for (const value of [
      '1e3',
      '0x10',
      '+1',
      ' 1',
      '9007199254740993',
      2n ** 60n,
      Number.POSITIVE_INFINITY,
      null,
      true,
      [1],
    ]) {
      expect(partValue('generation', value).fault, String(value)).toMatch(/whole number from 0/);
    }
  });

  it('takes an empty list of parents, and no list with a gap', () => {
    expect(partValue('parents', [])).toEqual({ value: [] });
    expect(partValue('parents', [1n, true, 'x'])).toEqual({ value: ['1', 'true', 'x'] });
    for (const value of [[''], ['a', null], [['a']], undefined]) {
      expect(partValue('parents', value).fault).toMatch(/list of ids/);
    }
  });

  it('shows no more than a hundred characters of what it refuses', () => {
    expect(partValue('origin', 'x'.repeat(10_000)).fault!.length).toBeLessThan(200);
    expect(partValue('origin', {}).fault).toBe('is an object, not one of human, synthetic, mixed, unknown');
  });

  it('takes text for the rest, and numbers as text', () => {
    expect(partValue('source', 42)).toEqual({ value: '42' });
    expect(partValue('license', '').fault).toBeDefined();
    expect(partValue('model', ['m']).fault).toMatch(/not text/);
  });
});
