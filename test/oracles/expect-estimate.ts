import { expect } from 'vitest';
import { type Estimate, estimate } from '../../src/compare/estimate.ts';

/**
 * Values of a quantity as each block is left out of `items`, NaN for an empty block: the definition of delete-a-block, by
 * taking the quantity of what is left.
 */
export function withoutEachBlock<T extends { readonly block: number }>(
  items: readonly T[],
  value: (kept: readonly T[]) => number,
): Float64Array {
  return Float64Array.from({ length: 64 }, (_, block) => {
    const kept = items.filter((item) => item.block !== block);
    return kept.length === items.length ? Number.NaN : value(kept);
  });
}

/** Holds an estimate against a value and its delete-a-block values, found in another way. */
export function expectEstimate(
  found: Estimate | undefined,
  expected: {
    value: number;
    floor: number;
    without: Float64Array;
    sizes: ArrayLike<number>;
    correction?: number;
  },
): void {
  const { value, floor, without, sizes, correction } = expected;
  const own = estimate(value, floor, { without, sizes: Float64Array.from(sizes) }, correction);
  expect(found?.value).toBeCloseTo(value, 10 - Math.ceil(Math.log10(Math.abs(value) + 1)));
  expect(Math.abs(found!.variance - own.variance)).toBeLessThanOrEqual(1e-9 + 1e-6 * own.variance);
}
