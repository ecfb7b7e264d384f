import {
  BEGIN,
  BEGIN_NODE,
  COUNT,
  END,
  FIRST,
  findChild,
  type NgramTable,
  nodeLengths,
  PARENT,
  RECORD,
  ROOT,
  SUFFIX,
  slotOf,
  WORD,
} from './ngram-table.ts';

const FIRST_CAPACITY = 1 << 12;

/**
 * All n-grams up to length `order` of the sequences added. Both prefixes and suffixes of an n-gram present are
 * present.
 *
 * The count of an n-gram is what Kneser-Ney estimation needs of it (Chen and Goodman 1998; Heafield et al. 2013 call
 * it the adjusted count): occurrences where the n-gram has the highest order or begins with `<s>`, else the number of
 * different words before it. It is held in 31 bits.
 */
export class NgramTrie implements NgramTable {
  order: number;
  size = BEGIN_NODE + 1;
  records = new Int32Array(FIRST_CAPACITY * RECORD);
  slots = new Int32Array(FIRST_CAPACITY);
  shift = 32 - Math.log2(FIRST_CAPACITY);
  readonly maxNodes: number;
  #entered = 0;
  /** Contexts that lack the word at hand, longest first, and what `findChild` said of each. */
  readonly #contexts: Int32Array;
  readonly #places: Int32Array;

  constructor(order: number, maxNodes: number) {
    this.order = order;
    this.maxNodes = maxNodes;
    this.#contexts = new Int32Array(order);
    this.#places = new Int32Array(order);
    this.records[BEGIN_NODE * RECORD + WORD] = BEGIN;
    this.records[ROOT * RECORD + FIRST] = BEGIN_NODE;
  }

  /** Enters all n-grams of `<s> tokens[start, end) </s>`; ids as `requireTokenIds` wants them. */
  add(tokens: Uint32Array, start: number, end: number): void {
    let state = this.order > 1 ? BEGIN_NODE : ROOT;
    let length = this.order > 1 ? 1 : 0;
    for (let i = start; i <= end; i++) {
      this.#reserve();
      const longest = this.#extend(state, i < end ? tokens[i] | 0 : END);
      const whole = ++length === this.order;
      state = whole ? this.records[longest * RECORD + SUFFIX] : longest;
      if (whole) length--;
      while (this.#types > this.maxNodes && this.order > 1) {
        if (length === this.order - 1) {
          state = this.records[state * RECORD + SUFFIX];
          length--;
        }
        state = this.#dropHighestOrder(state);
      }
    }
  }

  /** N-grams of all lengths, `<s>` alone not among them. */
  get #types(): number {
    return this.size - BEGIN_NODE - 1;
  }

  /**
   * Counts one more occurrence of `word` after `state`, the longest n-gram that ends just before it, and returns the
   * longest n-gram that ends with it. Where an n-gram is present so are its suffixes, and none of their counts
   * changes: the walk down the suffix links ends at the first n-gram found. Then the missing ones are created, the
   * shortest first, so that a suffix is always older than what it is a suffix of.
   */
  #extend(state: number, word: number): number {
    const records = this.records;
    let context = state;
    let missing = 0;
    let node = findChild(records, this.slots, this.shift, context, word);
    while (node <= 0) {
      this.#contexts[missing] = context;
      this.#places[missing++] = node;
      if (context === ROOT) break;
      context = records[context * RECORD + SUFFIX];
      node = findChild(records, this.slots, this.shift, context, word);
    }
    if (node <= 0) node = ROOT;
    while (missing-- > 0) {
      if (node !== ROOT) records[node * RECORD + COUNT]++;
      node = this.#create(this.#contexts[missing], word, this.#places[missing], node);
    }
    records[node * RECORD + COUNT]++;
    return node;
  }

  /** `place` is what `findChild` said; the slot may have been taken since, by another n-gram of the same walk. */
  #create(parent: number, word: number, place: number, suffix: number): number {
    const { records, slots } = this;
    const node = this.size++;
    const at = node * RECORD;
    records[at + PARENT] = parent;
    records[at + WORD] = word;
    records[at + COUNT] = 0;
    records[at + SUFFIX] = suffix;
    records[at + FIRST] = 0;
    if (place === 0) {
      records[parent * RECORD + FIRST] = node;
    } else {
      let slot = ~place;
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = node;
      this.#entered++;
    }
    return node;
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
    this.#enterAll();
    return renumbered[state];
  }

  /** Keeps the nodes shorter than the order, in their sequence; returns the new number of each, 0 for the others. */
  #compact(lengths: Uint8Array): Int32Array {
    const { records, size, order } = this;
    const renumbered = new Int32Array(size);
    let kept = 1;
    for (let node = 1; node < size; node++) {
      if (lengths[node] === order) continue;
      renumbered[node] = kept;
      const to = kept++ * RECORD;
      records.copyWithin(to, node * RECORD, (node + 1) * RECORD);
      records[to + PARENT] = renumbered[records[to + PARENT]];
      records[to + SUFFIX] = renumbered[records[to + SUFFIX]];
    }
    // Children are younger than their parents: their numbers are known only now.
    for (let node = 0; node < kept; node++) {
      records[node * RECORD + FIRST] = renumbered[records[node * RECORD + FIRST]];
    }
    this.size = kept;
    return renumbered;
  }

  /** Room for one more n-gram of each length, in the records and, at most half full, in the slots. */
  #reserve(): void {
    if ((this.size + this.order) * RECORD > this.records.length) {
      const records = new Int32Array(this.records.length * 2);
      records.set(this.records.subarray(0, this.size * RECORD));
      this.records = records;
    }
    if ((this.#entered + this.order) * 2 > this.slots.length) {
      this.slots = new Int32Array(this.slots.length * 4);
      this.shift -= 2;
      this.#enterAll();
    }
  }

  /** Fills the slots anew with every node that is not the first child of its parent. */
  #enterAll(): void {
    const { records, slots, shift, size } = this;
    const mask = slots.length - 1;
    slots.fill(0);
    this.#entered = 0;
    for (let node = BEGIN_NODE + 1; node < size; node++) {
      const parent = records[node * RECORD + PARENT];
      if (records[parent * RECORD + FIRST] === node) continue;
      let slot = slotOf(parent, records[node * RECORD + WORD], shift);
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = node;
      this.#entered++;
    }
  }
}
