import type { Discounts } from './discounts.ts';
import { buildFollowerIndex, type FollowerIndex } from './follower-index.ts';
import { BEGIN_NODE, findChild, type NgramTable, ROOT } from './ngram-table.ts';

/** One order of a model. */
export interface NgramOrder {
  /** Length of its n-grams, from 1. */
  readonly order: number;
  /** Distinct n-grams of that length; `</s>` may end and `<s>` may begin one, but `<s>` alone is none. */
  readonly types: number;
  readonly discounts: Discounts;
}

/** Arrays by node, which evaluation and sampling read. */
export interface NgramArrays extends NgramTable {
  /** Interpolated probability of the node's last word after its other words, without the uniform share. */
  readonly probability: Float64Array;
  /** Share of the uniform distribution after the node's n-gram as a context; 0 where nothing ever followed it. */
  readonly uniform: Float64Array;
}

export interface NgramModelParts extends NgramArrays {
  readonly orders: readonly NgramOrder[];
  readonly requestedOrder: number;
  readonly sequences: number;
  readonly tokens: number;
}

/**
 * Interpolated modified Kneser-Ney n-gram model (Chen and Goodman 1998) over token ids; made by `NgramBuilder`.
 *
 *     P(w | h) = max(c(h w) - D(c(h w)), 0) / sum_v c(h v) + gamma(h) P(w | h without its first word)
 *
 * with gamma(h) the discounted share, and 1 / V below the unigrams, V the size of the vocabulary, which evaluation
 * chooses. So P(w | h) = a(h w) + b(h) / V, and a and b are kept by node.
 */
export class NgramModel {
  /** Length of the longest n-grams. */
  readonly order: number;
  readonly requestedOrder: number;
  /** Orders given up, the highest, so as to stay within `maxNodes`: `requestedOrder - order`. */
  readonly pruned: number;
  readonly orders: readonly NgramOrder[];
  /** Sequences and tokens (without `</s>`) that it was trained on. */
  readonly sequences: number;
  readonly tokens: number;
  /** Words it knows, `</s>` among them: the least vocabulary that it can be evaluated over. */
  readonly vocabularySize: number;
  readonly arrays: NgramArrays;
  #followers: FollowerIndex | undefined;

  constructor(parts: NgramModelParts) {
    this.order = parts.orders.length;
    this.requestedOrder = parts.requestedOrder;
    this.pruned = parts.requestedOrder - this.order;
    this.orders = parts.orders;
    this.sequences = parts.sequences;
    this.tokens = parts.tokens;
    this.vocabularySize = parts.orders[0].types;
    this.arrays = {
      size: parts.size,
      records: parts.records,
      slots: parts.slots,
      shift: parts.shift,
      probability: parts.probability,
      uniform: parts.uniform,
    };
  }

  /** Whether token `id`, or `END_OF_SEQUENCE`, occurred in training. */
  knows(id: number): boolean {
    const { records, slots, shift } = this.arrays;
    return findChild(records, slots, shift, ROOT, id | 0) > BEGIN_NODE;
  }

  /** The followers of every context, indexed when first asked for: only sampling needs them. */
  get followers(): FollowerIndex {
    this.#followers ??= buildFollowerIndex(
      this.arrays,
      this.orders.map((order) => order.discounts),
    );
    return this.#followers;
  }
}
