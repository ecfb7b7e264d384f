import { type Discounts, discountOf, modifiedKneserNeyDiscounts } from './discounts.ts';
import type { NgramModelParts, NgramOrder } from './ngram-model.ts';
import {
  BEGIN_NODE,
  COUNT,
  type NgramTrie,
  nodeLengths,
  PARENT,
  RECORD,
  ROOT,
  SUFFIX,
} from './ngram-trie.ts';

/** Fourfold: counts of counts 1 to 4, in fields 1 to 4; all types in field 0. */
const FIELDS = 5;

/** The model of a trie's counts. The trie's arrays are taken over, and its suffix links shortened: use it no more. */
export function estimate(
  trie: NgramTrie,
  seen: { readonly requestedOrder: number; readonly sequences: number; readonly tokens: number },
): NgramModelParts {
  const lengths = nodeLengths(trie.records, trie.size);
  const orders = ordersOf(trie, lengths);
  const discounts = orders.map((order) => order.discounts);
  const { probability, uniform } = interpolate(trie, lengths, discounts);
  shortenLinks(trie, lengths, uniform);
  const { size, slots, shift } = trie;
  const records = trie.records.slice(0, size * RECORD);
  return { ...seen, orders, size, records, slots, shift, probability, uniform };
}

function ordersOf(trie: NgramTrie, lengths: Uint8Array): NgramOrder[] {
  const { records, size, order } = trie;
  const tally = new Float64Array((order + 1) * FIELDS);
  for (let node = BEGIN_NODE + 1; node < size; node++) {
    const count = records[node * RECORD + COUNT];
    const at = lengths[node] * FIELDS;
    tally[at]++;
    if (count < FIELDS) tally[at + count]++;
  }
  return Array.from({ length: order }, (_, i) => {
    const [types, n1, n2, n3, n4] = tally.subarray((i + 1) * FIELDS);
    return { order: i + 1, types, discounts: modifiedKneserNeyDiscounts(n1, n2, n3, n4) };
  });
}

function interpolate(trie: NgramTrie, lengths: Uint8Array, discounts: readonly Discounts[]) {
  const { records, size, order } = trie;
  const probability = new Float64Array(size);
  const uniform = new Float64Array(size);
  const total = new Float64Array(size);
  for (let node = BEGIN_NODE + 1; node < size; node++) {
    const parent = records[node * RECORD + PARENT];
    const count = records[node * RECORD + COUNT];
    total[parent] += count;
    // First the discounted mass of the context; `weigh` turns it into the uniform share.
    uniform[parent] += discountOf(discounts[lengths[node] - 1], count);
  }
  if (total[ROOT] > 0) uniform[ROOT] /= total[ROOT];
  for (let length = 1; length <= order; length++) {
    weigh(trie, lengths, length, discounts[length - 1], { probability, uniform, total });
  }
  return { probability, uniform };
}

/** Completes the nodes of one length; those of lengths below are complete. */
function weigh(
  trie: NgramTrie,
  lengths: Uint8Array,
  length: number,
  discounts: Discounts,
  by: { probability: Float64Array; uniform: Float64Array; total: Float64Array },
): void {
  const { records, size } = trie;
  const { probability, uniform, total } = by;
  for (let node = BEGIN_NODE; node < size; node++) {
    if (lengths[node] !== length) continue;
    const at = node * RECORD;
    const suffix = records[at + SUFFIX];
    if (total[node] > 0) uniform[node] *= uniform[suffix] / total[node];
    if (node === BEGIN_NODE) continue;
    const count = records[at + COUNT];
    const parent = records[at + PARENT];
    const backoff = parent === ROOT ? 0 : uniform[parent] / uniform[records[parent * RECORD + SUFFIX]];
    const discounted = Math.max(0, count - discountOf(discounts, count));
    probability[node] = discounted / total[parent] + backoff * probability[suffix];
  }
}

/** Makes the link of an n-gram that nothing followed lead to its longest suffix that something did follow. */
function shortenLinks(trie: NgramTrie, lengths: Uint8Array, uniform: Float64Array): void {
  const { records, size, order } = trie;
  for (let length = 2; length <= order; length++) {
    for (let node = BEGIN_NODE + 1; node < size; node++) {
      if (lengths[node] !== length || uniform[node] > 0) continue;
      const suffix = records[node * RECORD + SUFFIX];
      if (uniform[suffix] === 0) records[node * RECORD + SUFFIX] = records[suffix * RECORD + SUFFIX];
    }
  }
}
