import { describe, expect, it } from 'vitest';
import { FATE, FATES } from './fate.ts';

describe('FATES', () => {
  it('have codes that manifests of earlier versions go by', () => {
    expect(FATE).toEqual({
      chosen: 0,
      guarded: 1,
      rejected: 2,
      duplicate: 3,
      'unknown-origin': 4,
      replaced: 5,
      'too-deep': 6,
      'not-earned': 7,
      capped: 8,
      'human-minimum': 9,
      surplus: 10,
    });
  });

  it('give each a reason of its own', () => {
    expect(new Set(FATES.map(({ why }) => why)).size).toBe(FATES.length);
    for (const { why } of FATES) expect(why).toMatch(/^[a-z].*[^.]$/);
  });
});
