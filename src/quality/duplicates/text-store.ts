/** The order in which texts come into a cluster: by exact hash, so that it depends on nothing but their contents. */
export interface TextOrder {
  /** Texts in this order. */
  readonly texts: Uint32Array;
  /** Place of each text in it. */
  readonly place: Uint32Array;
}

/** Is given the texts that share a band's hash, two at least, in the order of texts: the first `length` entries. Valid during the call. */
export type VisitBucket = (members: Uint32Array, length: number) => void;

/**
 * Holds what distinct texts 0, 1, 2 ... are compared by. Every implementation gives the same sets, so that a clustering does not
 * depend on where it was made; the order of the sets is free.
 */
export interface TextStore {
  /**
   * Adds the next text: `2 * bands` numbers of `keys` and `bands * rows` bytes of `lanes`, from the places given. Without keys it
   * shares no band with anybody.
   */
  add(keys: Uint32Array | undefined, keysAt: number, lanes: Uint8Array, lanesAt: number): void;
  /** Bytes that it takes in memory. */
  readonly bytes: number;
  /** Hands over every set of texts with `alive` 1 that share the hash of `band`. */
  buckets(band: number, order: TextOrder, alive: Uint8Array, visit: VisitBucket): Promise<void>;
  /** Equal bytes of the signatures of two texts. */
  equal(a: number, b: number): number;
  close(): Promise<void>;
}
