/** How the frequencies of a softmax model are found. */
export interface SoftmaxSolver {
  readonly steps: number;
  /** From 0. A step above 1 / max p overshoots, and does not settle. */
  readonly step: number;
}

/**
 * Gradient ascent on the log-likelihood of a softmax model, from the uniform distribution: `theta += step (p - softmax(theta))`, with
 * `p` the relative frequencies. Given steps enough and a small one, it ends at `p`.
 */
export function softmaxFit(frequencies: ArrayLike<number>, { steps, step }: SoftmaxSolver): Float64Array {
  const size = frequencies.length;
  const theta = new Float64Array(size);
  const fitted = new Float64Array(size).fill(1 / size);
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < size; i++) theta[i] += step * (frequencies[i] - fitted[i]);
    softmax(theta, fitted);
  }
  return fitted;
}

function softmax(theta: Float64Array, out: Float64Array): void {
  let most = -Infinity;
  for (const value of theta) most = Math.max(most, value);
  let total = 0;
  for (let i = 0; i < theta.length; i++) total += out[i] = Math.exp(theta[i] - most);
  for (let i = 0; i < out.length; i++) out[i] /= total;
}
