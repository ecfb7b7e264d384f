const SWEEPS = 60;

/** One Jacobi rotation that makes element (p, q) zero (Golub and Van Loan 2013, section 8.5). */
function rotate(a: Float64Array, d: number, p: number, q: number): void {
  const off = a[p * d + q];
  const theta = (a[q * d + q] - a[p * d + p]) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < d; k++) {
    const kp = a[k * d + p];
    const kq = a[k * d + q];
    a[k * d + p] = c * kp - s * kq;
    a[k * d + q] = s * kp + c * kq;
  }
  for (let k = 0; k < d; k++) {
    const pk = a[p * d + k];
    const qk = a[q * d + k];
    a[p * d + k] = c * pk - s * qk;
    a[q * d + k] = s * pk + c * qk;
  }
  a[p * d + q] = 0;
  a[q * d + p] = 0;
}

/**
 * Eigenvalues of a symmetric row-major d x d matrix, largest first, by cyclic Jacobi rotations (Jacobi 1846). Undefined
 * where an element is not finite.
 */
export function symmetricEigenvalues(matrix: ArrayLike<number>, d: number): Float64Array | undefined {
  const a = Float64Array.from(matrix);
  if (!a.every(Number.isFinite)) return undefined;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < d; p++) {
      for (let q = p + 1; q < d; q++) {
        const scale = Math.abs(a[p * d + p]) + Math.abs(a[q * d + q]);
        if (Math.abs(a[p * d + q]) <= Number.EPSILON * 0.01 * scale) continue;
        rotate(a, d, p, q);
        rotated = true;
      }
    }
    if (!rotated) break;
  }
  return Float64Array.from({ length: d }, (_, i) => a[i * d + i])
    .sort()
    .reverse();
}
