import { DISCOUNT_ROW, type Discounts, discountTable } from './discounts.ts';
import { BEGIN_NODE, COUNT, type NgramTable, nodeLengths, PARENT, RECORD } from './ngram-table.ts';

/**
 * The n-grams that extend each context, side by side: those of context `h` are `nodes[start[h], start[h + 1])`, by
 * node number, that is by first occurrence in training. `<s>`, which follows nothing, is left out.
 */
export interface FollowerIndex {
  readonly start: Int32Array;
  readonly nodes: Int32Array;
  /** Running sums of the discounted counts within each context, beside `nodes`. */
  readonly cumulative: Float64Array;
}

/** Indexes the followers by counting sort; `orders` are their discounts, from 1. */
export function buildFollowerIndex(table: NgramTable, orders: readonly Discounts[]): FollowerIndex {
  const { records, size } = table;
  const start = new Int32Array(size + 1);
  for (let node = BEGIN_NODE + 1; node < size; node++) start[records[node * RECORD + PARENT] + 1]++;
  for (let context = 0; context < size; context++) start[context + 1] += start[context];
  const nodes = new Int32Array(start[size]);
  const cumulative = new Float64Array(start[size]);
  const lengths = nodeLengths(records, size);
  const discounts = discountTable(orders);
  const filled = start.slice();
  for (let node = BEGIN_NODE + 1; node < size; node++) {
    const parent = records[node * RECORD + PARENT];
    const count = records[node * RECORD + COUNT];
    const at = filled[parent]++;
    nodes[at] = node;
    const before = at === start[parent] ? 0 : cumulative[at - 1];
    cumulative[at] =
      before + Math.max(0, count - discounts[lengths[node] * DISCOUNT_ROW + Math.min(count, 3)]);
  }
  return { start, nodes, cumulative };
}

/** The first place in `[from, to)` whose running sum exceeds `target`; the last place where none does. */
export function findCumulative(cumulative: Float64Array, from: number, to: number, target: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulative[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
