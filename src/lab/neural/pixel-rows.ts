import { numpy as np } from '@jax-js/jax';
import type { Rng } from '../../base/rng.ts';
import type { Points } from '../learners/points.ts';

/** The rows at `chosen` as an array of `rows` x dimensions. Rows that are left over are 0. */
export function pixelRows({ values, dimensions }: Points, chosen: Uint32Array, rows: number): np.Array {
  const pixels = new Float32Array(rows * dimensions);
  for (const [row, index] of chosen.entries())
    pixels.set(values.subarray(index * dimensions, (index + 1) * dimensions), row * dimensions);
  return np.array(pixels, { shape: [rows, dimensions] });
}

/** Standard normal draws, rows x columns. */
export function normals(rows: number, columns: number, rng: Rng): np.Array {
  const draws = new Float32Array(rows * columns);
  for (let i = 0; i < draws.length; i++) draws[i] = rng.normal();
  return np.array(draws, { shape: [rows, columns] });
}
