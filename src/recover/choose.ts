import type { Carriers } from './carriers.ts';

/** Which examples to bring back. */
export interface Choice {
  /** 1 for each example that is chosen. */
  readonly chosen: Uint8Array;
  readonly examples: number;
  readonly tokens: number;
  /** Examples that came for what they carry; the others fill up the share of human data. */
  readonly forTail: number;
  /** 1 for each wanted type that the chosen ones carry. */
  readonly covered: Uint8Array;
  /** Sum of the weights of the types that they carry, and of those that any example carries. */
  readonly weight: number;
  readonly reachable: number;
}

/** Below so many tokens an example counts as that long: short ones are not worth more for being short. */
const LEAST_TOKENS = 100;

/**
 * Chooses examples until they have `budget` tokens: each time the one that carries most, a token, of what no chosen one carries yet
 * (the greedy rule for maximum coverage; at equal lengths it reaches 1 - 1/e of the best choice: Nemhauser, Wolsey and Fisher 1978;
 * with a budget: Khuller, Moss and Naor 1999). Where nothing is left to carry, by rank, which is blind to content. The list ends with
 * the example that reaches the budget; none is passed over for its length. `weights`: of the wanted types, by number; not negative.
 */
export function chooseCarriers(carriers: Carriers, weights: Float64Array, budget: number): Choice {
  const { size, tokens } = carriers;
  const state = new Coverage(carriers, weights);
  const chosen = new Uint8Array(size);
  const sum = { examples: 0, tokens: 0, forTail: 0 };
  const take = (i: number) => {
    chosen[i] = 1;
    sum.examples++;
    sum.tokens += tokens[i];
  };
  const queue = new LazyQueue(carriers, (i) => state.merit(i));
  while (sum.tokens < budget) {
    const best = queue.next();
    if (best === undefined) break;
    state.cover(best);
    sum.forTail++;
    take(best);
  }
  if (sum.tokens < budget) {
    for (const i of byRank(carriers)) {
      if (sum.tokens >= budget) break;
      if (chosen[i] === 0) take(i);
    }
  }
  return {
    chosen,
    ...sum,
    covered: state.covered,
    weight: state.weight,
    reachable: reachable(carriers, weights),
  };
}

/** What is carried so far. */
class Coverage {
  readonly covered: Uint8Array;
  weight = 0;
  readonly #carriers: Carriers;
  readonly #weights: Float64Array;

  constructor(carriers: Carriers, weights: Float64Array) {
    this.#carriers = carriers;
    this.#weights = weights;
    this.covered = new Uint8Array(weights.length);
  }

  /** What an example would add, a token. */
  merit(i: number): number {
    const { start, types, tokens } = this.#carriers;
    let gain = 0;
    for (let p = start[i]; p < start[i + 1]; p++) {
      if (this.covered[types[p]] === 0) gain += this.#weights[types[p]];
    }
    return gain / Math.max(LEAST_TOKENS, tokens[i]);
  }

  cover(i: number): void {
    const { start, types } = this.#carriers;
    for (let p = start[i]; p < start[i + 1]; p++) {
      if (this.covered[types[p]] === 1) continue;
      this.covered[types[p]] = 1;
      this.weight += this.#weights[types[p]];
    }
  }
}

/**
 * A heap by merit, which only falls as more is covered: the top is asked anew, and taken where it still is the top (Minoux 1978).
 * Equal merits go by rank, then by place, so that nothing depends on the heap.
 */
class LazyQueue {
  readonly #heap: Uint32Array;
  readonly #merit: Float64Array;
  readonly #rank: Float64Array;
  readonly #meritOf: (i: number) => number;
  #size = 0;

  constructor({ size, rank }: Carriers, meritOf: (i: number) => number) {
    this.#heap = new Uint32Array(size);
    this.#merit = new Float64Array(size);
    this.#rank = rank;
    this.#meritOf = meritOf;
    for (let i = 0; i < size; i++) {
      const merit = meritOf(i);
      if (!(merit > 0)) continue;
      this.#merit[i] = merit;
      this.#heap[this.#size++] = i;
    }
    for (let at = (this.#size >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** Undefined where nothing would add anything. */
  next(): number | undefined {
    while (this.#size > 0) {
      const top = this.#heap[0];
      const merit = this.#meritOf(top);
      if (merit === this.#merit[top]) {
        this.#drop();
        return top;
      }
      this.#merit[top] = merit;
      if (merit > 0) this.#sink(0);
      else this.#drop();
    }
    return undefined;
  }

  #drop(): void {
    this.#heap[0] = this.#heap[--this.#size];
    this.#sink(0);
  }

  #before(a: number, b: number): boolean {
    const [x, y] = [this.#merit[a], this.#merit[b]];
    if (x !== y) return x > y;
    return this.#rank[a] !== this.#rank[b] ? this.#rank[a] < this.#rank[b] : a < b;
  }

  #sink(at: number): void {
    const heap = this.#heap;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#size) return;
      const right = left + 1;
      const child = right < this.#size && this.#before(heap[right], heap[left]) ? right : left;
      if (!this.#before(heap[child], heap[at])) return;
      [heap[at], heap[child]] = [heap[child], heap[at]];
      at = child;
    }
  }
}

function byRank({ size, rank }: Carriers): Uint32Array {
  return Uint32Array.from({ length: size }, (_, i) => i).sort((a, b) => rank[a] - rank[b] || a - b);
}

/** What all examples together carry. */
function reachable({ types }: Carriers, weights: Float64Array): number {
  const seen = new Uint8Array(weights.length);
  let sum = 0;
  for (const type of types) {
    if (seen[type] === 1) continue;
    seen[type] = 1;
    sum += weights[type];
  }
  return sum;
}
