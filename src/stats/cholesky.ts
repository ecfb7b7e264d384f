/** A pivot below this share of its diagonal element is rounding error: the matrix is singular. */
const PIVOT_TOLERANCE = 1e-12;

/**
 * Lower triangle L with L L' = `matrix`, row-major d x d (Golub and Van Loan 2013, section 4.2). Undefined where the
 * matrix is not positive definite beyond rounding error.
 */
export function cholesky(matrix: ArrayLike<number>, d: number): Float64Array | undefined {
  const lower = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * d + j];
      for (let k = 0; k < j; k++) sum -= lower[i * d + k] * lower[j * d + k];
      if (i !== j) {
        lower[i * d + j] = sum / lower[j * d + j];
        continue;
      }
      if (!(sum > PIVOT_TOLERANCE * matrix[i * d + i] && sum < Infinity)) return undefined;
      lower[i * d + i] = Math.sqrt(sum);
    }
  }
  return lower;
}

/** Solves L L' x = b. */
export function choleskySolve(lower: Float64Array, b: ArrayLike<number>): Float64Array {
  const d = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i * d + k] * x[k];
    x[i] /= lower[i * d + i];
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) x[i] -= lower[k * d + i] * x[k];
    x[i] /= lower[i * d + i];
  }
  return x;
}

/** ln det(L L'). */
export function choleskyLogDeterminant(lower: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += 2 * Math.log(lower[i * d + i]);
  return sum;
}
