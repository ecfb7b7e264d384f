import { OutcrossError } from '../base/errors.ts';

/** Words of the model's own, as 32-bit patterns; no token may have these ids (2^32 - 1 and 2^32 - 2). */
export const BEGIN = -1;
export const END = -2;

/** The empty n-gram, and the n-gram that is `<s>` alone. */
export const ROOT = 0;
export const BEGIN_NODE = 1;

/** A node's record: parent (its n-gram without the last word), last word, count, suffix (without the first word). */
export const RECORD = 4;
export const PARENT = 0;
export const WORD = 1;
export const COUNT = 2;
export const SUFFIX = 3;

/** Odd, so that each multiplication is a bijection; a slot is the top bits of the second product. */
const WORD_MULTIPLIER = 0x9e3779b1 | 0;
const NODE_MULTIPLIER = 0x85ebca6b | 0;

/** Slots a node: the table is at most half full. */
const SLOTS_PER_NODE = 2;
const FIRST_CAPACITY = 1 << 10;

function slotOf(parent: number, word: number, shift: number): number {
  return Math.imul(parent ^ Math.imul(word, WORD_MULTIPLIER), NODE_MULTIPLIER) >>> shift;
}

/**
 * The node of the n-gram `parent` followed by `word` (a 32-bit pattern), or, where there is none, the bitwise
 * complement (negative) of the slot where it would be entered.
 */
export function findChild(
  records: Int32Array,
  slots: Int32Array,
  shift: number,
  parent: number,
  word: number,
): number {
  const mask = slots.length - 1;
  let slot = slotOf(parent, word, shift);
  for (;;) {
    const node = slots[slot];
    if (node === 0) return ~slot;
    const at = node << 2;
    if (records[at] === parent && records[at + WORD] === word) return node;
    slot = (slot + 1) & mask;
  }
}

/** The number of words of every node's n-gram. A child is always younger than its parent, so one pass does. */
export function nodeLengths(records: Int32Array, size: number): Uint8Array {
  const lengths = new Uint8Array(size);
  for (let node = 1; node < size; node++) lengths[node] = lengths[records[node * RECORD + PARENT]] + 1;
  return lengths;
}

/** A trie's arrays, enough to look n-grams up and to read their counts. */
export interface NgramTable {
  /** Nodes, the root and `<s>` among them. */
  readonly size: number;
  readonly records: Int32Array;
  readonly slots: Int32Array;
  readonly shift: number;
}

/**
 * All n-grams up to length `order` of the sequences added, in typed arrays: nodes found by (parent, word) in one
 * open-addressing table, each linked to its suffix. Both prefixes and suffixes of an n-gram present are present.
 *
 * The count of an n-gram is what Kneser-Ney estimation needs of it (Chen and Goodman 1998, section 4.1.6; Heafield et
 * al. 2013 call it the adjusted count): occurrences where the n-gram has the highest order or begins with `<s>`,
 * else the number of different words before it.
 */
export class NgramTrie implements NgramTable {
  order: number;
  size = BEGIN_NODE + 1;
  records = new Int32Array(FIRST_CAPACITY * RECORD);
  slots = new Int32Array(FIRST_CAPACITY * SLOTS_PER_NODE);
  shift = 32 - Math.log2(FIRST_CAPACITY * SLOTS_PER_NODE);
  readonly maxNodes: number;

  constructor(order: number, maxNodes: number) {
    this.order = order;
    this.maxNodes = maxNodes;
    this.records[BEGIN_NODE * RECORD + WORD] = BEGIN;
    this.#enter(BEGIN_NODE);
  }

  /** Enters all n-grams of `<s> tokens[start, end) </s>`. Throws `E_OPTION`, before any change, on a reserved id. */
  add(tokens: Uint32Array, start: number, end: number): void {
    for (let i = start; i < end; i++) if (tokens[i] >= 0xfffffffe) throw reservedId(tokens[i]);
    let state = this.order > 1 ? BEGIN_NODE : ROOT;
    let length = this.order > 1 ? 1 : 0;
    for (let i = start; i <= end; i++) {
      if (this.size + this.order > this.slots.length / SLOTS_PER_NODE) this.#grow();
      const longest = this.#extend(state, i < end ? tokens[i] | 0 : END);
      const whole = ++length === this.order;
      state = whole ? this.records[longest * RECORD + SUFFIX] : longest;
      if (whole) length--;
      while (this.size - 1 > this.maxNodes && this.order > 1) {
        if (length === this.order - 1) {
          state = this.records[state * RECORD + SUFFIX];
          length--;
        }
        state = this.#dropHighestOrder(state);
      }
    }
  }

