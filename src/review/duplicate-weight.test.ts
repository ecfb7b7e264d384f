import { describe, expect, it } from 'vitest';
import { duplicateWeight } from './duplicate-weight.ts';

describe('duplicateWeight', () => {
  it('is most where it is doubtful, and least for a plain copy', () => {
    expect(duplicateWeight(0.7)).toBe(0.7);
    expect(duplicateWeight(1)).toBeCloseTo(0.3, 12);
    expect(duplicateWeight(0.85)).toBeCloseTo(0.5, 12);
    expect(duplicateWeight(0)).toBe(0.7);
  });
});
