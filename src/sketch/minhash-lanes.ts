/**
 * One byte a value of a signature is enough to estimate similarity (b-bit minwise hashing, Li and König 2010): two different
 * values share their byte with chance 2^-8, which is taken out again, and the standard error grows by less than 1%.
 */
const CHANCE = 2 ** -8;

/** The low bytes of the values of a signature. Signatures are finalised hashes, so that any byte will do. */
export function laneBytes(values: Uint32Array, out: Uint8Array = new Uint8Array(values.length)): Uint8Array {
  for (let i = 0; i < values.length; i++) out[i] = values[i];
  return out;
}

/** Number of equal bytes of `a[from, from + size)` and `b[at, at + size)`. */
export function equalLanes(a: Uint8Array, from: number, b: Uint8Array, at: number, size: number): number {
  let equal = 0;
  for (let i = 0; i < size; i++) if (a[from + i] === b[at + i]) equal++;
  return equal;
}

/** Unbiased estimate of the Jaccard similarity, cut off at 0: (m - 2^-8) / (1 - 2^-8) for a share m of equal bytes. */
export function similarityOfLanes(equal: number, size: number): number {
  return Math.max(0, (equal / size - CHANCE) / (1 - CHANCE));
}

/** Fewest equal bytes whose estimate reaches `threshold`. */
export function lanesFor(threshold: number, size: number): number {
  // The tolerance keeps 0.75 of 100 values at 75, whatever the rounding of the products.
  return Math.ceil((threshold * (1 - CHANCE) + CHANCE) * size - 1e-9);
}