  /**
   * Counts one more occurrence of `word` after `state`, the longest n-gram that ends just before it, and returns the
   * longest n-gram that ends with it. Where an n-gram is present so are its suffixes, and none of their counts
   * changes: the walk down the suffix links ends at the first n-gram found.
   */
  #extend(state: number, word: number): number {
    const records = this.records;
    let context = state;
    let longest = ROOT;
    let longer = ROOT;
    for (;;) {
      const found = findChild(records, this.slots, this.shift, context, word);
      const node = found > 0 ? found : this.#create(context, word, ~found);
      if (longest === ROOT) longest = node;
      else this.#link(longer, node);
      if (found > 0 || context === ROOT) break;
      longer = node;
      context = records[context * RECORD + SUFFIX];
    }
    records[longest * RECORD + COUNT]++;
    return longest;
  }

  #create(parent: number, word: number, slot: number): number {
    const node = this.size++;
    const at = node * RECORD;
    this.slots[slot] = node;
    this.records[at + PARENT] = parent;
    this.records[at + WORD] = word;
    this.records[at + COUNT] = 0;
    this.records[at + SUFFIX] = ROOT;
    return node;
  }

  /** `longer` is new: one more word is known to precede its suffix. */
  #link(longer: number, suffix: number): void {
    this.records[longer * RECORD + SUFFIX] = suffix;
    this.records[suffix * RECORD + COUNT]++;
  }

  /**
   * Leaves the trie that the same sequences would have given with an order one less, and returns the new number of
   * `state`. The occurrences of an n-gram that does not begin with `<s>` are those of all n-grams one word longer
   * whose suffix it is, because some word or `<s>` precedes each.
   */
  #dropHighestOrder(state: number): number {
    const { records, size, order } = this;
    const lengths = nodeLengths(records, size);
    for (let node = 1; node < size; node++) {
      if (lengths[node] === order) records[records[node * RECORD + SUFFIX] * RECORD + COUNT] = 0;
    }
    for (let node = 1; node < size; node++) {
      const at = node * RECORD;
      if (lengths[node] === order) records[records[at + SUFFIX] * RECORD + COUNT] += records[at + COUNT];
    }
    const renumbered = this.#compact(lengths);
    this.order = order - 1;
    this.slots.fill(0);
    for (let node = 1; node < this.size; node++) this.#enter(node);
    return renumbered[state];
  }

  /** Keeps the nodes shorter than the order, in their sequence; returns the new number of each. */
  #compact(lengths: Uint8Array): Int32Array {
    const { records, size, order } = this;
    const renumbered = new Int32Array(size);
    let kept = 1;
    for (let node = 1; node < size; node++) {
      if (lengths[node] === order) continue;
      renumbered[node] = kept;
      records.copyWithin(kept * RECORD, node * RECORD, (node + 1) * RECORD);
      records[kept * RECORD + PARENT] = renumbered[records[kept * RECORD + PARENT]];
      kept++;
    }
    for (let node = 1; node < kept; node++) {
      records[node * RECORD + SUFFIX] = renumbered[records[node * RECORD + SUFFIX]];
    }
    this.size = kept;
    return renumbered;
  }

  #enter(node: number): void {
    const parent = this.records[node * RECORD + PARENT];
    const word = this.records[node * RECORD + WORD];
    const found = findChild(this.records, this.slots, this.shift, parent, word);
    this.slots[~found] = node;
  }

  #grow(): void {
    const records = new Int32Array(this.records.length * 2);
    records.set(this.records.subarray(0, this.size * RECORD));
    this.records = records;
    this.slots = new Int32Array(this.slots.length * 2);
    this.shift--;
    for (let node = 1; node < this.size; node++) this.#enter(node);
  }
}

function reservedId(id: number): OutcrossError {
  return new OutcrossError('E_OPTION', `token id ${id} is reserved for the ends of sequences`, {
    hint: 'token ids are from 0 to 4294967293',
  });
}
