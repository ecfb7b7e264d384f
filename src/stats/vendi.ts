/**
 * Vendi score of order q (Friedman and Dieng 2023; Pasarkar and Dieng 2024): exp of the Renyi entropy of the eigenvalues of K / n, K a
 * similarity matrix of n things with ones on its diagonal. From 1, all alike, to n, all different. `q` from 0 on; 1 is the limit
 * (Shannon), infinity the inverse of the largest. Values that rounding made negative count as 0; the rest is scaled to the sum 1.
 * Undefined where there is none above 0.
 */
export function vendiScore(eigenvalues: ArrayLike<number>, q = 1): number | undefined {
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < eigenvalues.length; i++) {
    sum += Math.max(0, eigenvalues[i]);
    largest = Math.max(largest, eigenvalues[i]);
  }
  if (!(sum > 0)) return undefined;
  if (q === Number.POSITIVE_INFINITY) return sum / largest;
  // What is left of an eigenvalue of 0 would count as a direction at q below 1.
  const least = largest * DUST * eigenvalues.length;
  let total = 0;
  for (let i = 0; i < eigenvalues.length; i++) {
    if (eigenvalues[i] <= least) continue;
    const share = eigenvalues[i] / sum;
    total += q === 1 ? -share * Math.log(share) : (eigenvalues[i] / largest) ** q;
  }
  // In parts of the largest, so that no sum of powers is lost, however high the order.
  return Math.exp(q === 1 ? total : (q * Math.log(largest / sum) + Math.log(total)) / (1 - q));
}

/** Rounding error of an eigenvalue, as a share of the largest, times the number of rows. */
const DUST = 1e-15;
