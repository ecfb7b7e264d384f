/**
 * The smallest value that at least the share `q` of the values does not exceed; 0 where there are none.
 *
 * @param {number[]} values
 * @param {number} q From 0 to 1.
 */
export function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  // The product carries a rounding error, which must not push it past an integer.
  const rank = Math.ceil(q * sorted.length - 1e-9);
  return sorted[Math.max(0, rank - 1)] ?? 0;
}
