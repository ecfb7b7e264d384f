import type { GeneratorState } from './generator.ts';

/** Urns of equal weight, each of one or two categories. */
export interface AliasTable {
  readonly categories: number;
  /** By urn: a 32-bit word below this gives the urn's own category, any other its alias. */
  readonly threshold: Float64Array;
  readonly alias: Uint32Array;
}

const WORDS = 4294967296;

/**
 * The alias table of `weights` (Walker 1977; linear time by Vose 1991, "A linear algorithm for generating random numbers with a
 * given distribution"). Weights are finite, not negative, and not all 0. Probabilities are kept to 2^-32 of an urn; a weight of
 * 0 is never drawn.
 */
export function aliasTable(weights: ArrayLike<number>): AliasTable {
  const n = weights.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += weights[i];
  const share = new Float64Array(n);
  const order = new Uint32Array(n);
  // Urns yet to be filled from the left, those that overflow from the right.
  let small = 0;
  let large = n;
  for (let i = 0; i < n; i++) {
    share[i] = (weights[i] / total) * n;
    if (share[i] < 1) order[small++] = i;
    else order[--large] = i;
  }
  const threshold = new Float64Array(n).fill(WORDS);
  const alias = new Uint32Array(n);
  while (small > 0 && large < n) {
    const low = order[--small];
    const high = order[large];
    threshold[low] = Math.round(share[low] * WORDS);
    alias[low] = high;
    share[high] -= 1 - share[low];
    if (share[high] < 1) {
      large++;
      order[small++] = high;
    }
  }
  // What is left has a share of 1 but for rounding; a weight of 0 among it is no longer possible but by rounding.
  const heaviest = heaviestOf(weights);
  while (small > 0) {
    const left = order[--small];
    if (weights[left] === 0) threshold[left] = 0;
    alias[left] = heaviest;
  }
  return { categories: n, threshold, alias };
}

function heaviestOf(weights: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < weights.length; i++) if (weights[i] > weights[best]) best = i;
  return best;
}

/** Fills `out` with categories drawn from the table. */
export function fillCategories(state: GeneratorState, table: AliasTable, out: Uint32Array): void {
  const { threshold, alias } = table;
  const urns = table.categories;
  // As many words for each urn, and a new draw for the few that are left over.
  const scale = 1 / Math.floor(WORDS / urns);
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  for (let at = 0; at < out.length; ) {
    let sum = (a + d) | 0;
    const place = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    let shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    sum = (a + d) | 0;
    const height = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const urn = ((place + 0.5) * scale) >>> 0;
    if (urn >= urns) continue;
    out[at++] = height < threshold[urn] ? urn : alias[urn];
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

/** Fills `out` with integers from 0 to `n` - 1, uniform; `n` from 1 to 2^32. */
export function fillIndices(state: GeneratorState, n: number, out: Uint32Array): void {
  const scale = 1 / Math.floor(WORDS / n);
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  for (let at = 0; at < out.length; ) {
    const sum = (a + d) | 0;
    const place = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const index = ((place + 0.5) * scale) >>> 0;
    if (index < n) out[at++] = index;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

/** Adds the counts of `n` draws from the table to `counts`: the draws of `fillCategories`, without keeping them. */
export function countCategories(
  state: GeneratorState,
  table: AliasTable,
  n: number,
  counts: Float64Array | Uint32Array,
): void {
  const { threshold, alias } = table;
  const urns = table.categories;
  // As many words for each urn, and a new draw for the few that are left over.
  const scale = 1 / Math.floor(WORDS / urns);
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  for (let at = 0; at < n; ) {
    let sum = (a + d) | 0;
    const place = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    let shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    sum = (a + d) | 0;
    const height = (((sum << 7) | (sum >>> 25)) + a) >>> 0;
    shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const urn = ((place + 0.5) * scale) >>> 0;
    if (urn >= urns) continue;
    counts[height < threshold[urn] ? urn : alias[urn]]++;
    at++;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
