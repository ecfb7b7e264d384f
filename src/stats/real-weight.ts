/**
 * Best weight on real data where n fresh real and m synthetic rows are combined generation after generation, `ratio` = n/m, not
 * negative: w* = (sqrt(k^2 + 4k) - k) / 2 at k = `ratio` (He, Xu and Cheng 2025, arXiv 2502.18049); 0.618 at k = 1, 1 in the limit.
 */
export function optimalRealWeight(ratio: number): number {
  if (ratio === Number.POSITIVE_INFINITY) return 1;
  // The same without cancellation, where k is great, and without a square that overflows.
  const root = Math.sqrt(ratio);
  return (2 * root) / (Math.sqrt(ratio + 4) + root);
}
