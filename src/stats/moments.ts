import type { ExactSum } from './exact-sum.ts';

/** Arithmetic mean of `n` integers; undefined for none. */
export function mean(n: number, sum: ExactSum): number | undefined {
  return n > 0 ? sum.toNumber() / n : undefined;
}

/**
 * Unbiased variance `(n sum x^2 - (sum x)^2) / (n (n - 1))`; undefined for fewer than two values. The numerator is
 * formed in exact integers, so that the textbook formula loses nothing to cancellation and merge order never shows.
 */
export function variance(n: number, sum: ExactSum, squares: ExactSum): number | undefined {
  if (n < 2) return undefined;
  const total = sum.toBigInt();
  return Number(BigInt(n) * squares.toBigInt() - total * total) / n / (n - 1);
}

/** Square root of `variance`. */
export function standardDeviation(n: number, sum: ExactSum, squares: ExactSum): number | undefined {
  const square = variance(n, sum, squares);
  return square === undefined ? undefined : Math.sqrt(square);
}
