import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISCOUNT_ROW, discountTable, FALLBACK_DISCOUNTS, modifiedKneserNeyDiscounts } from './discounts.ts';

describe('modifiedKneserNeyDiscounts', () => {
  it('follows equation 26 of Chen and Goodman', () => {
    // Y = 4 / (4 + 2 * 2) = 1/2, so D1 = 1 - 2 Y 2/4, D2 = 2 - 3 Y 1/2, D3+ = 3 - 4 Y 1/1.
    expect(modifiedKneserNeyDiscounts(4, 2, 1, 1)).toEqual({
      one: 0.5,
      two: 1.25,
      three: 1,
      fallback: false,
    });
  });

  it('depends on the ratios of the counts only', () => {
    expect(modifiedKneserNeyDiscounts(400, 200, 100, 100)).toEqual(modifiedKneserNeyDiscounts(4, 2, 1, 1));
  });

  it('falls back where no n-gram has count 1, as when one line is repeated', () => {
    expect(modifiedKneserNeyDiscounts(0, 0, 0, 0)).toBe(FALLBACK_DISCOUNTS);
    expect(modifiedKneserNeyDiscounts(0, 5, 3, 1)).toBe(FALLBACK_DISCOUNTS);
    expect(modifiedKneserNeyDiscounts(9, 0, 3, 1)).toBe(FALLBACK_DISCOUNTS);
    expect(modifiedKneserNeyDiscounts(9, 5, 0, 1)).toBe(FALLBACK_DISCOUNTS);
  });

  it('falls back where the estimate would be negative', () => {
    // D2 = 2 - 3 (10 / 12) 10 / 1 < 0.
    expect(modifiedKneserNeyDiscounts(10, 1, 10, 1)).toBe(FALLBACK_DISCOUNTS);
    // D3+ = 3 - 4 (10 / 30) 50 / 5 < 0.
    expect(modifiedKneserNeyDiscounts(10, 10, 5, 50)).toBe(FALLBACK_DISCOUNTS);
  });

  it('takes the whole of a count of three when none has count 4', () => {
    expect(modifiedKneserNeyDiscounts(4, 2, 1, 0).three).toBe(3);
  });

  it('never discounts nothing, nor more than the count', () => {
    const count = fc.integer({ min: 0, max: 1e6 });
    fc.assert(
      fc.property(count, count, count, count, (n1, n2, n3, n4) => {
        const { one, two, three } = modifiedKneserNeyDiscounts(n1, n2, n3, n4);
        for (const [discount, most] of [
          [one, 1],
          [two, 2],
          [three, 3],
        ]) {
          expect(discount).toBeGreaterThan(0);
          expect(discount).toBeLessThanOrEqual(most);
        }
      }),
    );
  });
});

describe('discountTable', () => {
  it('holds the discounts of counts 0 to 3 in the row of each length', () => {
    const table = discountTable([{ one: 0.1, two: 0.2, three: 0.3, fallback: false }, FALLBACK_DISCOUNTS]);
    expect([...table.subarray(DISCOUNT_ROW)]).toEqual([0, 0.1, 0.2, 0.3, 0, 0.5, 1, 1.5]);
  });
});
