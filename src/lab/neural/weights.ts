import { numpy as np } from '@jax-js/jax';
import type { Rng } from '../../base/rng.ts';

/** One tensor of a network. */
export interface Tensor {
  readonly shape: readonly number[];
  /** Where it starts: normal draws of this standard deviation, or ones. */
  readonly start: number | 'ones' | 'zeros';
}

/** The tensors of a network in the order of its layout, row by row: a plain value that a message port and a file can hold. */
export type Weights = readonly Float32Array[];

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** Weights to begin with. Every tensor has a stream of its own. */
export function initialWeights(layout: readonly Tensor[], rng: Rng): Weights {
  return layout.map(({ shape, start }, i) => {
    const values = new Float32Array(sizeOf(shape));
    if (start === 'ones') return values.fill(1);
    if (start === 'zeros') return values;
    const draws = rng.split(i);
    for (let j = 0; j < values.length; j++) values[j] = start * draws.normal();
    return values;
  });
}

/** Copies weights to the device. The caller owns the arrays, and disposes of them. */
export function upload(layout: readonly Tensor[], weights: Weights): np.Array[] {
  return layout.map(({ shape }, i) =>
    np.array(weights[i] as Float32Array<ArrayBuffer>, { shape: [...shape] }),
  );
}

/** Reads arrays back and disposes of them. */
export async function download(arrays: readonly np.Array[]): Promise<Weights> {
  const weights: Float32Array[] = [];
  for (const array of arrays) weights.push((await array.data()) as Float32Array);
  return weights;
}

/** One more owner for each: what a jitted function takes, it disposes of. */
export function keep(arrays: readonly np.Array[]): np.Array[] {
  return arrays.map((array) => array.ref);
}

export function dispose(arrays: readonly np.Array[]): void {
  for (const array of arrays) array.dispose();
}
