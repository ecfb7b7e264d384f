import { PairNumbers } from './pair-numbers.ts';

/** Stands for an n-gram that cannot occur in two documents, or that would run over the end of its document. */
export const NO_TYPE = 0xffffffff;

/**
 * Numbers the tokens of packed documents 0, 1, 2, ...: the n-gram types of order 1. `types[i]` is the number of `ids[i]`.
 */
export function numberTokens(ids: Uint32Array): { types: Uint32Array; size: number } {
  const numbers = new PairNumbers();
  const types = new Uint32Array(ids.length);
  for (let i = 0; i < ids.length; i++) types[i] = numbers.number(0, ids[i]);
  return { types, size: numbers.size };
}

/**
 * Turns the types of order n - 1 in `types` into those of order n, in place, and gives their number. `types[i]` is the
 * type of the n-gram that starts at token i. An n-gram is its first and its last n - 1 tokens; where either of those is
 * `NO_TYPE`, so is the n-gram. Documents are `offsets[d]` to `offsets[d + 1]`.
 */
export function lengthenTypes(types: Uint32Array, offsets: Uint32Array): number {
  const numbers = new PairNumbers();
  for (let d = 0; d + 1 < offsets.length; d++) {
    const end = offsets[d + 1];
    for (let i = offsets[d]; i < end; i++) {
      const whole = i + 1 < end && types[i] !== NO_TYPE && types[i + 1] !== NO_TYPE;
      types[i] = whole ? numbers.number(types[i], types[i + 1]) : NO_TYPE;
    }
  }
  return numbers.size;
}

/** Replaces by `NO_TYPE` every type for which `shared` is 0. */
export function dropUnshared(types: Uint32Array, shared: Uint32Array): void {
  for (let i = 0; i < types.length; i++) {
    if (types[i] !== NO_TYPE && shared[types[i]] === 0) types[i] = NO_TYPE;
  }
}

/** How often each type occurs in one document at a time. */
export class DocumentCounts {
  /** By type; all 0 between documents. */
  readonly counts: Uint32Array;
  /** The types of the document that is open, in order of first appearance. */
  readonly present: Uint32Array;
  #size = 0;

  constructor(types: number, longestDocument: number) {
    this.counts = new Uint32Array(types);
    this.present = new Uint32Array(longestDocument);
  }

  /** Closes the last document, counts `types[start, end)`, and gives the number of different types in it. */
  open(types: Uint32Array, start: number, end: number): number {
    for (let k = 0; k < this.#size; k++) this.counts[this.present[k]] = 0;
    this.#size = 0;
    for (let i = start; i < end; i++) {
      const type = types[i];
      if (type !== NO_TYPE && this.counts[type]++ === 0) this.present[this.#size++] = type;
    }
    return this.#size;
  }
}
