import type { Example } from '../corpus/example.ts';

/**
 * What a kind of content adds to a profile beside token statistics: vectors, names of code, columns of a table. A plain value
 * `T` and the operations that a profile needs of it. Laws, tested for each facet:
 * - `merge` is associative and commutative to the byte, and refuses what was not made alike (`E_MERGE`);
 * - `decode(encode(x))` encodes to the same bytes; damaged bytes are `E_PROFILE`;
 * - `restrict` by a set of blocks and by its complement merge to the whole, as far as the facet is kept by block.
 */
export interface Facet<T> {
  /** Its name in a stored profile. */
  readonly kind: string;
  merge(a: T, b: T): T;
  /** The part that lies in the blocks that `keep` accepts. */
  restrict(value: T, keep: (block: number) => boolean): T;
  /** Without what shows an example itself, for profiles that keep no texts. Absent where nothing does. */
  bare?(value: T): T;
  encode(value: T): Uint8Array;
  decode(bytes: Uint8Array): T;
}

/** Builds the facet of a corpus, batch by batch. `blocks[i]` is the block of `examples[i]`. */
export interface FacetBuilder<T> {
  add(examples: readonly Example[], blocks: Uint8Array): void | Promise<void>;
  /** A value of its own, which examples added later do not change. */
  finish(): T;
}
