/**
 * What every mergeable summary obeys. `merge` is associative and commutative, an empty sketch is its identity, and the
 * sketch of a whole equals the merge of the sketches of its parts, byte for byte, however it was cut.
 */
export interface Sketch<S> {
  /** A new sketch of both inputs. Throws `E_MERGE` where the two were not made alike. */
  merge(other: S): S;
}
