/** Words of the model's own, as 32-bit patterns; no token may have these ids (2^32 - 1 and 2^32 - 2). */
export const BEGIN = -1;
export const END = -2;

/** The empty n-gram, and the n-gram that is `<s>` alone. */
export const ROOT = 0;
export const BEGIN_NODE = 1;

/** Fields of a node's record. */
export const RECORD = 5;
/** Its n-gram without the last word. */
export const PARENT = 0;
/** The last word, as a 32-bit pattern. */
export const WORD = 1;
export const COUNT = 2;
/** Its n-gram without the first word. */
export const SUFFIX = 3;
/** The n-gram that first extended it by a word; 0 where none does. */
export const FIRST = 4;

/**
 * A trie of n-grams in typed arrays. The first child of a node is reached by its record, the others through an
 * open-addressing table by (parent, word): of an English text's contexts of three words or more, most have one child,
 * so that most steps touch no table.
 */
export interface NgramTable {
  /** Nodes, the root and `<s>` among them. */
  readonly size: number;
  readonly records: Int32Array;
  /** Node numbers, 0 where free; a power of two of them. */
  readonly slots: Int32Array;
  /** 32 less the logarithm (base 2) of the number of slots. */
  readonly shift: number;
}

/** Odd, so that each multiplication is a bijection; a slot is the top bits of the second product. */
const WORD_MULTIPLIER = 0x9e3779b1 | 0;
const NODE_MULTIPLIER = 0x85ebca6b | 0;

/** Where the search for (parent, word) begins. */
export function slotOf(parent: number, word: number, shift: number): number {
  return Math.imul(parent ^ Math.imul(word, WORD_MULTIPLIER), NODE_MULTIPLIER) >>> shift;
}

/**
 * The node of the n-gram `parent` followed by `word` (a 32-bit pattern). Where there is none: 0 when `parent` has no
 * child, else the bitwise complement (negative) of the slot where it would be entered.
 */
export function findChild(
  records: Int32Array,
  slots: Int32Array,
  shift: number,
  parent: number,
  word: number,
): number {
  const first = records[parent * RECORD + FIRST];
  if (first === 0 || records[first * RECORD + WORD] === word) return first;
  const mask = slots.length - 1;
  let slot = slotOf(parent, word, shift);
  for (;;) {
    const node = slots[slot];
    if (node === 0) return ~slot;
    const at = node * RECORD;
    if (records[at + WORD] === word && records[at + PARENT] === parent) return node;
    slot = (slot + 1) & mask;
  }
}

/** The number of words of every node's n-gram. A child is always younger than its parent, so one pass does. */
export function nodeLengths(records: Int32Array, size: number): Uint8Array {
  const lengths = new Uint8Array(size);
  for (let node = 1; node < size; node++) lengths[node] = lengths[records[node * RECORD + PARENT]] + 1;
  return lengths;
}
