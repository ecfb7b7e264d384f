import { BLOCKS } from '../sketch/type-table.ts';

/** Exact counts of a corpus by block; each array has 64 entries. */
export interface Tally {
  readonly examples: Float64Array;
  /** Tokens, each example's end included. */
  readonly tokens: Float64Array;
  /** Code points. */
  readonly characters: Float64Array;
  /** UTF-8 bytes. */
  readonly bytes: Float64Array;
}

export const TALLY_KEYS = ['examples', 'tokens', 'characters', 'bytes'] as const;

export function emptyTally(): Tally {
  return {
    examples: new Float64Array(BLOCKS),
    tokens: new Float64Array(BLOCKS),
    characters: new Float64Array(BLOCKS),
    bytes: new Float64Array(BLOCKS),
  };
}

export function mergeTallies(a: Tally, b: Tally): Tally {
  const add = (x: Float64Array, y: Float64Array) => x.map((n, i) => n + y[i]);
  return {
    examples: add(a.examples, b.examples),
    tokens: add(a.tokens, b.tokens),
    characters: add(a.characters, b.characters),
    bytes: add(a.bytes, b.bytes),
  };
}

export function restrictTally(tally: Tally, keep: (block: number) => boolean): Tally {
  const cut = (x: Float64Array) => x.map((n, i) => (keep(i) ? n : 0));
  return {
    examples: cut(tally.examples),
    tokens: cut(tally.tokens),
    characters: cut(tally.characters),
    bytes: cut(tally.bytes),
  };
}

/** Sum over blocks. */
export function total(counts: Float64Array): number {
  let sum = 0;
  for (const n of counts) sum += n;
  return sum;
}
