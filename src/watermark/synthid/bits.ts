/** The pseudorandom bits of n-grams under the keys of a tournament, one key a layer. */
export interface SynthIdBits {
  /** Layers. */
  readonly depth: number;
  /** Sets the context: the `width` tokens before `end`, 0 for what stands before the start. */
  seek(tokens: ArrayLike<number>, end: number, width: number): void;
  /** Writes the bits of `token` after the context, a layer each. */
  write(token: number, bits: Uint8Array): void;
  /** The share of ones over all n-grams. */
  readonly share: number;
}
