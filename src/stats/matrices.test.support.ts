import { Rng } from '../base/rng.ts';

/** Standard normal numbers, row-major. */
export function normals(count: number, seed: string): Float64Array {
  const rng = new Rng(seed);
  return Float64Array.from({ length: count }, () => rng.normal());
}

/** The product A B' by its definition. */
export function plainProduct(a: Float64Array, b: Float64Array, depth: number): Float64Array {
  const rows = a.length / depth;
  const columns = b.length / depth;
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      for (let k = 0; k < depth; k++) out[i * columns + j] += a[i * depth + k] * b[j * depth + k];
  return out;
}

/** Largest difference of two arrays. */
export function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]));
  return most;
}
