import { OutcrossError } from '../base/errors.ts';
import { estimate } from './estimate.ts';
import { NgramModel } from './ngram-model.ts';
import { NgramTrie } from './ngram-trie.ts';
import { requireTokenIds } from './token-ids.ts';

/** On 100,000 tokens of press reportage order 5 has a perplexity 0.3% below that of order 3, on editorials. */
export const DEFAULT_ORDER = 5;
/** About 570 MB at the peak of building; one million tokens of English at order 5 need 3.4 million. */
export const DEFAULT_MAX_NODES = 8_000_000;

const HIGHEST_ORDER = 16;
const MOST_NODES = 2 ** 27;

export interface NgramBuilderOptions {
  /** Length of the longest n-grams, 1 to 16. Default 5. */
  readonly order?: number;
  /**
   * Most n-gram types kept, 1 to 2^27. Default 8 million. Each takes about 40 bytes of the model, and 70 while it
   * is built.
   *
   * When they would be more, the highest order is given up, as often as needed. What is left is exactly the model of
   * the lower order: the order kept is the highest one at which the types of all lengths together are within the
   * bound, whatever the sequence of the examples. Unigrams are always kept.
   */
  readonly maxNodes?: number;
}

/** Counts n-grams of sequences, and estimates an `NgramModel` of them. */
export class NgramBuilder {
  readonly #requestedOrder: number;
  #trie: NgramTrie | undefined;
  #sequences = 0;
  #tokens = 0;

  /** Throws `E_OPTION` when an option is outside its range. */
  constructor(options: NgramBuilderOptions = {}) {
    const order = options.order ?? DEFAULT_ORDER;
    const maxNodes = options.maxNodes ?? DEFAULT_MAX_NODES;
    requireInteger('order', order, HIGHEST_ORDER);
    requireInteger('maxNodes', maxNodes, MOST_NODES);
    this.#requestedOrder = order;
    this.#trie = new NgramTrie(order, maxNodes);
  }

  /**
   * Adds the sequence `tokens[start, end)`; `<s>` and `</s>` are implied. An empty one counts as `<s> </s>`.
   * Throws `E_OPTION`, and adds nothing, on an id of 2^32 - 2 or more or a range outside `tokens`.
   */
  add(tokens: Uint32Array, start = 0, end = tokens.length): this {
    const trie = this.#open();
    requireTokenIds(tokens, start, end);
    trie.add(tokens, start, end);
    this.#sequences++;
    this.#tokens += end - start;
    return this;
  }

  /** The model of what was added. It takes the builder's memory over: the builder can be used no more. */
  build(): NgramModel {
    const trie = this.#open();
    this.#trie = undefined;
    const seen = { requestedOrder: this.#requestedOrder, sequences: this.#sequences, tokens: this.#tokens };
    return new NgramModel(estimate(trie, seen));
  }

  #open(): NgramTrie {
    if (this.#trie !== undefined) return this.#trie;
    throw new OutcrossError('E_USAGE', 'this n-gram builder has built its model', {
      hint: 'make a new NgramBuilder for another model',
    });
  }
}

function requireInteger(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new OutcrossError('E_OPTION', `${name} must be an integer from 1 to ${most}, not ${value}`);
}
