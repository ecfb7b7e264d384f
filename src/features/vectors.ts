/** Feature vectors of examples, as many numbers for each, all finite. */
export interface Vectors {
  readonly count: number;
  readonly dimension: number;
  /** Row-major, `count` rows of `dimension`. */
  readonly data: Float32Array;
}

/** Feature vectors with what a comparison must know of the examples that they belong to. */
export interface PlacedVectors extends Vectors {
  /** Hash lanes of the examples' ids. */
  readonly hi: Uint32Array;
  readonly lo: Uint32Array;
  /** Block of each example, 0 to 63. */
  readonly blocks: Uint8Array;
}

/** Row `i`, a view. */
export function rowOf({ data, dimension }: Vectors, i: number): Float32Array {
  return data.subarray(i * dimension, (i + 1) * dimension);
}

/** Numbers from here on cannot be summed exactly, and are nobody's features. */
const TOO_LARGE = 2 ** 64;

/** True where all numbers are finite and below 2^64 in size. */
export function isUsable(vector: Float32Array): boolean {
  for (let i = 0; i < vector.length; i++) if (!(Math.abs(vector[i]) < TOO_LARGE)) return false;
  return true;
}
