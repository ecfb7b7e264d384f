import { DISCOUNT_ROW, discountTable, modifiedKneserNeyDiscounts } from './discounts.ts';
import type { NgramModelParts, NgramOrder } from './ngram-model.ts';
import {
  BEGIN_NODE,
  COUNT,
  type NgramTable,
  nodeLengths,
  PARENT,
  RECORD,
  ROOT,
  SUFFIX,
} from './ngram-table.ts';
import type { NgramTrie } from './ngram-trie.ts';

/** Counts of counts of one order: all types in field 0, those with count c in field c, up to 4. */
const FIELDS = 5;

/** The model of a trie's counts. It shares the trie's arrays: add nothing afterwards. */
export function estimate(
  trie: NgramTrie,
  seen: { readonly requestedOrder: number; readonly sequences: number; readonly tokens: number },
): NgramModelParts {
  const { size, slots, shift } = trie;
  const used = trie.records.subarray(0, size * RECORD);
  // A copy costs its own size for a while; it is worth that where it gives back a quarter at least.
  const records = used.length * 4 < trie.records.length * 3 ? used.slice() : used;
  const table = { size, records, slots, shift };
  const lengths = nodeLengths(records, size);
  const orders = ordersOf(table, lengths, trie.order);
  const { probability, uniform } = interpolate(table, lengths, orders);
  return { ...seen, ...table, orders, probability, uniform };
}

function ordersOf(table: NgramTable, lengths: Uint8Array, order: number): NgramOrder[] {
  const { records, size } = table;
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

function interpolate(table: NgramTable, lengths: Uint8Array, orders: readonly NgramOrder[]) {
  const { records, size } = table;
  const probability = new Float64Array(size);
  const uniform = new Float64Array(size);
  const total = new Float64Array(size);
  const discounts = discountTable(orders.map((order) => order.discounts));
  for (let node = BEGIN_NODE + 1; node < size; node++) {
    const parent = records[node * RECORD + PARENT];
    const count = records[node * RECORD + COUNT];
    total[parent] += count;
    // First the discounted mass of the context; `weigh` turns it into the uniform share.
    uniform[parent] += discounts[lengths[node] * DISCOUNT_ROW + Math.min(count, 3)];
  }
  if (total[ROOT] > 0) uniform[ROOT] /= total[ROOT];
  const weights = { probability, uniform, total };
  for (let node = BEGIN_NODE; node < size; node++) {
    const count = records[node * RECORD + COUNT];
    const discount = discounts[lengths[node] * DISCOUNT_ROW + Math.min(count, 3)];
    weigh(records, node, Math.max(0, count - discount), weights);
  }
  return { probability, uniform };
}

interface Weights {
  readonly probability: Float64Array;
  readonly uniform: Float64Array;
  readonly total: Float64Array;
}

/** Completes one node, of count `discounted` after its discount; its parent and its suffix, both older, are complete. */
function weigh(records: Int32Array, node: number, discounted: number, by: Weights): void {
  const { probability, uniform, total } = by;
  const at = node * RECORD;
  const suffix = records[at + SUFFIX];
  if (node !== BEGIN_NODE) {
    const parent = records[at + PARENT];
    const backoff = parent === ROOT ? 0 : uniform[parent] / uniform[records[parent * RECORD + SUFFIX]];
    probability[node] = discounted / total[parent] + backoff * probability[suffix];
  }
  if (total[node] > 0) uniform[node] *= uniform[suffix] / total[node];
}
